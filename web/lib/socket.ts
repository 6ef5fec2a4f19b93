/**
 * One socket, from its opening until it is given up.
 *
 * Hall wifi and phones in pockets lose sockets without saying so. Therefore: a heartbeat of our own, and a socket
 * that does not answer is given up rather than waited for. Browsers cannot send pings, so the protocol has them.
 */
import type { ServerClock } from './server-clock'
import type { Frame } from './wire'

/** A socket that is still connecting after so long is dead, whatever the browser says. Milliseconds, as below. */
const CONNECT_WITHIN = 5_000
const PONG_WITHIN = 2_000
const HEARTBEAT = 15_000
/** The server speaks at least every 20 s, so so long a silence is a dead line. */
const SILENCE = 45_000

/** What a socket tells. Once it is closed or lost, it tells nothing more. */
export interface SocketListener {
  frame(frame: Exclude<Frame, { t: 'pong' }>): void
  /** The other side closed with a code (W5), or, without one, the line is dead. */
  lost(code?: number): void
}

export class LiveSocket {
  private readonly socket: WebSocket
  private readonly heartbeat: ReturnType<typeof setInterval>
  private verdict: ReturnType<typeof setTimeout> | undefined
  private heard = Date.now()
  private pinged = 0
  private unanswered = 0

  constructor(
    url: string,
    private readonly listener: SocketListener,
    private readonly clock: ServerClock,
  ) {
    this.socket = new WebSocket(url)
    this.socket.onmessage = (event: MessageEvent<string>) => this.hear(JSON.parse(event.data) as Frame)
    this.socket.onclose = (event) => this.lose(event.code)
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT)
    this.expectWithin(CONNECT_WITHIN)
  }

  /** Sends a frame; false where the socket is not open. */
  send(frame: unknown): boolean {
    if (this.socket.readyState !== WebSocket.OPEN) return false
    this.socket.send(JSON.stringify(frame))
    return true
  }

  /** Asks whether the line lives, and gives it up if nothing comes back. */
  probe(): void {
    if (this.ping()) this.expectWithin(PONG_WITHIN)
  }

  /** Asks for the time, and shows the server that somebody is there. */
  ping(): boolean {
    if (!this.send({ t: 'ping' })) return false
    this.pinged = Date.now()
    this.unanswered += 1
    return true
  }

  /** Lets go without waiting: on a dead line, even closing can take minutes. */
  close(): void {
    clearTimeout(this.verdict)
    clearInterval(this.heartbeat)
    this.socket.onmessage = null
    this.socket.onclose = null
    this.socket.close()
  }

  private hear(frame: Frame): void {
    this.heard = Date.now()
    clearTimeout(this.verdict)
    if (frame.t === 'pong') this.time(frame.now)
    else this.listener.frame(frame)
  }

  /** Of two pings under way, only the last one's leaving is known: the pong of the first measures nothing. */
  private time(now: string): void {
    this.unanswered -= 1
    if (this.unanswered === 0) this.clock.answered(this.pinged, now)
  }

  private beat(): void {
    if (Date.now() - this.heard > SILENCE) this.lose()
    else this.ping()
  }

  private expectWithin(milliseconds: number): void {
    clearTimeout(this.verdict)
    this.verdict = setTimeout(() => this.lose(), milliseconds)
  }

  private lose(code?: number): void {
    this.close()
    this.listener.lost(code)
  }
}
