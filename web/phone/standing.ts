/** What someone is to a topic, and so what the phone offers them there. The server decides; this only asks little in vain. */
import type { BoardStore } from '../lib/board.svelte'
import type { Gate, Me, Topic } from '../lib/wire'

export function isFacilitator(me: Me | null | undefined): boolean {
  return me?.role === 'facilitator' || me?.role === 'organiser'
}

/** May do all that a host may (T5). */
export function mayHost(me: Me | null | undefined, topic: Topic): boolean {
  return me ? topic.host === me.id || isFacilitator(me) : false
}

/** May edit and choose a table (T4, C2). */
export function mayHelp(me: Me | null | undefined, topic: Topic): boolean {
  return mayHost(me, topic) || (me ? topic.cohosts.includes(me.id) : false)
}

/** May write what came out, and promise something there (R1, R2), as long as the topic is in play. */
export function mayReport(board: BoardStore, topic: Topic): boolean {
  const { me } = board
  if (!me || me.blocked || topic.status !== 'open' || !passes(board, 'report')) return false
  return mayHelp(me, topic) || me.here === topic.id
}

/** Topics that this person hosts or helps with, by number; hidden ones of theirs included (T6). */
export function myTopics(board: BoardStore): Topic[] {
  const { me } = board
  if (!me) return []
  const shown = [...me.topics, ...me.cohosts].map((id) => board.topics.get(id)).filter((topic) => topic !== undefined)
  const hidden = me.hidden.map((entry) => entry.topic)
  return [...new Map([...shown, ...hidden].map((topic) => [topic.id, topic])).values()].sort((a, b) => a.id - b.id)
}

/** Topics on which this person has a point. */
export function myPoints(board: BoardStore, has: (topic: number) => boolean): Topic[] {
  return [...board.topics.values()].filter((topic) => has(topic.id)).sort((a, b) => a.id - b.id)
}

/** The board's own host of a topic that this person may speak for, in a slot already; for C4's words. */
export function busyWith(board: BoardStore, topic: Topic, slot: number): Topic | undefined {
  if (topic.host === null) return undefined
  return [...board.topics.values()].find(
    (other) => other.id !== topic.id && other.host === topic.host && other.slot === slot,
  )
}

/** Helpers, facilitators and organisers are bound by no gate (F1). */
function isUnbound(me: Me | null | undefined): boolean {
  return me ? me.role !== 'participant' : false
}

/** Whether a gate lets this person through: helpers' and facilitators' acts are bound by none (F1). */
export function passes(board: BoardStore, gate: Gate): boolean {
  return board.isOpen(gate) || isUnbound(board.me)
}

/** Whether what no gate governs can still be done: in `closed`, only by who is bound by none (F1). */
export function isWritable(board: BoardStore): boolean {
  return board.fields?.phase !== 'closed' || isUnbound(board.me)
}
