/** The plan as a wall shows it: the rounds that are not over, and the tables with something in them. */
import type { BoardStore } from '../../lib/board.svelte'
import type { Slot, Table } from '../../lib/wire'

/** With more rounds than that, a cell has room for a number and no title. */
export const WITH_TITLES = 3

/** A row of the plan: a table, or all that are free in every round shown. */
export interface PlanRow {
  id: number
  tables: Table[]
}

/** The rounds that run or are to come; when all are over, all of them. @param now the server's time in milliseconds */
export function roundsToShow(board: BoardStore, now: number): Slot[] {
  const left = board.sessions.filter((slot) => Date.parse(slot.ends) > now)
  return left.length > 0 ? left : board.sessions
}

export function planRows(board: BoardStore, slots: Slot[]): PlanRow[] {
  const isTaken = (table: Table): boolean => slots.some((slot) => board.topicAt({ slot: slot.id, table: table.id }) !== undefined)
  const taken = board.tablesByName.filter(isTaken).map((table) => ({ id: table.id, tables: [table] }))
  const free = board.tablesByName.filter((table) => !isTaken(table))
  return free.length > 0 ? [...taken, { id: 0, tables: free }] : taken
}
