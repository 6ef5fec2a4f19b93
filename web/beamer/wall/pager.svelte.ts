/** Which page of a scene is shown. Pages turn slowly, and never while something new on one is fresh. */
import type { Part } from './scene'

/** How long a page stands, in milliseconds: a dozen titles want to be read. */
export const TURN = 20_000
/** With more pages than that they turn sooner, or one waits minutes for a page to come back. */
const MANY = 6
const TURN_OF_MANY = 12_000
/** How long a page stays after something has landed on it, in milliseconds. */
export const FRESH = 15_000

export class Pager {
  /** How many pages there are, on all walls that share them. */
  count = $state(1)
  private at = $state(0)
  private turned = 0
  private wanted: number | null = null

  /** @param now a clock in milliseconds */
  constructor(
    private readonly part: Part,
    private readonly now: () => number = Date.now,
  ) {
    this.turned = now()
  }

  /** The first page of this wall's share, and the first that is no longer in it. */
  private get share(): [number, number] {
    const first = Math.floor(((this.part.number - 1) * this.count) / this.part.of)
    const end = Math.floor((this.part.number * this.count) / this.part.of)
    return [Math.min(first, this.count - 1), Math.max(end, Math.min(first, this.count - 1) + 1)]
  }

  /** The page that is shown, from 0. */
  get index(): number {
    const [first, end] = this.share
    return Math.min(Math.max(this.at, first), end - 1)
  }

  /**
   * Asks for a page where something has just landed, if that page is this wall's business; it comes at once, or
   * as soon as the page that is shown is no longer fresh.
   *
   * @param landed as in `tick`
   */
  want(page: number, landed: number): void {
    const [first, end] = this.share
    if (page < first || page >= end) return
    this.wanted = page
    this.tick(landed)
  }

  /**
   * Turns the page where it is time.
   *
   * @param landed when something landed last on the page that is shown, in milliseconds of the same clock
   */
  tick(landed: number): void {
    const [first, end] = this.share
    const now = this.now()
    if (this.wanted === this.index) this.go(this.index)
    if (now - landed < FRESH) return
    if (this.wanted !== null) this.go(this.wanted)
    else if (end - first > 1 && now - this.turned >= (end - first > MANY ? TURN_OF_MANY : TURN)) this.go(this.index + 1 < end ? this.index + 1 : first)
  }

  private go(page: number): void {
    this.at = page
    this.wanted = null
    this.turned = this.now()
  }
}
