import { describe, expect, it } from 'vitest'

import { board, me, topic } from './board.fixture'
import { BoardStore } from './board.svelte'
import type { Outcome } from './commands'
import { Votes } from './votes.svelte'
import { Refusal, type Board } from './wire'

function store(): BoardStore {
  const made = new BoardStore()
  made.replace(board(), 1)
  return made
}

describe('the board store', () => {
  it('W1: replaces whole entities by kind and id, and drops what is gone', () => {
    const shown = store()
    shown.apply({ t: 'patch', from: 1, seq: 2, set: { topics: [topic(1, { title: 'Neu' })] }, gone: { topics: [2] } })
    expect(shown.topics.get(1)?.title).toBe('Neu')
    expect(shown.topics.has(2)).toBe(false)
    expect(shown.seq).toBe(2)
  })

  it('C7: runs the round that was begun, not the one before it that it cut short', () => {
    const slots = board().slots.map((slot) => (slot.id === 2 ? { ...slot, starts: '2025-07-09T17:20:00.000Z' } : slot))
    const timer = { ends: '2025-07-09T17:55:00.000Z', seconds: 2100, label: 'Runde 2' }
    const titles = (over: Partial<Board>): string[] => {
      const shown = new BoardStore()
      shown.replace(board({ slots, ...over }), 1)
      return shown.running(Date.parse('2025-07-09T17:25:00.000Z')).map((slot) => slot.title)
    }
    expect(titles({ timer })).toEqual(['Runde 2'])
    expect(titles({ timer: { ...timer, label: 'Pitch' } })).toEqual(['Runde 1', 'Runde 2'])
  })

  it('knows slots by time, tables by name and which topic has a place', () => {
    const shown = store()
    expect(shown.sessions.map((slot) => slot.title)).toEqual(['Runde 1', 'Runde 2'])
    expect(shown.tablesByName.map((table) => table.name)).toEqual(['A', 'B'])
    expect(shown.topicAt({ slot: 1, table: 2 })?.id).toBe(2)
    expect(shown.topicAt({ slot: 2, table: 2 })).toBeUndefined()
  })

  it('forgets what another board of the same address does not have', () => {
    const shown = store()
    shown.replace(board({ topics: [topic(9)] }), 3)
    expect([...shown.topics.keys()]).toEqual([9])
  })
})

describe('an interest point', () => {
  function votes(answer: Promise<Outcome>) {
    const shown = store()
    shown.me = me()
    return { shown, votes: new Votes(shown, () => answer, async () => undefined) }
  }

  it('shows at once, marked as unsaved, and counts', async () => {
    const { votes: points } = votes(Promise.resolve({ seq: 2, result: {} }))
    const saved = points.toggle(1)
    expect([points.has(1), points.isSaving(1), points.count(1), points.left]).toEqual([true, true, 4, 4])
    await saved
    expect(points.isSaving(1)).toBe(false)
  })

  it('is taken back when the server refuses it', async () => {
    const { votes: points } = votes(Promise.reject(new Refusal('no_votes_left', '')))
    await expect(points.toggle(1)).rejects.toMatchObject({ code: 'no_votes_left' })
    expect([points.has(1), points.count(1), points.left]).toEqual([false, 3, 5])
  })

  it('V3: has no count where counts are withheld', () => {
    const { shown, votes: points } = votes(Promise.resolve({ seq: 2, result: {} }))
    shown.tallies.set(1, { id: 1, votes: null, here: 0 })
    void points.toggle(1)
    expect(points.count(1)).toBeNull()
  })
})
