/**
 * Commands on their way: each keeps its id until it is answered, through every reconnect, so that the server
 * accepts it once (L3).
 */
import type { Answer } from './connection'
import type { Outbox, Waiting } from './outbox.svelte'
import { Refusal, uuid, type Command } from './wire'

/** What an accepted command made, such as `{topic: 12}`, and the log entry that holds it. */
export interface Outcome {
  seq: number
  result: Record<string, number>
}

/** Where commands leave, and how to ask whether the line still lives. */
export interface Line {
  do(id: string, command: Command, as?: number): boolean
  probe(): void
  readonly isUp: boolean
}

interface Pending {
  command: Command
  as: number | undefined
  outcome: Promise<Outcome>
  /** It waits in the outbox: no matter how long. */
  waits: boolean
  sent: boolean
  tries: number
  doubt: ReturnType<typeof setTimeout> | undefined
  expiry: ReturnType<typeof setTimeout> | undefined
  resolve(outcome: Outcome): void
  reject(refusal: Refusal): void
}

/** Without an answer for so long, the line is asked whether it lives. Milliseconds, as below. */
const DOUBT = 4_000
/** After so long nobody waits any more, and an act that comes so late would surprise. */
const EXPIRY = 120_000
/** On a phone, what may not wait is given up where there is no line after so long. */
const LINE_WITHIN = 8_000
/** How often a command is sent again by itself when it came too fast. */
const PATIENCE = 3

export class Commands {
  private readonly pending = new Map<string, Pending>()

  /** @param outbox keeps what may wait, where there is one */
  constructor(
    private readonly line: Line,
    private readonly outbox?: Outbox,
  ) {}

  /**
   * Sends a command, now or as soon as there is a line.
   *
   * @param as the person acted for (P8)
   * @param sender who one is, for what may wait
   * @throws Refusal with the server's code, or `offline` when no answer came within two minutes
   */
  send(command: Command, as?: number, sender?: number): Promise<Outcome> {
    const waiting = as === undefined ? this.outbox?.add(command, sender) : undefined
    return this.follow(waiting?.id ?? uuid(), command, as, waiting !== undefined)
  }

  /** Goes on with a command that an earlier page left, under its id. */
  resume(waiting: Waiting): Promise<Outcome> {
    return this.follow(waiting.id, waiting.command, undefined, true)
  }

  private follow(id: string, command: Command, as: number | undefined, waits: boolean): Promise<Outcome> {
    const under = this.pending.get(id)
    if (under !== undefined) return under.outcome
    const { promise: outcome, resolve, reject } = deferred<Outcome>()
    this.pending.set(id, { command, as, outcome, waits, sent: false, tries: 0, doubt: undefined, expiry: undefined, resolve, reject })
    if (!waits) this.expire(id)
    this.post(id)
    return outcome
  }

  /** Nobody waits for ever for what may not wait; where there is not even a line, that is told sooner. */
  private expire(id: string, left = EXPIRY): void {
    const waiting = this.pending.get(id)
    if (waiting === undefined) return
    const step = this.outbox === undefined ? EXPIRY : LINE_WITHIN
    waiting.expiry = setTimeout(() => {
      if (this.line.isUp && left > step) return this.expire(id, left - step)
      const line = this.line.isUp ? {} : { line: waiting.sent ? 'lost' : 'none' }
      this.refuse(id, new Refusal('offline', 'no answer', line))
    }, step)
  }

  /** Gives a command up for a reason of this device's own. */
  refuse(id: string, refusal: Refusal): void {
    this.settle(id, true)?.reject(refusal)
  }

  /** Sends all that is unanswered once more, in the order in which it was asked for. */
  resend(): void {
    for (const id of this.pending.keys()) this.post(id)
  }

  /** Another tab has had the answer. What it said is on the board. */
  drop(id: string): void {
    this.settle(id, false)?.resolve({ seq: 0, result: {} })
  }

  answered(answer: Answer): void {
    const waiting = this.pending.get(answer.id)
    if (waiting === undefined) return
    const tooFast = answer.t === 'no' && answer.code === 'too_fast'
    if (tooFast && (waiting.waits || waiting.tries < PATIENCE)) return this.postLater(answer, waiting)
    this.settle(answer.id, answer.t === 'no')
    if (answer.t === 'ok') waiting.resolve({ seq: answer.seq, result: answer.result })
    else waiting.reject(new Refusal(answer.code, answer.message, answer.detail as Record<string, unknown>))
  }

  private post(id: string): void {
    const waiting = this.pending.get(id)
    if (waiting === undefined) return
    clearTimeout(waiting.doubt)
    if (!this.line.do(id, waiting.command, waiting.as)) return
    waiting.sent = true
    waiting.doubt = setTimeout(() => this.line.probe(), DOUBT)
  }

  private postLater(answer: Extract<Answer, { t: 'no' }>, waiting: Pending): void {
    const seconds = Number((answer.detail as Record<string, unknown>)['retry_after'] ?? 1)
    waiting.tries += 1
    clearTimeout(waiting.doubt)
    waiting.doubt = setTimeout(() => this.post(answer.id), Math.max(0.2, seconds) * 1000)
  }

  private settle(id: string, refused: boolean): Pending | undefined {
    const waiting = this.pending.get(id)
    clearTimeout(waiting?.doubt)
    clearTimeout(waiting?.expiry)
    this.pending.delete(id)
    this.outbox?.remove(id, refused)
    return waiting
  }
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Refusal) => void } {
  let resolve: (value: T) => void = () => undefined
  let reject: (error: Refusal) => void = () => undefined
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
