/**
 * The wire (part 5 of the specification): the types generated from the server's structs, under the names that
 * the client uses. `npm run generate` makes `wire.gen.ts`.
 */
import type * as generated from './wire.gen'

export type {
  CohostOfferToMe,
  Commitment,
  Gone,
  HiddenTopic,
  Me,
  Notice,
  Ok,
  Patch,
  Person,
  Pulse,
  Report,
  Slot,
  Table,
  Tally,
  Text,
  Theme,
  Timer,
  Topic,
} from './wire.gen'

/** A time in UTC with milliseconds, such as `2025-07-09T17:00:00.000Z`. */
export type Instant = string

/** The board's settings; the server always sends all of them. */
export type Settings = Required<generated.Settings>

export type Phase = generated.BoardFields['phase']
export type Gate = 'join' | 'propose' | 'vote' | 'claim' | 'report'
export type Role = generated.Me['role']

/** The board's own fields. */
export interface BoardFields extends Omit<generated.BoardFields, 'settings' | 'gates'> {
  settings: Settings
  gates: Record<Gate, boolean>
}

/** Lists of whole entities by kind: what a snapshot holds, and what a patch sets (W1). */
export type Entities = Required<Omit<generated.Set, 'board'>>
export type Kind = keyof Entities

/** Every kind of entity that has an id. */
export const KINDS = [
  'themes',
  'slots',
  'tables',
  'topics',
  'texts',
  'tallies',
  'reports',
  'people',
  'commitments',
] as const satisfies readonly Kind[]

export type Board = BoardFields & Entities
export interface Snapshot {
  seq: number
  board: Board
}

export type Frame = NonNullable<generated.Wire['frames']>
export type Command = NonNullable<generated.Wire['command']>

/** The codes that the server refuses with, and the one that only a client can know. */
export type Code = generated.No['code'] | 'offline'

/** A free place: a slot and a table of it. */
export interface Place {
  slot: number
  table: number
}

/** The answer to `GET .../topics/{n}/places`: what is free, and how many would have to choose (C5). */
export interface Places {
  slots: { slot: number; free: number[]; overlap: number | 'few' }[]
}

/** Why a command or a request was refused; `detail` is what part 4 of the specification says for the code. */
export class Refusal extends Error {
  constructor(
    readonly code: Code,
    message: string,
    readonly detail: Record<string, unknown> = {},
  ) {
    super(message)
    this.name = 'Refusal'
  }
}

/**
 * A UUID of version 4. `crypto.randomUUID` is missing where a board is opened over plain http in a hall's own
 * network, so the bytes are drawn by hand.
 */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte, index) => {
    if (index === 6) byte = (byte & 0x0f) | 0x40
    if (index === 8) byte = (byte & 0x3f) | 0x80
    return byte.toString(16).padStart(2, '0')
  }).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
