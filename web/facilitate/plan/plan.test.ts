import { describe, expect, it } from 'vitest'

import { board, topic } from '../../lib/board.fixture'
import { BoardStore } from '../../lib/board.svelte'
import { freePlaces, isCrowded, nextTableNames, waiting } from './plan'

describe('the plan', () => {
  it('counts what waits, and the places that are free in rounds to come (C3)', () => {
    const store = new BoardStore()
    store.replace(board(), 1)
    expect(waiting(store).map((one) => one.id)).toEqual([1])
    expect(freePlaces(store, Date.parse('2025-07-09T17:00:00.000Z'))).toBe(3)
    expect(freePlaces(store, Date.parse('2025-07-09T17:35:00.000Z'))).toBe(2)
  })

  it('warns where more are interested than there are seats', () => {
    const store = new BoardStore()
    store.replace(board({ topics: [topic(2, { slot: 1, table: 1 })], tallies: [{ id: 2, votes: 9, here: 0 }] }), 1)
    expect(isCrowded(store, topic(2, { slot: 1, table: 1 }))).toBe(true)
    expect(isCrowded(store, topic(2, { slot: 1, table: 2 }))).toBe(false)
  })

  it('goes on with the letters of the tables', () => {
    expect(nextTableNames(['A', 'B'], 2)).toEqual(['C', 'D'])
    expect(nextTableNames(['Y', 'Z'], 2)).toEqual(['AA', 'AB'])
    expect(nextTableNames(['AD', 'Foyer'], 1)).toEqual(['AE'])
    expect(nextTableNames([], 1)).toEqual(['A'])
  })
})
