/** The round that a wall speaks of: the one that runs, else the next one. */
import type { BoardStore } from '../../lib/board.svelte'
import type { Instant, Slot } from '../../lib/wire'

export interface Round {
  /** The session slots that run now, or those that start next, at one time. */
  slots: Slot[]
  /** Their titles; empty where no session runs or is to come. */
  title: string
  runs: boolean
  starts: Instant
  ends: Instant
  /** What comes after it, of whatever kind. */
  next: Slot | undefined
}

/** @param now the server's time in milliseconds */
export function round(board: BoardStore, now: number): Round {
  const running = board.running(now).filter((slot) => slot.kind === 'session')
  const coming = board.nextSession(now)
  const slots = running.length > 0 ? running : board.sessions.filter((slot) => slot.starts === coming?.starts)
  const starts = slots[0]?.starts ?? ''
  const ends = slots.map((slot) => slot.ends).sort()[0] ?? ''
  const next = board.timeline.find((slot) => slot.starts >= ends && slot.kind !== 'break' && !slots.includes(slot))
  return {
    slots,
    title: slots.map((slot) => slot.title).join(' · '),
    runs: running.length > 0,
    starts,
    ends,
    next: slots.length > 0 ? next : undefined,
  }
}
