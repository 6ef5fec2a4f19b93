/**
 * The board as this page knows it: every entity by kind and id, replaced whole as patches say (W1). It holds no
 * rules of the domain, only look-ups.
 *
 * Each kind is a map whose entries are signals of their own, so that one vote renders one card again and no more.
 */
import { SvelteMap } from 'svelte/reactivity'

import {
  KINDS,
  type Board,
  type BoardFields,
  type Entities,
  type Gate,
  type Kind,
  type Me,
  type Patch,
  type Person,
  type Place,
  type Slot,
  type Table,
  type Theme,
  type Topic,
} from './wire'

type Maps = { [K in Kind]: SvelteMap<number, Entities[K][number]> }

export class BoardStore {
  /** The board's own fields; null until the first snapshot. */
  fields = $state.raw<BoardFields | null>(null)
  /** This person; null for who only watches, undefined while the server has not said yet. */
  me = $state.raw<Me | null | undefined>(undefined)
  /** The last entry of the log that is shown here. */
  seq = $state.raw(-1)

  readonly themes: Maps['themes'] = new SvelteMap()
  readonly slots: Maps['slots'] = new SvelteMap()
  readonly tables: Maps['tables'] = new SvelteMap()
  readonly topics: Maps['topics'] = new SvelteMap()
  readonly texts: Maps['texts'] = new SvelteMap()
  readonly tallies: Maps['tallies'] = new SvelteMap()
  readonly reports: Maps['reports'] = new SvelteMap()
  readonly people: Maps['people'] = new SvelteMap()
  readonly commitments: Maps['commitments'] = new SvelteMap()

  /** All slots in the order of time. */
  readonly timeline: Slot[] = $derived([...this.slots.values()].sort(byStart))
  /** The slots in which topics have their places, in the order of time. */
  readonly sessions: Slot[] = $derived(this.timeline.filter((slot) => slot.kind === 'session'))
  /** All tables in the order of their names: A, B ... Z, AA; 2 before 10. */
  readonly tablesByName: Table[] = $derived([...this.tables.values()].sort(byTableName))
  /** The topic of each taken place, by `slot/table`. */
  private readonly placed: Map<string, Topic> = $derived(
    new Map([...this.topics.values()].filter(isPlaced).map((topic) => [`${topic.slot}/${topic.table}`, topic])),
  )
  /** The topics merged into each topic. */
  private readonly beneath: Map<number, Topic[]> = $derived(groupByUpper(this.topics.values()))

  /** Replaces everything: the first snapshot, and a board of another epoch. */
  replace(board: Board, seq: number): void {
    for (const kind of KINDS) replaceAll(this.map(kind), board[kind])
    this.fields = board
    this.seq = seq
  }

  /** Everything, as `replace` takes it. To be called once there is a board. */
  whole(): Board {
    const lists = KINDS.map((kind) => [kind, [...this.map(kind).values()]])
    return { ...this.fields, ...Object.fromEntries(lists) } as Board
  }

  apply(patch: Patch): void {
    if (patch.set.board !== undefined) this.fields = patch.set.board as BoardFields
    for (const kind of KINDS) {
      const map = this.map(kind)
      for (const entity of patch.set[kind] ?? []) map.set(entity.id, entity)
      for (const id of patch.gone[kind] ?? []) map.delete(id)
    }
    this.seq = patch.seq
  }

  isOpen(gate: Gate): boolean {
    return this.fields?.gates[gate] ?? false
  }

  /** The topic that has a place, if it is taken. */
  topicAt(place: Place): Topic | undefined {
    return this.placed.get(`${place.slot}/${place.table}`)
  }

  /** What was merged into a topic, by number. */
  mergedInto(topic: number): Topic[] {
    return this.beneath.get(topic) ?? []
  }

  themeOf(topic: Topic): Theme | undefined {
    return topic.theme === null ? undefined : this.themes.get(topic.theme)
  }

  slotOf(topic: Topic): Slot | undefined {
    return topic.slot === null ? undefined : this.slots.get(topic.slot)
  }

  tableOf(topic: Topic): Table | undefined {
    return topic.table === null ? undefined : this.tables.get(topic.table)
  }

  hostOf(topic: Topic): Person | undefined {
    return topic.host === null ? undefined : this.people.get(topic.host)
  }

  /** The session slots that run at a time of the server, in milliseconds. */
  running(now: number): Slot[] {
    const running = this.timeline.filter((slot) => Date.parse(slot.starts) <= now && now < Date.parse(slot.ends))
    const label = this.fields?.timer?.label
    const begun = running.filter((slot) => slot.kind === 'session' && slot.title === label).at(-1)
    // A round that was begun early ends the one before it, whose time is not over by the clock (C7).
    return begun === undefined ? running : running.filter((slot) => slot.kind !== 'session' || slot.starts >= begun.starts)
  }

  /** The first session that starts after a time, in milliseconds. */
  nextSession(now: number): Slot | undefined {
    return this.sessions.find((slot) => Date.parse(slot.starts) > now)
  }

  private map(kind: Kind): SvelteMap<number, { id: number }> {
    return this[kind]
  }
}

function replaceAll(map: SvelteMap<number, { id: number }>, entities: { id: number }[]): void {
  const kept = new Set(entities.map((entity) => entity.id))
  for (const id of [...map.keys()]) if (!kept.has(id)) map.delete(id)
  for (const entity of entities) map.set(entity.id, entity)
}

function isPlaced(topic: Topic): boolean {
  return topic.slot !== null && topic.table !== null
}

function groupByUpper(topics: Iterable<Topic>): Map<number, Topic[]> {
  const groups = new Map<number, Topic[]>()
  for (const topic of topics) {
    if (topic.merged_into === null) continue
    groups.set(topic.merged_into, [...(groups.get(topic.merged_into) ?? []), topic])
  }
  return groups
}

function byStart(one: Slot, other: Slot): number {
  return Date.parse(one.starts) - Date.parse(other.starts) || one.id - other.id
}

function byTableName(one: Table, other: Table): number {
  if (/^[A-Z]+$/i.test(one.name) && /^[A-Z]+$/i.test(other.name) && one.name.length !== other.name.length) {
    return one.name.length - other.name.length
  }
  return one.name.localeCompare(other.name, 'de', { numeric: true }) || one.id - other.id
}
