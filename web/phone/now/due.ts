/** Whose results are asked for now: short before their talk is over, and after it. */
import type { BoardStore } from '../../lib/board.svelte'
import type { Topic } from '../../lib/wire'
import { mayReport, myTopics } from '../standing'

/** So long before the end of a round its results are asked for, in milliseconds. */
const BEFORE_END = 5 * 60_000

/** Whether a topic's talk is over, or nearly so; one without a round is over with the last of them. */
export function isDue(board: BoardStore, topic: Topic, now: number): boolean {
  const slot = board.slotOf(topic)
  if (slot === undefined) return board.fields?.phase === 'harvest'
  return now >= Date.parse(slot.ends) - BEFORE_END
}

/** The topics that this person can write the result of now: where they are, then those they invite to. */
export function dueResults(board: BoardStore, now: number): Topic[] {
  const here = board.topics.get(board.me?.here ?? 0)
  const mine = [...(here === undefined ? [] : [here]), ...myTopics(board)]
  return [...new Set(mine)].filter((topic) => mayReport(board, topic) && isDue(board, topic, now))
}
