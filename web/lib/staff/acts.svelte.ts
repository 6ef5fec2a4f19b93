/** What is done from a console: it says that it worked, or why not, and keeps the way back. */
import type { Outcome } from '../commands'
import type { Live } from '../live.svelte'
import * as m from '../paraglide/messages.js'
import { reason } from '../reason'
import type { Command } from '../wire'

export interface Saying {
  text: string
  tone: 'good' | 'bad'
  /** Whether what it says can be taken back now. */
  canUndo: boolean
}

interface Deed {
  text: string
  /** What takes it back, in order. */
  undo: Command[]
}

/** How long a sentence stands, in milliseconds. Bad news stays until the next act. */
const STANDS = 12_000
/** How many acts can be taken back, one after the other. */
const KEPT = 20

/** The commands that undo a command on the board as it is before it; none where that cannot be. */
export type Inverse = (command: Command) => Command[]
/** The commands that undo what an accepted command has made. */
export type InverseOfMade = (command: Command, outcome: Outcome) => Command[]

export class Acts {
  saying = $state.raw<Saying | null>(null)
  isBusy = $state(false)
  private readonly deeds = $state<Deed[]>([])
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly live: Live,
    private readonly inverse: Inverse = () => [],
    private readonly inverseOfMade: InverseOfMade = () => [],
  ) {}

  /** What would be taken back next, in words; null: nothing. */
  get undoable(): string | null {
    return this.deeds.at(-1)?.text ?? null
  }

  /**
   * Does one thing, of one or several commands.
   *
   * @param text what is said when it worked
   * @returns what the last command made, or null where one was refused
   */
  async perform(text: string, commands: Command[]): Promise<Outcome | null> {
    this.isBusy = true
    const undo: Command[] = []
    try {
      let last: Outcome | null = null
      for (const command of commands) {
        const back = this.inverse(command)
        last = await this.live.act(command)
        undo.unshift(...this.inverseOfMade(command, last), ...back)
      }
      this.keep({ text, undo })
      return last
    } catch (error) {
      this.complain(error)
      return null
    } finally {
      this.isBusy = false
    }
  }

  /** Takes the last act back that can be. */
  async undo(): Promise<void> {
    const deed = this.deeds.pop()
    if (deed === undefined) return
    try {
      for (const command of deed.undo) await this.live.act(command)
      this.say(m.staff_undone({ what: deed.text }), 'good', false)
    } catch (error) {
      this.complain(error)
    }
  }

  complain(error: unknown): void {
    this.say(reason(error), 'bad', false)
  }

  hush(): void {
    clearTimeout(this.timer)
    this.saying = null
  }

  say(text: string, tone: Saying['tone'] = 'good', canUndo = false): void {
    clearTimeout(this.timer)
    this.saying = { text, tone, canUndo }
    if (tone === 'good') this.timer = setTimeout(() => (this.saying = null), STANDS)
  }

  private keep(deed: Deed): void {
    const canUndo = deed.undo.length > 0
    if (canUndo) {
      this.deeds.push(deed)
      if (this.deeds.length > KEPT) this.deeds.shift()
    }
    this.say(deed.text, 'good', canUndo)
  }
}
