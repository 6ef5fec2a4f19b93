/** A live board for a page: the store, the connection that feeds it, and the way commands take. */
import { BoardStore } from './board.svelte'
import { TickingClock } from './clock.svelte'
import { Commands, type Outcome } from './commands'
import { Connection, type Status, type View } from './connection'
import type { Kept, Picture } from './kept'
import type { Outbox } from './outbox.svelte'
import { ServerClock } from './server-clock'
import { Votes } from './votes.svelte'
import { Refusal, type Command, type Me } from './wire'

/** A patch that does not come within so many milliseconds will come with the next connection. */
const PATCH_WITHIN = 3_000

export class Live {
  readonly board = new BoardStore()
  status = $state.raw<Status>('connecting')
  /** How many people are connected, and how many have joined; null before the first pulse. */
  pulse = $state.raw<{ online: number; joined: number } | null>(null)
  /** When what is shown was true, in milliseconds of the server's time; null while it is, or before there is anything. */
  asOf = $state.raw<number | null>(null)

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
    private readonly kept?: Kept,
  ) {
    this.connection = new Connection(slug, this.listener(), this.serverClock, view)
    this.commands = new Commands(this.connection, kept?.outbox)
    this.votes = new Votes(this.board, (command) => this.send(command), (seq) => this.shown(seq))
  }

  /** Commands that wait for a line; null where nothing is kept. */
  get outbox(): Outbox | null {
    return this.kept?.outbox ?? null
  }

  /**
   * Shows what this device has kept, and goes on with what an earlier page left unanswered. To be awaited before `start`.
   *
   * @param settled told how each of those ended: by the refusal, or null
   */
  async restore(left: (command: Command) => void, settled: (command: Command, refusal: Refusal | null) => void): Promise<void> {
    if (this.kept === undefined || !this.kept.isThere) return
    const [picture, waiting] = await Promise.all([this.kept.picture(), this.kept.outbox.restore()])
    if (picture !== undefined) this.showAgain(picture)
    for (const entry of waiting) {
      const { command } = entry
      left(command)
      const outcome = this.commands.resume(entry)
      const shown = isVote(command) ? this.votes.follow(command.topic, command.type === 'vote.cast', () => outcome) : outcome
      shown.then(
        () => settled(command, null),
        (error: unknown) => settled(command, error instanceof Refusal ? error : null),
      )
    }
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
    if (me === null) this.kept?.forget()
    this.sift()
    this.connection.reconnect()
  }

  /** Sends a command (part 4). @throws Refusal */
  send(command: Command, as?: number): Promise<Outcome> {
    return this.commands.send(command, as, this.board.me?.id)
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

  private showAgain(picture: Picture): void {
    this.board.replace(picture.board, picture.seq)
    this.board.me = picture.me
    this.asOf = picture.at
    this.connection.resume(picture.board.epoch, picture.seq)
  }

  private takePicture(): Picture {
    return { board: this.board.whole(), seq: this.board.seq, me: this.board.me, at: this.asOf ?? this.serverClock.now() }
  }

  private keep(): void {
    if (this.board.fields !== null) this.kept?.changed(() => this.takePicture())
  }

  private heed(status: Status): void {
    if (status === 'live') this.asOf = null
    else if (this.status === 'live') this.asOf = this.serverClock.now()
    if (status === 'gone' || status === 'denied') this.kept?.forget()
    this.status = status
  }

  /** Drops what is not to be sent any more. */
  private sift(): void {
    for (const entry of this.outbox?.waiting.values() ?? []) {
      const objection = this.outbox?.objection(entry, this.board.me?.id)
      if (objection !== undefined) this.commands.refuse(entry.id, objection)
    }
  }

  private async sendWaiting(): Promise<void> {
    this.sift()
    const answered = (await this.outbox?.answeredElsewhere()) ?? []
    for (const id of answered) this.commands.drop(id)
    this.commands.resend()
  }

  private listener(): ConstructorParameters<typeof Connection>[1] {
    return {
      status: (status) => this.heed(status),
      board: (board, seq) => {
        this.board.replace(board, seq)
        this.advanced()
        this.keep()
      },
      patch: (patch) => {
        this.board.apply(patch)
        this.advanced()
        this.keep()
      },
      me: (me) => {
        this.board.me = me
        this.keep()
      },
      pulse: (online, joined) => (this.pulse = { online, joined }),
      answer: (answer) => {
        if (answer.t === 'ok' && answer.me !== undefined) this.board.me = answer.me
        if (answer.t === 'no' && answer.code === 'not_joined') this.board.me = null
        this.commands.answered(answer)
      },
      ready: () => void this.sendWaiting(),
    }
  }
}

function isVote(command: Command): command is Extract<Command, { type: 'vote.cast' | 'vote.retract' }> {
  return command.type === 'vote.cast' || command.type === 'vote.retract'
}
