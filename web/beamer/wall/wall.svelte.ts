/** What every part of a wall reaches for. */
import { createContext } from 'svelte'

import type { Live } from '../../lib/live.svelte'
import type { Topic } from '../../lib/wire'
import { Arrivals } from './arrivals.svelte'
import type { Pager } from './pager.svelte'

export class WallState {
  /** The topics that have come while this wall was watching. */
  readonly arrivals = new Arrivals()
  /** The cards on the wall, in number order: no ranking (part 1 of the specification). */
  readonly topics: Topic[] = $derived.by(() =>
    [...this.live.board.topics.values()].filter((topic) => topic.status === 'open').sort((one, other) => one.id - other.id),
  )

  constructor(
    readonly live: Live,
    private readonly currentPager: () => Pager,
  ) {}

  /** The pages of the scene that is shown; each scene that begins has its own. */
  get pager(): Pager {
    return this.currentPager()
  }
}

export const [getWall, setWall] = createContext<WallState>()
