/** The gong on this device (F4): only where somebody has allowed it, and for as long as they do. */
import { Gong } from '../../lib/gong.svelte'
import { forget, recall, remember } from '../../lib/remember'

const KEY = 'themenwand.gong'

class OwnGong {
  /** Null while it is off. */
  current = $state.raw<Gong | null>(recall(KEY) === null ? null : new Gong())

  /** Turns it on or off; on, it strikes once, so that one knows how loud it is. Call it in answer to a tap. */
  toggle(): void {
    if (this.current === null) {
      remember(KEY, 'on')
      this.current = new Gong()
      this.current.allow()
    } else {
      forget(KEY)
      this.current.close()
      this.current = null
    }
  }
}

export const ownGong = new OwnGong()
