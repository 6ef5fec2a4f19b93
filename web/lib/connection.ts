/**
 * One board's live connection: the snapshot over HTTP, then patches over a WebSocket, for as long as the page lives.
 * When the page is seen again, or the network is back, it asks at once whether its socket still lives.
 */
import { backoff } from './backoff'
import { api, request } from './http'
import type { ServerClock } from './server-clock'
import { LiveSocket } from './socket'
import { Refusal, type Board, type Command, type Frame, type Me, type Patch, type Snapshot } from './wire'

/**
 * `live`: what is shown is what the server has. `lost`: trying again. `gone`: no such board. `denied`: this view
 * is not for this person. `outdated`: this page speaks another protocol than the server, and should be reloaded.
 */
export type Status = 'connecting' | 'live' | 'lost' | 'gone' | 'denied' | 'outdated'
export type View = 'all' | 'facilitators'
export type Answer = Extract<Frame, { t: 'ok' | 'no' }>

/** What a connection tells; every call is made in the order of the wire. */
export interface Listener {
  status(status: Status): void
  board(board: Board, seq: number): void
  patch(patch: Patch): void
  /** `null`: this person has not joined, or no longer is someone on this board. */
  me(me: Me | null): void
  pulse(online: number, joined: number): void
  answer(answer: Answer): void
  /** The server has said hello: what was sent before and not answered is to be sent again (L3). */
  ready(): void
}

/** How long a snapshot may take on a slow line, in milliseconds. */
const SNAPSHOT_WITHIN = 30_000

export class Connection {
  private socket: LiveSocket | null = null
  private seq = -1
  private epoch = ''
  /** What the page shows from an earlier visit, if anything: where to go on from when no snapshot comes. */
  private earlier: { epoch: string; seq: number } | null = null
  private failures = 0
  private greeted = false
  private stopped = true
  private retryTimer: ReturnType<typeof setTimeout> | undefined

  /** @param view left out, the server chooses by role; a wall always asks for `all` */
  constructor(
    private readonly slug: string,
    private readonly listener: Listener,
    private readonly clock: ServerClock,
    private readonly view?: View,
  ) {}

  /**
   * The page shows an earlier state. A page that came over the network has a fresh snapshot on its way, by a
   * link in its head; one that was kept on the device takes only what has changed (W3).
   */
  resume(epoch: string, seq: number): void {
    this.earlier = { epoch, seq }
    if (document.querySelector('link[as=fetch]') === null) this.goOnFromEarlier()
  }

  start(): void {
    this.stopped = false
    document.addEventListener('visibilitychange', this.seen)
    window.addEventListener('pageshow', this.seen)
    window.addEventListener('online', this.seen)
    this.listener.status('connecting')
    void this.connect()
  }

  stop(): void {
    this.stopped = true
    document.removeEventListener('visibilitychange', this.seen)
    window.removeEventListener('pageshow', this.seen)
    window.removeEventListener('online', this.seen)
    this.letGo()
  }

  /** Connects anew at once: after joining, or coming in by key, only a new handshake carries the cookie. */
  reconnect(): void {
    this.letGo()
    void this.connect()
  }

  /** Sends a command; false where there is no live socket, and the caller keeps it until `ready`. */
  do(id: string, command: Command, as?: number): boolean {
    if (!this.greeted || this.socket === null) return false
    return this.socket.send(as === undefined ? { t: 'do', id, command } : { t: 'do', id, as, command })
  }

  /** Whether commands can leave. */
  get isUp(): boolean {
    return this.greeted
  }

  /** Asks whether the line still lives; where there is none, it waits no longer for the next try. */
  probe(): void {
    if (this.stopped) return
    if (this.socket === null) this.reconnect()
    else this.socket.probe()
  }

  private readonly seen = (): void => {
    if (document.visibilityState !== 'visible') return
    this.clock.doubt()
    this.probe()
  }

  private async connect(): Promise<void> {
    if (this.seq < 0 && !(await this.takeSnapshot())) return
    // Something else may have connected, or stopped, while the snapshot was on its way.
    if (this.stopped || this.socket !== null) return
    const listener = { frame: (frame: Frame) => this.hear(frame), lost: (code?: number) => this.lost(code) }
    this.socket = new LiveSocket(this.address(), listener, this.clock)
  }

  private async takeSnapshot(): Promise<boolean> {
    const query = this.view === undefined ? '' : `?view=${this.view}`
    try {
      const { seq, board } = await request<Snapshot>('GET', api(this.slug, query), undefined, SNAPSHOT_WITHIN)
      this.accept(board, seq)
      return true
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'offline'
      if (code === 'unknown') this.end('gone')
      else if (code === 'not_allowed' || code === 'not_joined') this.end('denied')
      else {
        // A line too slow for the whole board may do for what has changed.
        this.goOnFromEarlier()
        this.retry()
      }
      return false
    }
  }

  private goOnFromEarlier(): void {
    if (this.earlier === null) return
    this.epoch = this.earlier.epoch
    this.seq = this.earlier.seq
  }

  private address(): string {
    const query = new URLSearchParams()
    if (this.seq >= 0) {
      query.set('since', String(this.seq))
      query.set('epoch', this.epoch)
    }
    if (this.view !== undefined) query.set('view', this.view)
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
    return `${scheme}//${location.host}${api(this.slug, `/live?${query.toString()}`)}`
  }

  private hear(frame: Frame): void {
    switch (frame.t) {
      case 'hello':
        return this.greet(frame)
      case 'board':
        return this.accept(frame.board as Board, frame.seq)
      case 'patch':
        return this.take(frame)
      case 'me':
        return this.listener.me(frame.me)
      case 'pulse':
        this.clock.hear(frame.now)
        return this.listener.pulse(frame.online, frame.joined)
      case 'ok':
      case 'no':
        return this.listener.answer(frame)
    }
  }

  private greet(hello: Extract<Frame, { t: 'hello' }>): void {
    // A page from before an update is served by a server from after it: only a reload can help.
    if (hello.protocol !== 1) return this.end('outdated')
    // Another epoch is another history (L4): the whole board follows, and no patch fits before it.
    if (hello.epoch !== this.epoch) this.seq = -1
    this.clock.hear(hello.now)
    this.failures = 0
    this.greeted = true
    this.listener.me(hello.me)
    this.listener.status('live')
    this.socket?.ping()
    this.listener.ready()
  }

  private accept(board: Board, seq: number): void {
    this.epoch = board.epoch
    this.seq = seq
    this.listener.board(board, seq)
  }

  /** W2: a patch fits on any state that it starts from or has passed; an old one is dropped, a gap is asked for. */
  private take(patch: Patch): void {
    if (patch.seq <= this.seq) return
    if (patch.from > this.seq) return this.reconnect()
    this.seq = patch.seq
    this.listener.patch(patch)
  }

  /** W5: what a close code asks for. */
  private lost(code?: number): void {
    if (code === 4000) return this.end('outdated')
    if (code === 4003) return this.end('gone')
    // Access ended, or too much was sent: no hurry. The next hello says as whom one is connected, if as anyone.
    if (code === 4001 || code === 4004) this.failures = Math.max(this.failures, 3)
    this.retry()
  }

  private retry(): void {
    this.letGo()
    if (this.stopped) return
    this.failures += 1
    this.listener.status('lost')
    this.retryTimer = setTimeout(() => void this.connect(), backoff(this.failures, Math.random()))
  }

  private end(status: Status): void {
    this.stop()
    this.listener.status(status)
  }

  private letGo(): void {
    clearTimeout(this.retryTimer)
    this.greeted = false
    this.socket?.close()
    this.socket = null
  }
}
