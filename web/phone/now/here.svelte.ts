/** "Ich bin hier", as a finger sees it: shown at once, taken back with the reason if it is refused (H1). */
import type { Live } from '../../lib/live.svelte'
import { voice } from '../say.svelte'

class Here {
  /** What was asked for and is not saved yet; undefined while nothing is. */
  private wish = $state.raw<{ topic: number | null } | undefined>()

  /** The topic one is at. */
  at(live: Live): number | null {
    return this.wish === undefined ? (live.board.me?.here ?? null) : this.wish.topic
  }

  get isSaving(): boolean {
    return this.wish !== undefined
  }

  async set(live: Live, topic: number | null): Promise<void> {
    const wish = { topic }
    this.wish = wish
    try {
      await live.act(topic === null ? { type: 'here.clear' } : { type: 'here.set', topic })
    } catch (error) {
      voice.complain(error)
    } finally {
      if (this.wish === wish) this.wish = undefined
    }
  }
}

export const here = new Here()
