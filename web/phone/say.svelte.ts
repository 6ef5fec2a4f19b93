/** What the phone says about an act: that it worked, or why it was taken back. One sentence at a time. */
import { reason } from '../lib/reason'

export interface Saying {
  text: string
  tone: 'good' | 'bad'
}

/** How long a sentence stands, in milliseconds; bad news stays longer, and either can be closed. */
const STANDS = { good: 4_000, bad: 10_000 }

class Voice {
  current = $state.raw<Saying | null>(null)
  private timer: ReturnType<typeof setTimeout> | undefined

  say(text: string, tone: Saying['tone'] = 'good'): void {
    clearTimeout(this.timer)
    this.current = { text, tone }
    this.timer = setTimeout(() => this.hush(), STANDS[tone])
  }

  /** Tells why something was refused. */
  complain(error: unknown): void {
    this.say(reason(error), 'bad')
  }

  hush(): void {
    this.current = null
  }
}

export const voice = new Voice()
