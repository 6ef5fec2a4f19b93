/**
 * Commands that wait on this device until they are answered, through lost lines, closed tabs and empty batteries.
 * Each keeps its id, so that however often it is sent, the server accepts it once (L3).
 */
import { get, update } from 'idb-keyval'
import { SvelteMap } from 'svelte/reactivity'

import { attempt } from './attempt'
import { Refusal, uuid, type Command } from './wire'

export interface Waiting {
  id: string
  command: Command
  /** Who made it: somebody else on this device later does not send it. */
  person: number
  /** When it was made, in milliseconds of this device's clock. */
  made: number
}

/**
 * What may wait: it is meant just as much an hour later, and nobody else's plans hang on it. A table is none of
 * these. Whoever claims one wants to know now whether it is theirs, and one that went through an hour later would surprise
 * the host and whoever sits there; so do handing over, taking, merging and withdrawing. They say at once that there is no line.
 * An answer of a report waits where it is written, because what others write meanwhile is to be looked at first (R1).
 */
const WAITS: ReadonlySet<Command['type']> = new Set<Command['type']>([
  'vote.cast',
  'vote.retract',
  'topic.propose',
  'topic.edit',
  'cohost.offer',
  'cohost.retract',
  'here.set',
  'here.clear',
])
/** After so many milliseconds, "I am here" is no longer known to be true (H1). */
const HERE_HOLDS = 15 * 60_000

export class Outbox {
  /** What is not answered yet, in the order in which it was asked for. */
  readonly waiting = new SvelteMap<string, Waiting>()
  /** How many were refused since there was last nothing waiting. */
  refused = 0
  private readonly restored = new Set<string>()

  constructor(private readonly slug: string) {}

  /** Takes what an earlier page left; undefined are those that it cannot have. */
  async restore(): Promise<Waiting[]> {
    const left = (await this.stored()) ?? []
    for (const entry of left) {
      this.waiting.set(entry.id, entry)
      this.restored.add(entry.id)
    }
    return left
  }

  /** Keeps a command until `remove`; undefined where it is none that may wait, or nobody has joined. */
  add(command: Command, person: number | undefined): Waiting | undefined {
    if (person === undefined || !WAITS.has(command.type)) return undefined
    const same = this.sameProposal(command)
    if (same !== undefined) return same
    // What is kept is what would be sent: plain JSON, whatever the form's own objects are.
    const plain = JSON.parse(JSON.stringify(command)) as Command
    const entry = { id: uuid(), command: plain, person, made: Date.now() }
    if (this.waiting.size === 0) this.refused = 0
    this.waiting.set(entry.id, entry)
    this.rewrite((entries) => [...entries, entry])
    return entry
  }

  /** It has been answered. */
  remove(id: string, refused: boolean): void {
    if (!this.waiting.has(id)) return
    if (refused) this.refused += 1
    this.waiting.delete(id)
    this.rewrite((entries) => entries.filter((entry) => entry.id !== id))
  }

  /** Which of those that an earlier page left have been answered in another tab meanwhile. */
  async answeredElsewhere(): Promise<string[]> {
    const suspects = [...this.restored].filter((id) => this.waiting.has(id))
    const left = suspects.length === 0 ? undefined : await this.stored()
    return left === undefined ? [] : suspects.filter((id) => !left.some((entry) => entry.id === id))
  }

  /** Why an entry is not to be sent any more, if there is a reason. */
  objection(entry: Waiting, person: number | undefined): Refusal | undefined {
    if (entry.person !== person) return new Refusal('not_joined', 'made by somebody else')
    const lapsed = entry.command.type.startsWith('here.') && Date.now() - entry.made > HERE_HOLDS
    return lapsed ? new Refusal('offline', 'too late', { line: 'late' }) : undefined
  }

  /** A second tap on "send" after a reload is the same topic, not another one. */
  private sameProposal(command: Command): Waiting | undefined {
    if (command.type !== 'topic.propose') return undefined
    const words = JSON.stringify(command)
    return [...this.waiting.values()].find((entry) => JSON.stringify(entry.command) === words)
  }

  private stored(): Promise<Waiting[] | undefined> {
    return attempt(async () => (await get<Waiting[]>(this.key)) ?? [])
  }

  /** One transaction each, in order: several tabs share one outbox. */
  private rewrite(change: (entries: Waiting[]) => Waiting[]): void {
    void attempt(() => update<Waiting[]>(this.key, (entries = []) => change(entries)))
  }

  private get key(): string {
    return `themenwand.1.outbox.${this.slug}`
  }
}
