/** What a phone in the hall can find out about the way to the server. */
import { api, request } from '../lib/http'
import type { Frame, Snapshot } from '../lib/wire'

/** A live connection that was tried. Times in milliseconds. */
export interface LiveTrial {
  /** From the first packet to the server's hello. */
  opened: number
  /** The round trips, one a ping. */
  roundTrips: number[]
  /** What this device's clock is ahead of the server's, by the quickest round trip. */
  ahead: number
}

const PINGS = 8
const WITHIN = 10_000

/** How long the board takes to come, in milliseconds. @throws Refusal */
export async function tryReach(slug: string): Promise<number> {
  const began = performance.now()
  await request<Snapshot>('GET', api(slug, '?view=all'), undefined, WITHIN)
  return performance.now() - began
}

/** Opens a live connection, and asks whether it lives, one ping after the other. Rejects where it does not. */
export function tryLive(slug: string): Promise<LiveTrial> {
  return new Promise((resolve, reject) => {
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(`${scheme}//${location.host}${api(slug, '/live?view=all')}`)
    const conversation = new Conversation(socket)
    const give = (settle: () => void): void => {
      clearTimeout(timer)
      socket.onclose = null
      socket.close()
      settle()
    }
    const timer = setTimeout(() => give(() => reject(new Error('no answer'))), WITHIN)
    socket.onclose = (event) => give(() => reject(new Error(`closed with ${event.code}`)))
    socket.onmessage = (event: MessageEvent<string>) => {
      const trial = conversation.hear(JSON.parse(event.data) as Frame)
      if (trial !== null) give(() => resolve(trial))
    }
  })
}

/** Pings one after the other, once the server has said hello. */
class Conversation {
  private readonly began = performance.now()
  private opened = 0
  private asked = 0
  private readonly samples: { took: number; ahead: number }[] = []

  constructor(private readonly socket: WebSocket) {}

  /** Takes a frame; the whole trial once there are enough answers. */
  hear(frame: Frame): LiveTrial | null {
    if (frame.t === 'hello') {
      this.opened = performance.now() - this.began
      this.ping()
    }
    if (frame.t !== 'pong') return null
    const took = performance.now() - this.asked
    this.samples.push({ took, ahead: Date.now() - took / 2 - Date.parse(frame.now) })
    if (this.samples.length < PINGS) this.ping()
    return this.samples.length < PINGS ? null : this.result()
  }

  private ping(): void {
    this.asked = performance.now()
    this.socket.send(JSON.stringify({ t: 'ping' }))
  }

  private result(): LiveTrial {
    const quickest = this.samples.reduce((best, one) => (one.took < best.took ? one : best))
    return { opened: this.opened, roundTrips: this.samples.map((one) => one.took), ahead: quickest.ahead }
  }
}
