/**
 * One person's answer to one question of a topic's report (R1), kept on this device until the server has it: neither a
 * dead line nor a closed tab nor a second writer costs a word.
 */
import type { Live } from '../../lib/live.svelte'
import { forget, recall, remember } from '../../lib/remember'
import { Refusal, type Report } from '../../lib/wire'
import { both, isSame } from './both'

export type Field = Report['field']

/** A text at a revision; 0 is before the first. */
interface Saved {
  rev: number
  text: string
}

/** What is written here and not saved yet, and the revision that it started from. */
interface Draft {
  text: string
  base: Saved
}

const NOTHING: Saved = { rev: 0, text: '' }

export class Answer {
  private draft = $state.raw<Draft | null>(null)
  /** What a conflict brought, before the board's patch does. */
  private told = $state.raw<Saved>(NOTHING)
  isSaving = $state(false)
  private readonly key: string

  constructor(
    private readonly live: Live,
    private readonly topic: number,
    readonly field: Field,
  ) {
    this.key = `themenwand.${live.slug}.report.${topic}.${field}`
    const kept = this.kept()
    // A tab may have been closed after the server took it and before it could say so.
    if (kept !== null && isSame(kept.text, this.saved.text)) this.drop()
    else this.draft = kept
  }

  /** What everybody reads now. */
  get saved(): Saved {
    for (const report of this.live.board.reports.values()) {
      if (report.topic === this.topic && report.field === this.field && report.rev >= this.told.rev) return report
    }
    return this.told
  }

  /** What stands in the field. */
  get text(): string {
    return this.draft?.text ?? this.saved.text
  }

  set text(text: string) {
    this.keep({ text, base: this.draft !== null && this.isUnsaved ? this.draft.base : this.saved })
  }

  get isUnsaved(): boolean {
    return this.draft !== null && !isSame(this.draft.text, this.saved.text)
  }

  /** The text that somebody else has saved while this one was being written. */
  get theirs(): Saved | null {
    if (this.draft === null || !this.isUnsaved || this.isSaving) return null
    return this.saved.rev !== this.draft.base.rev ? this.saved : null
  }

  /** Puts both texts into the field, this one's below the other's. */
  join(): void {
    const { draft, theirs } = this
    if (draft === null || theirs === null) return
    this.keep({ text: both(theirs.text, draft.text, draft.base.text), base: theirs })
  }

  /**
   * Saves what is written; false where somebody else was first, and `theirs` says what.
   *
   * @throws Refusal; what is written stays on this device
   */
  async save(): Promise<boolean> {
    const sent = this.draft
    if (sent === null || this.isSaving) return true
    if (!this.isUnsaved) return this.settle(sent, this.saved)
    this.isSaving = true
    try {
      const { result } = await this.live.act({ type: 'report.write', topic: this.topic, field: this.field, text: sent.text, base: sent.base.rev })
      return this.settle(sent, { rev: result['rev'] ?? sent.base.rev, text: sent.text.trim() })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
      this.told = error.detail['now'] as Saved
      return false
    } finally {
      this.isSaving = false
    }
  }

  /** What was sent is saved; what was typed meanwhile goes on from there. */
  private settle(sent: Draft, saved: Saved): true {
    this.told = saved
    if (this.draft !== null && this.draft.text !== sent.text) this.keep({ text: this.draft.text, base: saved })
    else this.drop()
    return true
  }

  private keep(draft: Draft): void {
    this.draft = draft
    remember(this.key, JSON.stringify(draft))
  }

  private drop(): void {
    this.draft = null
    forget(this.key)
  }

  private kept(): Draft | null {
    try {
      return JSON.parse(recall(this.key) ?? 'null') as Draft | null
    } catch {
      return null
    }
  }
}
