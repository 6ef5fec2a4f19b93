import { describe, expect, it } from 'vitest'

import { board, topic } from '../lib/board.fixture'
import { BoardStore } from '../lib/board.svelte'
import type { Board } from '../lib/wire'
import { inverse, inverseOfMade } from './inverse'

const NOW = Date.parse('2025-07-09T17:10:00.000Z')

function boardWith(over: Partial<Board> = {}): BoardStore {
  const store = new BoardStore()
  store.replace(board(over), 1)
  return store
}

describe('undo', () => {
  it('sets the phase back, and the gates that stood otherwise (F1)', () => {
    const gates = { join: true, propose: false, vote: true, claim: false, report: false }
    expect(inverse(boardWith({ gates }), { type: 'phase.set', phase: 'market' }, NOW)).toEqual([
      { type: 'phase.set', phase: 'collect' },
      { type: 'gate.set', gate: 'propose', open: false },
    ])
  })

  it('brings the notice back for as long as it had left (F3)', () => {
    const notice = { text: 'Essen', until: '2025-07-09T17:10:30.000Z' }
    expect(inverse(boardWith({ notice }), { type: 'notice.clear' }, NOW)).toEqual([{ type: 'notice.post', text: 'Essen', seconds: 30 }])
    expect(inverse(boardWith(), { type: 'notice.post', text: 'Neu' }, NOW)).toEqual([{ type: 'notice.clear' }])
  })

  it('brings the timer back with what was left (F4)', () => {
    const timer = { ends: '2025-07-09T17:15:00.000Z', seconds: 600, label: 'Pause' }
    expect(inverse(boardWith({ timer }), { type: 'timer.stop' }, NOW)).toEqual([{ type: 'timer.start', seconds: 300, label: 'Pause' }])
    expect(inverse(boardWith(), { type: 'timer.start', seconds: 60 }, NOW)).toEqual([{ type: 'timer.stop' }])
  })

  it('puts every slot back that a start has moved (C7)', () => {
    const undo = inverse(boardWith(), { type: 'slot.start', slot: 1 }, NOW)
    expect(undo.map((command) => command.type)).toEqual(['slot.put', 'slot.put', 'timer.stop'])
    expect(undo[1]).toMatchObject({ slot: 2, starts: '2025-07-09T17:40:00.000Z' })
  })

  it('gives a hidden topic its table back (T6)', () => {
    expect(inverse(boardWith(), { type: 'topic.hide', topic: 2 }, NOW)).toEqual([
      { type: 'topic.show', topic: 2 },
      { type: 'table.claim', topic: 2, slot: 1, table: 2 },
    ])
  })

  it('moves a topic back, or off the plan where it had no place (C2)', () => {
    const claim = { type: 'table.claim', slot: 2, table: 1 } as const
    expect(inverse(boardWith(), { ...claim, topic: 2 }, NOW)).toEqual([{ type: 'table.claim', topic: 2, slot: 1, table: 2 }])
    expect(inverse(boardWith(), { ...claim, topic: 1 }, NOW)).toEqual([{ type: 'table.release', topic: 1 }])
  })

  it('hands a topic back to its host, or leaves it without one (T5)', () => {
    const hand = { type: 'host.handover', topic: 1, person: 9 } as const
    expect(inverse(boardWith({ topics: [topic(1, { host: 4 })] }), hand, NOW)).toEqual([{ type: 'host.handover', topic: 1, person: 4 }])
    expect(inverse(boardWith(), hand, NOW)).toEqual([{ type: 'host.leave', topic: 1 }])
  })

  it('takes away what was made, and leaves a gong as it is', () => {
    expect(inverseOfMade({ type: 'table.put', name: 'Z', seats: 8 }, { seq: 5, result: { table: 9 } })).toEqual([{ type: 'table.remove', table: 9 }])
    expect(inverse(boardWith(), { type: 'gong.ring' }, NOW)).toEqual([])
  })
})
