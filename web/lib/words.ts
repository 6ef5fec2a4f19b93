/** The words for things of the board that more than one screen speaks of. */
import type { BoardStore } from './board.svelte'
import * as m from './paraglide/messages.js'
import { timeOfDay } from './time'
import type { Person, Theme, Topic } from './wire'

/** A theme's name where there is room for it, else its short name. */
export function themeName(theme: Theme | undefined, room = 28): string {
  if (theme === undefined) return m.theme_none()
  return theme.name.length <= room || theme.short === '' ? theme.name : theme.short
}

/** A person as others see them; someone erased keeps a place but no name (P5). */
export function personName(person: Person | undefined): string {
  return person?.name ?? m.person_erased()
}

/** Who invites: "lädt ein: Tarek, Zivilgesellschaft", or what there is instead of a host. */
export function hostLine(board: BoardStore, topic: Topic): string {
  if (topic.host === null) return topic.planned ? m.host_planned() : m.host_wanted()
  const host = board.people.get(topic.host)
  const from = host?.affiliation || host?.group
  return m.host_line({ host: from ? `${personName(host)}, ${from}` : personName(host) })
}

/** Where a topic takes place: "19:00 · Tisch G"; empty while it has no place. */
export function placeLine(board: BoardStore, topic: Topic): string {
  const slot = board.slotOf(topic)
  const table = board.tableOf(topic)
  if (slot === undefined || table === undefined) return ''
  return `${timeOfDay(slot.starts, board.fields?.tz ?? 'UTC')} · ${tableName(table.name)}`
}

/** A table by its name: "Tisch G"; a name that is a word of its own stays alone. */
export function tableName(name: string): string {
  return name.length <= 3 ? m.table_name({ name }) : name
}
