import { describe, expect, it } from 'vitest'

import { Arrivals } from './arrivals.svelte'

describe('what lands on a wall', () => {
  it('is only what came while the wall was watching, the last of it as the newest', () => {
    let now = 0
    const arrivals = new Arrivals(() => now)
    arrivals.see([1, 2])
    expect(arrivals.newest).toBeNull()
    now = 1000
    arrivals.see([1, 2, 3])
    now = 2000
    arrivals.see([1, 2, 3, 4])
    expect([1, 2, 3, 4].map((id) => arrivals.isNew(id))).toEqual([false, false, true, true])
    expect(arrivals.newest).toBe(4)
    expect(arrivals.at(3)).toBe(1000)
  })

  it('is no longer new after a minute, nor once it is gone', () => {
    let now = 0
    const arrivals = new Arrivals(() => now)
    arrivals.see([])
    arrivals.see([1, 2])
    arrivals.see([2])
    expect(arrivals.isNew(1)).toBe(false)
    now = 61_000
    arrivals.settle()
    expect(arrivals.isNew(2)).toBe(false)
  })
})
