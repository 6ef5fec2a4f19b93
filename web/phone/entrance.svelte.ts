/** Whether this device is asked for a name: not if it is someone already, and not if it only wants to look. */
import { join } from '../lib/http'
import type { Live } from '../lib/live.svelte'
import { forgetAll, recall, remember } from '../lib/remember'
import type { Me } from '../lib/wire'
import { router } from './router.svelte'

type Known = 'joined' | 'watching'

export class Entrance {
  /** What this device was here before; the truth comes with the server's hello, and may be another. */
  private known = $state<Known | null>(null)
  hasSeenHow = $state(false)
  /** A code that came with the address and is being exchanged, or what became of it (P7). */
  link = $state.raw<'none' | 'exchanging' | 'failed'>('none')

  constructor(private readonly live: Live) {
    const known = recall(this.key('known'))
    this.known = known === 'joined' || known === 'watching' ? known : null
    this.hasSeenHow = recall(this.key('how')) !== null
    const code = takeCodeFromAddress()
    if (code !== '') void this.followLink(code)
  }

  get isAsked(): boolean {
    if (this.link !== 'none') return true
    const { me } = this.live.board
    // Newcomers need not wait for the hello, and who was here before is not asked for a name while it is on its way.
    if (me === undefined) return this.known === null
    return me === null && this.known !== 'watching'
  }

  /** Takes up who one is now: after joining, or with the code of another device. */
  welcome(me: Me): void {
    this.link = 'none'
    this.keep('joined')
    this.live.enter(me)
    if (router.current.at === 'join') router.back()
  }

  /** Exchanges a code for who made it (P7). @throws Refusal */
  async bring(code: string): Promise<void> {
    this.welcome(await join(this.live.slug, { code: code.replace(/\s/g, '').toUpperCase() }))
  }

  private async followLink(code: string): Promise<void> {
    this.link = 'exchanging'
    try {
      await this.bring(code)
      this.link = 'none'
    } catch {
      this.link = 'failed'
    }
  }

  watch(): void {
    this.link = 'none'
    this.keep('watching')
    if (router.current.at === 'join') router.back()
  }

  /** This device is nobody any more: signed out, or erased. */
  goodbye(): void {
    this.known = null
    this.hasSeenHow = false
    // What was being written goes, too: the device may be in other hands next.
    forgetAll(this.key(''))
    router.replace({ at: 'start' })
    this.live.enter(null)
  }

  sawHow(): void {
    this.hasSeenHow = true
    remember(this.key('how'), '1')
  }

  private keep(known: Known): void {
    this.known = known
    remember(this.key('known'), known)
  }

  private key(name: string): string {
    return `themenwand.${this.live.slug}.${name}`
  }
}

/** The code in a link such as `/b/probe#code=ABCDEF`; it leaves the address, because addresses are kept and shared. */
function takeCodeFromAddress(): string {
  const code = /^#code=([0-9a-z]+)$/i.exec(location.hash)?.[1] ?? ''
  if (code !== '') history.replaceState(history.state, '', location.pathname)
  return code
}
