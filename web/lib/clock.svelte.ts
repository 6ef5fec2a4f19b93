/** The server's time as something to render: it ticks once a second, on the server's full second. */
import { createSubscriber } from 'svelte/reactivity'

import type { ServerClock } from './server-clock'

export class TickingClock {
  private readonly subscribe: () => void

  constructor(private readonly server: ServerClock) {
    this.subscribe = createSubscriber((update) => {
      let timer: ReturnType<typeof setTimeout>
      const tick = (): void => {
        update()
        timer = setTimeout(tick, 1000 - (this.server.now() % 1000))
      }
      timer = setTimeout(tick, 1000 - (this.server.now() % 1000))
      return () => clearTimeout(timer)
    })
  }

  /** The server's time in milliseconds; whoever reads it in a template is rendered again each second. */
  get now(): number {
    this.subscribe()
    return this.server.now()
  }
}
