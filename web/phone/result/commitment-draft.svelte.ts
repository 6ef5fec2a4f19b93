/** A commitment that is being written (R2), kept on this device until it is made. */
import { forget, recall, remember } from '../../lib/remember'
import type { Command } from '../../lib/wire'

interface Words {
  text: string
  who: string
  due: string
  contact: string
}

export class CommitmentDraft {
  words = $state<Words>({ text: '', who: '', due: '', contact: '' })
  /** Given anew each time: it is never kept. */
  consent = $state(false)
  private readonly key: string

  /** @param who this person's name, to begin with */
  constructor(
    slug: string,
    private readonly topic: number,
    private readonly who: string,
  ) {
    this.key = `themenwand.${slug}.commitment.${topic}`
    this.words = { ...this.empty(), ...this.kept() }
  }

  get command(): Extract<Command, { type: 'commitment.add' }> {
    const { text, who, due, contact } = this.words
    const more = contact.trim() === '' ? {} : { contact, consent: this.consent }
    return { type: 'commitment.add', topic: this.topic, text, who, due: due.trim() === '' ? null : due, ...more }
  }

  keep(): void {
    remember(this.key, JSON.stringify(this.words))
  }

  clear(): void {
    forget(this.key)
    this.words = this.empty()
    this.consent = false
  }

  private empty(): Words {
    return { text: '', who: this.who, due: '', contact: '' }
  }

  private kept(): Partial<Words> {
    try {
      return JSON.parse(recall(this.key) ?? '{}') as Partial<Words>
    } catch {
      return {}
    }
  }
}
