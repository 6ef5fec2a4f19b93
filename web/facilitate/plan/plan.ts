/** What the plan tells a facilitator. */
import { roundsToShow } from '../../beamer/wall/plan'
import type { BoardStore } from '../../lib/board.svelte'
import type { Topic } from '../../lib/wire'

/** The open topics without a table, by number. */
export function waiting(board: BoardStore): Topic[] {
  return [...board.topics.values()].filter((topic) => topic.status === 'open' && topic.slot === null).sort((one, other) => one.id - other.id)
}

/** How many places are free in rounds that are not over. @param now the server's time in milliseconds */
export function freePlaces(board: BoardStore, now: number): number {
  const slots = roundsToShow(board, now)
  const taken = slots.flatMap((slot) => board.tablesByName.filter((table) => board.topicAt({ slot: slot.id, table: table.id }) !== undefined))
  return slots.length * board.tablesByName.length - taken.length
}

/** Whether more people are interested in a topic than its table has seats. */
export function isCrowded(board: BoardStore, topic: Topic): boolean {
  const seats = board.tableOf(topic)?.seats
  return seats !== undefined && (board.tallies.get(topic.id)?.votes ?? 0) > seats
}

/** Names for more tables: the letters after those there are, A to Z, then AA, AB ... */
export function nextTableNames(names: string[], count: number): string[] {
  const numbers = names.filter((name) => /^[A-Z]{1,2}$/.test(name)).map(numberOf)
  const last = Math.max(-1, ...numbers)
  return Array.from({ length: count }, (_, index) => letters(last + 1 + index))
}

function numberOf(name: string): number {
  return [...name].reduce((sum, letter) => (sum + 1) * 26 + letter.charCodeAt(0) - 65, -1)
}

function letters(number: number): string {
  const last = String.fromCharCode(65 + (number % 26))
  return number < 26 ? last : letters(Math.floor(number / 26) - 1) + last
}
