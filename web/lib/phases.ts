/** The phases of an evening, in order, and what people call them (F1, part 2 of the specification). */
import * as m from './paraglide/messages.js'
import type { Gate, Phase } from './wire'

export const PHASES = ['lobby', 'collect', 'market', 'sessions', 'harvest', 'closed'] as const satisfies readonly Phase[]

/** The phases that people see as the steps of their evening. */
export const PHASE_STEPS = ['collect', 'market', 'sessions', 'harvest'] as const satisfies readonly Phase[]

export const GATES = ['join', 'propose', 'vote', 'claim', 'report'] as const satisfies readonly Gate[]

const NAMES: Record<Phase, () => string> = {
  lobby: m.phase_lobby,
  collect: m.phase_collect,
  market: m.phase_market,
  sessions: m.phase_sessions,
  harvest: m.phase_harvest,
  closed: m.phase_closed,
}

export function phaseName(phase: Phase): string {
  return NAMES[phase]()
}

/** The gates that a phase opens (F1). */
export const OPEN_IN: Record<Phase, readonly Gate[]> = {
  lobby: ['join', 'propose'],
  collect: ['join', 'propose', 'vote'],
  market: ['join', 'propose', 'vote', 'claim'],
  sessions: ['join', 'propose', 'vote', 'claim', 'report'],
  harvest: ['join', 'report'],
  closed: [],
}
