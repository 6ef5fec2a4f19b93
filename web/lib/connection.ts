/**
 * One board's live connection: the snapshot over HTTP, then patches over a WebSocket, for as long as the page lives.
 *
 * Hall wifi and phones in pockets lose sockets without saying so. Therefore: a heartbeat of our own, a probe when
 * the page is seen again, and a socket that does not answer is given up rather than waited for.
 */
import { backoff } from './backoff'
import { api, request } from './http'
import type { ServerClock } from './server-clock'
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

/** A socket that is still connecting after so long is dead, whatever the browser says. Milliseconds, as below. */
const CONNECT_WITHIN = 5_000
const PONG_WITHIN = 2_000
const HEARTBEAT = 15_000
/** The server speaks at least every 20 s, so so long a silence is a dead line. */
const SILENCE = 45_000
const SNAPSHOT_WITHIN = 30_000

export class Connection {
  private socket: WebSocket | null = null
  private seq = -1
  private epoch = ''
  private failures = 0
  private greeted = false
  private heard = 0
  private pinged = 0
  private stopped = true
  private retryTimer: ReturnType<typeof setTimeout> | undefined
  private watchTimer: ReturnType<typeof setTimeout> | undefined
  private heartbeat: ReturnType<typeof setInterval> | undefined

  /** @param view left out, the server chooses by role; a wall always asks for `all` */
  constructor(
    private readonly slug: string,
    private readonly listener: Listener,
    private readonly clock: ServerClock,
    private readonly view?: View,
  ) {}

  start(): void {
    this.stopped = false
    document.addEventListener('visibilitychange', this.seen)
    window.addEventListener('pageshow', this.seen)
    window.addEventListener('online', this.seen)
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT)
    this.listener.status('connecting')
    void this.connect()
  }

  stop(): void {
    this.stopped = true
    document.removeEventListener('visibilitychange', this.seen)
    window.removeEventListener('pageshow', this.seen)
    window.removeEventListener('online', this.seen)
    clearInterval(this.heartbeat)
    clearTimeout(this.retryTimer)
    this.letGo()
  }

  /** Connects anew at once: after joining, or coming in by key, only a new handshake carries the cookie. */
  reconnect(): void {
    this.letGo()
    clearTimeout(this.retryTimer)
    void this.connect()
  }

  /** Sends a command; false where there is no live socket, and the caller keeps it until `ready`. */
  do(id: string, command: Command, as?: number): boolean {
    if (!this.greeted) return false
    return this.send(as === undefined ? { t: 'do', id, command } : { t: 'do', id, as, command })
  }

  /** Asks the socket whether it still lives, and gives it up if no pong comes. */
  probe(): void {
    if (this.stopped) return
    if (this.socket === null) {
      this.reconnect()
    } else if (this.socket.readyState === WebSocket.OPEN) {
      this.ping()
      this.expect(PONG_WITHIN)
    }
  }

  private readonly seen = (): void => {
    if (document.visibilityState !== 'visible') return
    this.clock.doubt()
    this.probe()
  }

  private beat(): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return
    if (Date.now() - this.heard > SILENCE) this.retry()
    else this.ping()
  }

  private async connect(): Promise<void> {
    if (this.seq < 0 && !(await this.takeSnapshot())) return
    // Something else may have connected, or stopped, while the snapshot was on its way.
    if (this.stopped || this.socket !== null) return
    this.openSocket()
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
      else this.retry()
      return false
    }
  }

  private openSocket(): void {
    const query = new URLSearchParams()
    if (this.seq >= 0) {
      query.set('since', String(this.seq))
      query.set('epoch', this.epoch)
    }
    if (this.view !== undefined) query.set('view', this.view)
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(`${scheme}//${location.host}${api(this.slug, `/live?${query.toString()}`)}`)
    socket.onmessage = (event: MessageEvent<string>) => this.hear(JSON.parse(event.data) as Frame)
    socket.onclose = (event) => this.closed(event.code)
    this.socket = socket
    this.expect(CONNECT_WITHIN)
  }

  private hear(frame: Frame): void {
    this.heard = Date.now()
    clearTimeout(this.watchTimer)
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
      case 'pong':
        return this.clock.answered(this.pinged, frame.now)
      default:
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
    this.ping()
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
  private closed(code: number): void {
    if (code === 4000) return this.end('outdated')
    if (code === 4003) return this.end('gone')
    // Access ended: the next hello says as whom one is connected, if as anyone.
    if (code === 4001 || code === 4004) this.failures = Math.max(this.failures, 3)
    this.retry()
  }

  private retry(): void {
    this.letGo()
    if (this.stopped) return
    this.failures += 1
    this.listener.status('lost')
    clearTimeout(this.retryTimer)
    this.retryTimer = setTimeout(() => void this.connect(), backoff(this.failures, Math.random()))
  }

  private end(status: Status): void {
    this.stop()
    this.listener.status(status)
  }

  /** Gives the socket up without waiting for it: on a dead line, even closing can take minutes. */
  private letGo(): void {
    clearTimeout(this.watchTimer)
    this.greeted = false
    if (this.socket === null) return
    this.socket.onmessage = null
    this.socket.onclose = null
    this.socket.close()
    this.socket = null
  }

  /** Gives the socket up unless it says something within so many milliseconds. */
  private expect(milliseconds: number): void {
    clearTimeout(this.watchTimer)
    this.watchTimer = setTimeout(() => this.retry(), milliseconds)
  }

  private ping(): void {
    this.pinged = Date.now()
    this.send({ t: 'ping' })
  }

  private send(frame: unknown): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false
    this.socket.send(JSON.stringify(frame))
    return true
  }
}
