/**
 * Commands on their way: each keeps its id until it is answered, through every reconnect, so that the server
 * accepts it once (L3).
 */
import type { Answer } from './connection'
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
}

interface Pending {
  command: Command
  as: number | undefined
  tries: number
  doubt: ReturnType<typeof setTimeout> | undefined
  expiry: ReturnType<typeof setTimeout>
  resolve(outcome: Outcome): void
  reject(refusal: Refusal): void
}

/** Without an answer for so long, the line is asked whether it lives. Milliseconds, as below. */
const DOUBT = 4_000
/** After so long nobody waits any more, and an act that comes so late would surprise. */
const EXPIRY = 120_000
/** How often a command is sent again by itself when it came too fast. */
const PATIENCE = 3

export class Commands {
  private readonly pending = new Map<string, Pending>()

  constructor(private readonly line: Line) {}

  /**
   * Sends a command, now or as soon as there is a line.
   *
   * @param as the person acted for (P8)
   * @throws Refusal with the server's code, or `offline` when no answer came within two minutes
   */
  send(command: Command, as?: number): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const id = uuid()
      const expiry = setTimeout(() => this.settle(id)?.reject(new Refusal('offline', 'no answer')), EXPIRY)
      this.pending.set(id, { command, as, tries: 0, doubt: undefined, expiry, resolve, reject })
      this.post(id)
    })
  }

  /** Sends all that is unanswered once more, in the order in which it was asked for. */
  resend(): void {
    for (const id of this.pending.keys()) this.post(id)
  }

  answered(answer: Answer): void {
    const waiting = this.pending.get(answer.id)
    if (waiting === undefined) return
    if (answer.t === 'no' && answer.code === 'too_fast' && waiting.tries < PATIENCE) return this.postLater(answer, waiting)
    this.settle(answer.id)
    if (answer.t === 'ok') waiting.resolve({ seq: answer.seq, result: answer.result })
    else waiting.reject(new Refusal(answer.code, answer.message, answer.detail as Record<string, unknown>))
  }

  private post(id: string): void {
    const waiting = this.pending.get(id)
    if (waiting === undefined) return
    clearTimeout(waiting.doubt)
    if (this.line.do(id, waiting.command, waiting.as)) waiting.doubt = setTimeout(() => this.line.probe(), DOUBT)
  }

  private postLater(answer: Extract<Answer, { t: 'no' }>, waiting: Pending): void {
    const seconds = Number((answer.detail as Record<string, unknown>)['retry_after'] ?? 1)
    waiting.tries += 1
    clearTimeout(waiting.doubt)
    waiting.doubt = setTimeout(() => this.post(answer.id), Math.max(0.2, seconds) * 1000)
  }

  private settle(id: string): Pending | undefined {
    const waiting = this.pending.get(id)
    clearTimeout(waiting?.doubt)
    clearTimeout(waiting?.expiry)
    this.pending.delete(id)
    return waiting
  }
}
