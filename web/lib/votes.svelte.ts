/**
 * Interest points as a finger sees them: a tap shows at once, is marked while it is on its way, and is taken
 * back with the reason when the server refuses it.
 */
import { SvelteMap } from 'svelte/reactivity'

import type { BoardStore } from './board.svelte'
import type { Outcome } from './commands'
import type { Command } from './wire'

/** What was wanted last, and what held when the first unsaved tap was made. */
interface Wish {
  wanted: boolean
  was: boolean
}

export class Votes {
  private readonly wishes = new SvelteMap<number, Wish>()

  /**
   * @param send sends a command
   * @param shown resolves once the board shows an entry of the log
   */
  constructor(
    private readonly board: BoardStore,
    private readonly send: (command: Command) => Promise<Outcome>,
    private readonly shown: (seq: number) => Promise<void>,
  ) {}

  /** Whether this person's point is on a topic. */
  has(topic: number): boolean {
    return this.wishes.get(topic)?.wanted ?? this.saved(topic)
  }

  isSaving(topic: number): boolean {
    return this.wishes.has(topic)
  }

  /** How many are interested, with one's own unsaved tap; null where counts are withheld (V3). */
  count(topic: number): number | null {
    const votes = this.board.tallies.get(topic)?.votes ?? null
    const wish = this.wishes.get(topic)
    if (votes === null || wish === undefined) return votes
    return votes + Number(wish.wanted) - Number(wish.was)
  }

  /** How many points are left; null where there is no limit. */
  get left(): number | null {
    const left = this.board.me?.votes_left ?? null
    if (left === null) return null
    const unsaved = [...this.wishes].map(([topic, wish]) => Number(wish.wanted) - Number(this.saved(topic)))
    return Math.max(0, left - unsaved.reduce((sum, one) => sum + one, 0))
  }

  /** Gives or takes back the point. @throws Refusal, after what was shown has been taken back */
  async toggle(topic: number): Promise<void> {
    const wanted = !this.has(topic)
    await this.follow(topic, wanted, () => this.send({ type: wanted ? 'vote.cast' : 'vote.retract', topic }))
  }

  /** Shows a tap that is on its way until it is answered. @throws Refusal, after what was shown has been taken back */
  async follow(topic: number, wanted: boolean, send: () => Promise<Outcome>): Promise<void> {
    const wish = { wanted, was: this.wishes.get(topic)?.was ?? this.saved(topic) }
    this.wishes.set(topic, wish)
    try {
      const { seq } = await send()
      // The count comes with the patch; until then the wish stands in for it, so that nothing flickers.
      await this.shown(seq)
    } finally {
      if (this.wishes.get(topic) === wish) this.wishes.delete(topic)
    }
  }

  private saved(topic: number): boolean {
    return this.board.me?.votes.includes(topic) ?? false
  }
}
