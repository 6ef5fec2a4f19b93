/**
 * Coming in by a link whose secret stands in the fragment (P3): it is exchanged for the role, and leaves the
 * address, because addresses are kept, shared and photographed.
 */
import { enterWithKey } from '../http'
import type { Live } from '../live.svelte'
import { Refusal, type Role } from '../wire'

/** `failed`: the link is wrong or revoked; `denied`: whoever this is has no such role; `nameless`: a name is missing. */
export type Standing = 'opening' | 'offline' | 'failed' | 'denied' | 'nameless' | 'in'

const RANKS: readonly Role[] = ['participant', 'helper', 'facilitator', 'organiser']

/** Whether a role may do what another may (part 2 of the specification). */
export function isAtLeast(role: Role, other: Role): boolean {
  return RANKS.indexOf(role) >= RANKS.indexOf(other)
}

export class Entrance {
  private link = $state.raw<'none' | 'exchanging' | 'offline' | 'failed'>('none')

  /** @param needed the role without which the page is of no use */
  constructor(
    private readonly live: Live,
    private readonly needed: Role,
  ) {}

  /** Begins with the address of the page, and takes up a link that is opened in the same window later. */
  start(): () => void {
    const arrive = (): void => void this.arrive()
    window.addEventListener('hashchange', arrive)
    // The connection starts with the cookie that the exchange brings.
    void this.arrive().then(() => this.live.start())
    return () => {
      window.removeEventListener('hashchange', arrive)
      this.live.stop()
    }
  }

  get standing(): Standing {
    const { me } = this.live.board
    if (this.link === 'exchanging') return 'opening'
    if (me && isAtLeast(me.role, this.needed)) return me.name === null ? 'nameless' : 'in'
    if (this.link !== 'none') return this.link
    return me === undefined ? 'opening' : 'denied'
  }

  /** Tries the link again that got no answer. */
  async arrive(): Promise<void> {
    const key = /^#key=([\w-]+)$/.exec(location.hash)?.[1]
    if (key === undefined) return
    this.link = 'exchanging'
    try {
      const me = await enterWithKey(this.live.slug, key)
      history.replaceState(history.state, '', location.pathname + location.search)
      this.link = 'none'
      if (this.live.board.me !== undefined) this.live.enter(me)
    } catch (error) {
      // Without an answer the key stays in the address: it is still good, and a reload tries it again.
      this.link = error instanceof Refusal && error.code === 'offline' ? 'offline' : 'failed'
    }
  }

  /** Gives oneself a name, after coming in without one. @throws Refusal */
  async name(name: string): Promise<void> {
    await this.live.act({ type: 'profile.set', name })
  }
}
