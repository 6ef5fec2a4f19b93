/**
 * What this device keeps of a board: the last picture of it, to be read without a line, and the outbox. Private
 * windows may refuse to keep anything, and some browsers never answer: then the page works as well as without.
 */
import { del, get, set } from 'idb-keyval'

import { attempt } from './attempt'
import { Outbox } from './outbox.svelte'
import { forget, recall, remember } from './remember'
import type { Board, Me } from './wire'

/** The board as it was last seen. */
export interface Picture {
  board: Board
  seq: number
  me: Me | null | undefined
  /** When it was true, in milliseconds of the server's time. */
  at: number
}

/** The form of what is kept: a page of another form finds nothing, rather than something that it misreads. */
const FORM = 1
/** Milliseconds, as below. The first picture is kept soon; later ones seldom, because phones have batteries. */
const FIRST = 1_000
const LATER = 15_000
/** A board that was not looked at for so long is not worth keeping people's names for. */
const WORTH = 14 * 24 * 3_600_000

export class Kept {
  readonly outbox: Outbox
  private take: (() => Picture) | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private wait = FIRST

  constructor(private readonly slug: string) {
    this.outbox = new Outbox(slug)
    // A page in the background may never wake up again.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.save()
    })
  }

  /** Whether anything was ever kept here: on a first visit, nothing is to be waited for. */
  get isThere(): boolean {
    return recall(this.flag) !== null
  }

  async picture(): Promise<Picture | undefined> {
    const picture = await attempt(() => get<Picture>(this.key))
    if (picture === undefined || Date.now() - picture.at < WORTH) return picture
    this.forget()
    return undefined
  }

  /** Something has changed: it is kept soon. */
  changed(take: () => Picture): void {
    this.take = take
    this.timer ??= setTimeout(() => this.save(), this.wait)
  }

  /** Keeps nothing of this board any more, save what waits. */
  forget(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.take = null
    forget(this.flag)
    void attempt(() => del(this.key))
  }

  private save(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.take === null) return
    const picture = this.take()
    this.take = null
    this.wait = LATER
    remember(this.flag, '1')
    void attempt(() => set(this.key, picture))
  }

  private get flag(): string {
    return `themenwand.${this.slug}.kept`
  }

  private get key(): string {
    return `themenwand.${FORM}.board.${this.slug}`
  }
}
