/** What a facilitator will most likely want to do next, and what that will do, in words. */
import type { BoardStore } from '../lib/board.svelte'
import * as m from '../lib/paraglide/messages.js'
import { isSameDay, timeOfDay } from '../lib/time'
import type { Command, Phase, Slot } from '../lib/wire'

export interface Step {
  title: string
  /** What it will do. */
  effect: string
  commands: Command[]
  /** Whether something runs that this would cut short: then it is not the loudest thing on the screen. */
  isEarly: boolean
}

/** A round that has less left than this may as well be followed by the next, in milliseconds. */
const NEARLY_OVER = 120_000

/** The next step, or null where the evening is over. @param now the server's time in milliseconds */
export function nextStep(board: BoardStore, now: number): Step | null {
  const { phase } = board.fields ?? {}
  switch (phase) {
    case 'lobby':
      return turn('collect', m.console_next_collect(), m.console_next_collect_effect())
    case 'collect':
      return turn('market', m.console_next_market(), m.console_next_market_effect())
    case 'market':
    case 'sessions': {
      const session = nextSession(board, now)
      return session === undefined ? toHarvest(board, now) : begin(board, session, now)
    }
    case 'harvest':
      return turn('closed', m.console_next_closed(), m.console_next_closed_effect())
    default:
      return null
  }
}

/**
 * The round that has been begun. The timer says so best: an evening that runs late has rounds that the clock
 * calls running before anybody has begun them.
 */
export function currentSession(board: BoardStore, now: number): Slot | undefined {
  if (board.fields?.phase !== 'sessions') return undefined
  const label = board.fields.timer?.label
  const begun = board.sessions.filter((slot) => Date.parse(slot.starts) <= now)
  return begun.filter((slot) => slot.title === label).at(-1) ?? begun.at(-1)
}

function nextSession(board: BoardStore, now: number): Slot | undefined {
  const current = currentSession(board, now)
  if (current !== undefined) return board.sessions.find((slot) => slot.starts > current.starts)
  const tz = board.fields?.tz ?? 'UTC'
  // A board whose day is past is rehearsed, or very late: beginning a round brings all others along.
  return board.sessions.find((slot) => isSameDay(slot.starts, now, tz)) ?? board.nextSession(now) ?? board.sessions[0]
}

/** How long the current round still runs, in milliseconds; 0 where none does. */
export function leftOfCurrent(board: BoardStore, now: number): number {
  const current = currentSession(board, now)
  const { timer } = board.fields ?? {}
  if (current === undefined) return 0
  const ends = timer?.label === current.title ? timer.ends : current.ends
  return Math.max(0, Date.parse(ends) - now)
}

function begin(board: BoardStore, slot: Slot, now: number): Step {
  const length = Date.parse(slot.ends) - Date.parse(slot.starts)
  const effect = [
    m.console_next_round_effect({
      minutes: String(Math.round(length / 60_000)),
      time: timeOfDay(new Date(now + length).toISOString(), board.fields?.tz ?? 'UTC'),
    }),
    shifted(Math.round((now - Date.parse(slot.starts)) / 60_000)),
  ]
  const phase: Command[] = board.fields?.phase === 'sessions' ? [] : [{ type: 'phase.set', phase: 'sessions' }]
  const isEarly = leftOfCurrent(board, now) > NEARLY_OVER
  return {
    title: m.console_next_round({ title: slot.title }),
    effect: effect.filter((part) => part !== '').join(' '),
    commands: [{ type: 'slot.start', slot: slot.id }, ...phase, ...wallFollows(board)],
    isEarly,
  }
}

function toHarvest(board: BoardStore, now: number): Step {
  const step = turn('harvest', m.console_next_harvest(), m.console_next_harvest_effect())
  return {
    ...step,
    // The last round's time would go on over the results.
    commands: board.fields?.timer ? [...step.commands, { type: 'timer.stop' }] : step.commands,
    isEarly: leftOfCurrent(board, now) > NEARLY_OVER,
  }
}

function turn(phase: Phase, title: string, effect: string): Step {
  return { title, effect, commands: [{ type: 'phase.set', phase }, { type: 'scene.show', scene: 'auto' }], isEarly: false }
}

/** A wall that shows something else on purpose comes along with the evening. */
function wallFollows(board: BoardStore): Command[] {
  return board.fields?.scene.scene === 'auto' ? [] : [{ type: 'scene.show', scene: 'auto' }]
}

/** Beyond this the programme is not late, it is another day's, in minutes. */
const ANOTHER_DAY = 360

function shifted(minutes: number): string {
  if (Math.abs(minutes) > ANOTHER_DAY) return m.console_next_today()
  if (minutes > 0) return m.console_next_later({ minutes: String(minutes) })
  return minutes < 0 ? m.console_next_sooner({ minutes: String(-minutes) }) : ''
}
