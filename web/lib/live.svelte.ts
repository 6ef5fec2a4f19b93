/** A live board for a page: the store, the connection that feeds it, and the way commands take. */
import { BoardStore } from './board.svelte'
import { TickingClock } from './clock.svelte'
import { Commands, type Outcome } from './commands'
import { Connection, type Status, type View } from './connection'
import { ServerClock } from './server-clock'
import { Votes } from './votes.svelte'
import type { Command, Me } from './wire'

/** A patch that does not come within so many milliseconds will come with the next connection. */
const PATCH_WITHIN = 3_000

export class Live {
  readonly board = new BoardStore()
  status = $state.raw<Status>('connecting')
  /** How many people are connected, and how many have joined; null before the first pulse. */
  pulse = $state.raw<{ online: number; joined: number } | null>(null)

  /** The server's clock, exact; `clock.now` is the one to render. */
  readonly serverClock = new ServerClock()
  readonly clock = new TickingClock(this.serverClock)
  readonly votes: Votes
  private readonly connection: Connection
  private readonly commands: Commands
  private readonly waiting = new Set<{ seq: number; done: () => void }>()

  constructor(
    readonly slug: string,
    view?: View,
  ) {
    this.connection = new Connection(slug, this.listener(), this.serverClock, view)
    this.commands = new Commands(this.connection)
    this.votes = new Votes(this.board, (command) => this.send(command), (seq) => this.shown(seq))
  }

  start(): void {
    this.connection.start()
  }

  stop(): void {
    this.connection.stop()
  }

  /** Takes up who one is now, after joining or coming in by key, with a handshake that carries the new cookie. */
  enter(me: Me | null): void {
    this.board.me = me
    this.connection.reconnect()
  }

  /** Sends a command (part 4). @throws Refusal */
  send(command: Command, as?: number): Promise<Outcome> {
    return this.commands.send(command, as)
  }

  /** Sends a command, and waits until its effect is on this screen. @throws Refusal */
  async act(command: Command, as?: number): Promise<Outcome> {
    const outcome = await this.send(command, as)
    await this.shown(outcome.seq)
    return outcome
  }

  /** Resolves once the board shows entry `seq`, or has had long enough to. */
  private shown(seq: number): Promise<void> {
    if (this.board.seq >= seq) return Promise.resolve()
    return new Promise((resolve) => {
      const entry = { seq, done: resolve }
      this.waiting.add(entry)
      setTimeout(() => {
        this.waiting.delete(entry)
        resolve()
      }, PATCH_WITHIN)
    })
  }

  private advanced(): void {
    for (const entry of this.waiting) {
      if (entry.seq > this.board.seq) continue
      this.waiting.delete(entry)
      entry.done()
    }
  }

  private listener(): ConstructorParameters<typeof Connection>[1] {
    return {
      status: (status) => (this.status = status),
      board: (board, seq) => {
        this.board.replace(board, seq)
        this.advanced()
      },
      patch: (patch) => {
        this.board.apply(patch)
        this.advanced()
      },
      me: (me) => (this.board.me = me),
      pulse: (online, joined) => (this.pulse = { online, joined }),
      answer: (answer) => {
        if (answer.t === 'ok' && answer.me !== undefined) this.board.me = answer.me
        if (answer.t === 'no' && answer.code === 'not_joined') this.board.me = null
        this.commands.answered(answer)
      },
      ready: () => this.commands.resend(),
    }
  }
}
