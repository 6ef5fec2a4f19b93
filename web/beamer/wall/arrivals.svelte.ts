/** What has come to the wall while it was watching: only that is seen to land. */
import { SvelteMap } from 'svelte/reactivity'

/** How long something counts as new, in milliseconds. */
const NEW_FOR = 60_000

export class Arrivals {
  /** When each came, by id, in milliseconds. */
  private readonly came = new SvelteMap<number, number>()
  private known: Set<number> | null = null

  /** @param now a clock in milliseconds */
  constructor(private readonly now: () => number = Date.now) {}

  /** Takes what is on the wall now; what it did not know has just come. The first time, everything is known. */
  see(ids: number[]): void {
    const before = this.known
    this.known = new Set(ids)
    for (const id of ids) if (before !== null && !before.has(id)) this.came.set(id, this.now())
    for (const id of this.came.keys()) if (!this.known.has(id)) this.came.delete(id)
  }

  /** Forgets what is no longer new. */
  settle(): void {
    for (const [id, at] of this.came) if (this.now() - at > NEW_FOR) this.came.delete(id)
  }

  isNew(id: number): boolean {
    return this.came.has(id)
  }

  /** When something came, in milliseconds; -Infinity: before this wall was watching. */
  at(id: number): number {
    return this.came.get(id) ?? -Infinity
  }

  /** The one that came last, or null. */
  get newest(): number | null {
    let newest: number | null = null
    for (const [id, at] of this.came) if (newest === null || at >= this.at(newest)) newest = id
    return newest
  }
}
