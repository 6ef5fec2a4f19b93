/** The commands that take a command back, on the board as it is before it. Both stand in the log (F6). */
import type { BoardStore } from '../lib/board.svelte'
import type { Outcome } from '../lib/commands'
import { OPEN_IN, GATES } from '../lib/phases'
import type { BoardFields, Command, Slot } from '../lib/wire'

/**
 * None where a command cannot be taken back.
 *
 * @param now the server's time in milliseconds
 */
export function inverse(board: BoardStore, command: Command, now: number): Command[] {
  const { fields } = board
  if (fields === null) return []
  switch (command.type) {
    case 'phase.set':
      return phaseAsItIs(fields)
    case 'gate.set':
      return [{ type: 'gate.set', gate: command.gate, open: fields.gates[command.gate] }]
    case 'scene.show':
      return [{ type: 'scene.show', ...fields.scene }]
    case 'notice.post':
    case 'notice.clear':
      return noticeAsItIs(fields, now)
    case 'timer.start':
    case 'timer.add':
    case 'timer.stop':
      return timerAsItIs(fields, now)
    case 'slot.start':
      return [...slotsAsTheyAre(board, command.slot), ...timerAsItIs(fields, now)]
    case 'slot.shift':
      return slotsAsTheyAre(board, command.slot)
    case 'slot.put':
      return command.slot === undefined ? [] : slotsAsTheyAre(board, command.slot).slice(0, 1)
    case 'settings.set':
      return [{ type: 'settings.set', ...fields.settings }]
    case 'table.put':
    case 'table.remove':
      return tableAsItIs(board, command)
    case 'theme.put':
    case 'theme.remove':
      return themeAsItIs(board, command)
    case 'person.block':
      return [{ type: 'person.unblock', person: command.person }]
    case 'person.unblock':
      return [{ type: 'person.block', person: command.person }]
    default:
      return inverseOfTopic(board, command)
  }
}

/** What an accepted command has made, taken away again. */
export function inverseOfMade(command: Command, { result }: Outcome): Command[] {
  if (command.type === 'table.put' && command.table === undefined && result['table'] !== undefined)
    return [{ type: 'table.remove', table: result['table'] }]
  if (command.type === 'slot.put' && command.slot === undefined && result['slot'] !== undefined)
    return [{ type: 'slot.remove', slot: result['slot'] }]
  if (command.type === 'theme.put' && command.theme === undefined && result['theme'] !== undefined)
    return [{ type: 'theme.remove', theme: result['theme'] }]
  return []
}

function inverseOfTopic(board: BoardStore, command: Command): Command[] {
  if (!('topic' in command) || typeof command.topic !== 'number') return []
  const topic = board.topics.get(command.topic)
  if (topic === undefined) return []
  const place = placeAsItIs(board, topic.id)
  switch (command.type) {
    case 'topic.hide':
      return [{ type: 'topic.show', topic: topic.id }, ...place]
    case 'topic.show':
      return [{ type: 'topic.hide', topic: topic.id, reason: topic.reason }]
    case 'topic.withdraw':
      return [{ type: 'topic.restore', topic: topic.id }, ...place]
    case 'topic.restore':
      return [{ type: 'topic.withdraw', topic: topic.id }]
    case 'topic.edit':
      return [{ type: 'topic.edit', topic: topic.id, title: topic.title, theme: topic.theme, text: board.texts.get(topic.id)?.text ?? '' }]
    case 'table.claim':
    case 'table.release':
      return place.length > 0 ? place : [{ type: 'table.release', topic: topic.id }]
    case 'table.swap':
      return [{ type: 'table.swap', topic: command.topic, with: command.with }]
    case 'host.handover':
      return [topic.host === null ? { type: 'host.leave', topic: topic.id } : { type: 'host.handover', topic: topic.id, person: topic.host }]
    default:
      return []
  }
}

function placeAsItIs(board: BoardStore, topic: number): Command[] {
  const { slot = null, table = null } = board.topics.get(topic) ?? {}
  return slot === null || table === null ? [] : [{ type: 'table.claim', topic, slot, table }]
}

/** A table as it stands; one that is removed comes back as a new one of the same name. */
function tableAsItIs(board: BoardStore, command: Extract<Command, { type: 'table.put' | 'table.remove' }>): Command[] {
  const table = command.table === undefined ? undefined : board.tables.get(command.table)
  if (table === undefined) return []
  const { id, name, seats, place, link } = table
  return [{ type: 'table.put', ...(command.type === 'table.put' ? { table: id } : {}), name, seats, place, link }]
}

function themeAsItIs(board: BoardStore, command: Extract<Command, { type: 'theme.put' | 'theme.remove' }>): Command[] {
  const theme = command.theme === undefined ? undefined : board.themes.get(command.theme)
  if (theme === undefined) return []
  const { id, name, short, color } = theme
  return [{ type: 'theme.put', ...(command.type === 'theme.put' ? { theme: id } : {}), name, short, color }]
}

/** The phase sets all gates, so those that stood otherwise are set again. */
function phaseAsItIs({ phase, gates }: BoardFields): Command[] {
  const moved = GATES.filter((gate) => gates[gate] !== OPEN_IN[phase].includes(gate))
  return [{ type: 'phase.set', phase }, ...moved.map((gate): Command => ({ type: 'gate.set', gate, open: gates[gate] }))]
}

function noticeAsItIs({ notice }: BoardFields, now: number): Command[] {
  const left = notice?.until ? Math.round((Date.parse(notice.until) - now) / 1000) : null
  if (notice === null || (left !== null && left <= 0)) return [{ type: 'notice.clear' }]
  return [{ type: 'notice.post', text: notice.text, seconds: left }]
}

function timerAsItIs({ timer }: BoardFields, now: number): Command[] {
  const left = timer === null ? 0 : Math.round((Date.parse(timer.ends) - now) / 1000)
  return left <= 0 ? [{ type: 'timer.stop' }] : [{ type: 'timer.start', seconds: left, label: timer?.label ?? '' }]
}

/** A slot and all that start after it, as they stand now: those are what starting and shifting move (C7). */
function slotsAsTheyAre(board: BoardStore, id: number): Command[] {
  const slot = board.slots.get(id)
  if (slot === undefined) return []
  const later = board.timeline.filter((one) => one.starts > slot.starts)
  return [slot, ...later].map(({ id: number, title, starts, ends, kind }: Slot): Command => ({ type: 'slot.put', slot: number, title, starts, ends, kind }))
}
