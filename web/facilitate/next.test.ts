import { describe, expect, it } from 'vitest'

import { board, topic } from '../lib/board.fixture'
import { BoardStore } from '../lib/board.svelte'
import { baseLocale, overwriteGetLocale } from '../lib/paraglide/runtime.js'
import type { Board } from '../lib/wire'
import { currentSession, leftOfCurrent, nextStep } from './next'

const at = (time: string): number => Date.parse(`2025-07-09T${time}:00.000Z`)

function boardWith(over: Partial<Board>): BoardStore {
  const store = new BoardStore()
  store.replace(board({ topics: [topic(1)], ...over }), 1)
  return store
}

describe('the next sensible step (F1, C7)', () => {
  it('begins the first round, late, says by how much the rest moves, and turns the phase', () => {
    const step = nextStep(boardWith({ phase: 'market' }), at('17:07'))
    expect(step?.commands).toEqual([
      { type: 'slot.start', slot: 1 },
      { type: 'phase.set', phase: 'sessions' },
    ])
    expect(step?.effect).toContain('35')
    expect(step?.effect).toContain('19:42')
    expect(step?.effect).toContain('7')
  })

  it('begins the first round even when by the clock it is over', () => {
    expect(nextStep(boardWith({ phase: 'market' }), at('17:50'))?.commands[0]).toEqual({ type: 'slot.start', slot: 1 })
  })

  it('counts no minutes where the programme is that of another day, in either language', () => {
    const effect = (now: number): string | undefined => nextStep(boardWith({ phase: 'market' }), now)?.effect
    const sentences = [
      ['de', 'Das Programm rückt auf heute.', 'Alles Weitere rückt um 360 Min.'],
      ['en', 'The programme moves to today.', 'All that follows moves by 360 min.'],
    ] as const
    for (const [language, today, minutes] of sentences) {
      overwriteGetLocale(() => language)
      for (const day of ['2026-11-24', '2025-07-10', '2025-07-08']) {
        expect(effect(Date.parse(`${day}T17:00:00.000Z`))).toContain(today)
      }
      expect(effect(at('23:00'))).toContain(minutes)
      expect(effect(at('23:01'))).toContain(today)
    }
    overwriteGetLocale(() => baseLocale)
  })

  it('brings a wall along that shows something else', () => {
    const step = nextStep(boardWith({ phase: 'market', scene: { scene: 'topic', topic: 1 } }), at('17:00'))
    expect(step?.commands).toContainEqual({ type: 'scene.show', scene: 'auto' })
  })

  it('is the second round after the first, early or not, and the results after the last', () => {
    const early = nextStep(boardWith({ phase: 'sessions' }), at('17:10'))
    expect(early?.commands).toEqual([{ type: 'slot.start', slot: 2 }])
    expect(early?.isEarly).toBe(true)
    expect(nextStep(boardWith({ phase: 'sessions' }), at('17:36'))?.isEarly).toBe(false)
    expect(nextStep(boardWith({ phase: 'sessions' }), at('18:16'))?.commands[0]).toEqual({ type: 'phase.set', phase: 'harvest' })
  })

  it('knows by the timer which round was begun, when an evening runs late (F4)', () => {
    const timer = { ends: '2025-07-09T17:50:00.000Z', seconds: 2100, label: 'Runde 1' }
    const late = boardWith({ phase: 'sessions', timer })
    expect(currentSession(late, at('17:45'))?.title).toBe('Runde 1')
    expect(leftOfCurrent(late, at('17:45'))).toBe(300_000)
    expect(nextStep(late, at('17:45'))?.commands[0]).toEqual({ type: 'slot.start', slot: 2 })
  })

  it('is nothing once the evening is closed', () => {
    expect(nextStep(boardWith({ phase: 'closed' }), at('20:00'))).toBeNull()
  })
})
