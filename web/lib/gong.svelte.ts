/** The gong (F4): a soft strike, at the end of the timer and whenever a facilitator rings it. */
import type { BoardFields } from './wire'

/** A gong that was rung so long ago is past, in milliseconds (F4). */
export const TOO_LATE = 5_000
/** The partials of a bronze bowl: how many times the lowest tone, how loud, and how many seconds each rings. */
const PARTIALS = [
  [1, 0.5, 5],
  [2.01, 0.22, 3.6],
  [2.98, 0.1, 2.4],
  [4.2, 0.05, 1.4],
] as const
const LOWEST = 196

export class Gong {
  /** Whether the browser lets this page sound: by a kiosk flag, or after a tap. */
  allowed = $state(false)
  private owesProof = false
  private readonly audio: AudioContext | null = 'AudioContext' in window ? new AudioContext() : null

  constructor() {
    this.allowed = this.audio === null || this.audio.state === 'running'
    this.audio?.addEventListener('statechange', () => this.changed())
  }

  /** Asks for sound, and strikes once for proof. Browsers grant it only in answer to a hand. */
  allow(): void {
    if (this.audio === null || this.allowed) return
    this.owesProof = true
    this.wake()
  }

  /** Asks for sound in silence: where it was allowed before, and the browser has put it to sleep since. */
  wake(): void {
    if (!this.allowed) void this.audio?.resume()
  }

  /** Gives the sound up; this gong does not strike any more. */
  close(): void {
    void this.audio?.close()
  }

  strike(): void {
    if (this.audio === null || this.audio.state !== 'running') return
    for (const [times, loud, seconds] of PARTIALS) this.tone(this.audio, LOWEST * times, loud, seconds)
  }

  private changed(): void {
    this.allowed = this.audio?.state === 'running'
    if (!this.allowed || !this.owesProof) return
    this.owesProof = false
    this.strike()
  }

  private tone(audio: AudioContext, hertz: number, loud: number, seconds: number): void {
    const oscillator = new OscillatorNode(audio, { frequency: hertz })
    const gain = new GainNode(audio, { gain: 0 })
    const now = audio.currentTime
    // A rise of some milliseconds takes the crack off the strike.
    gain.gain.linearRampToValueAtTime(loud, now + 0.03)
    gain.gain.exponentialRampToValueAtTime(0.0001, now + seconds)
    oscillator.connect(gain).connect(audio.destination)
    oscillator.start(now)
    oscillator.stop(now + seconds)
  }
}

/** The gong heard last: the board's fields change for other reasons, too. */
let lastRung = ''

/** What of a live board tells when to strike. */
interface Rung {
  board: { fields: Pick<BoardFields, 'gong' | 'timer'> | null }
  serverClock: { now(): number }
}

/** Strikes for a gong that a facilitator has just rung, and when the timer comes to its end. Run it in an effect. */
export function soundGong(live: Rung, gong: Pick<Gong, 'strike'>): (() => void) | undefined {
  const { gong: rung, timer } = live.board.fields ?? {}
  const since = (instant: string): number => live.serverClock.now() - Date.parse(instant)
  if (rung && rung !== lastRung && since(rung) < TOO_LATE) gong.strike()
  lastRung = rung ?? lastRung
  if (!timer || since(timer.ends) >= 0) return undefined
  // A computer that has slept through the end wakes up too late for it.
  const ring = (): void => (since(timer.ends) < TOO_LATE ? gong.strike() : undefined)
  const ending = setTimeout(ring, -since(timer.ends))
  return () => clearTimeout(ending)
}
