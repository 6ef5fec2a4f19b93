import { describe, expect, it } from 'vitest'

import { FRESH, Pager, TURN } from './pager.svelte'

/** A pager of four pages with a clock that is set by hand. */
function fourPages(part = { number: 1, of: 1 }): { pager: Pager; at: (time: number) => void } {
  let now = 0
  const pager = new Pager(part, () => now)
  pager.count = 4
  return { pager, at: (time) => (now = time) }
}

describe('the pages of a wall (F2)', () => {
  it('turn slowly, and begin again after the last', () => {
    const { pager, at } = fourPages()
    const seen = [1, 2, 3, 4].map((turn) => {
      at(turn * TURN)
      pager.tick(-Infinity)
      return pager.index
    })
    expect(seen).toEqual([1, 2, 3, 0])
  })

  it('never turn while something on the page is fresh', () => {
    const { pager, at } = fourPages()
    at(TURN)
    pager.tick(TURN - FRESH + 1)
    expect(pager.index).toBe(0)
    at(TURN + 1)
    pager.tick(TURN - FRESH + 1)
    expect(pager.index).toBe(1)
  })

  it('come at once where something lands, unless the page that is shown is fresh', () => {
    const { pager, at } = fourPages()
    at(1000)
    pager.want(3, -Infinity)
    expect(pager.index).toBe(3)
    at(2000)
    pager.want(0, 1000)
    expect(pager.index).toBe(3)
    at(1000 + FRESH)
    pager.tick(1000)
    expect(pager.index).toBe(0)
  })

  it('are shared by walls, each of which keeps to its own', () => {
    const { pager, at } = fourPages({ number: 2, of: 4 })
    at(5 * TURN)
    pager.tick(-Infinity)
    pager.want(3, -Infinity)
    expect(pager.index).toBe(1)
  })
})
