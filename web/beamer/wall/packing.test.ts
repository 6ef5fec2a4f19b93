import { describe, expect, it } from 'vitest'

import { choose, pack, stretch } from './packing'

const heights = (count: number, height: number): number[] => Array.from({ length: count }, () => height)

describe('packing', () => {
  it('keeps the order, and moves nothing when one more comes', () => {
    const before = pack({ columns: 3, heights: heights(7, 100) }, 330, 10)
    const after = pack({ columns: 3, heights: heights(8, 100) }, 330, 10)
    expect(before.flat().flatMap((row) => row.items)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(after.flat().slice(0, 2)).toEqual(before.flat().slice(0, 2))
  })

  it('gives a row the height of its highest card, and turns the page where it is full', () => {
    const pages = pack({ columns: 2, heights: [100, 200, 100, 100, 300, 100] }, 330, 10)
    expect(pages.map((page) => page.map((row) => row.height))).toEqual([[200, 100], [300]])
  })

  it('takes the fewest pages, and of equal ones the largest cards', () => {
    const candidates = [2, 3].map((columns) => ({ columns, heights: heights(6, 100) }))
    expect(choose(candidates, 330, 10).columns).toBe(2)
    expect(choose(candidates, 220, 10).columns).toBe(3)
  })

  it('shows a card that is higher than the page on a page of its own', () => {
    expect(pack({ columns: 1, heights: [900, 100] }, 330, 10)).toHaveLength(2)
  })

  it('shares out what is left, up to a limit', () => {
    const page = [
      { items: [0], height: 100 },
      { items: [1], height: 120 },
    ]
    expect(stretch(page, 330, 10, 400)).toEqual([150, 170])
    expect(stretch(page, 330, 10, 130)).toEqual([130, 130])
  })
})
