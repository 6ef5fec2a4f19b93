/** Moving topics about the plan, by tap or by keyboard: pick one up, then say where it goes. */
import type { Live } from '../../lib/live.svelte'
import * as m from '../../lib/paraglide/messages.js'
import type { Acts } from '../../lib/staff/acts.svelte'
import type { Place } from '../../lib/wire'
import { tableName } from '../../lib/words'

export class Picked {
  /** The topic in hand, or null. */
  topic = $state<number | null>(null)

  constructor(
    private readonly live: Live,
    private readonly acts: Acts,
  ) {}

  /** Takes a topic up, or puts it back where it was. */
  toggle(topic: number): void {
    this.topic = this.topic === topic ? null : topic
  }

  putBack(): void {
    this.topic = null
  }

  /** Puts the topic in hand on a free place (C2). */
  async place({ slot, table }: Place, topic = this.topic): Promise<void> {
    if (topic === null) return
    const words = { topic: String(topic), table: tableName(this.live.board.tables.get(table)?.name ?? '') }
    this.topic = null
    await this.acts.perform(m.console_did_place(words), [{ type: 'table.claim', topic, slot, table }])
  }

  /** Exchanges the places of the topic in hand and another (C4); one without a place gets the other's. */
  async swap(other: number, topic = this.topic): Promise<void> {
    if (topic === null || topic === other) return
    this.topic = null
    await this.acts.perform(m.console_did_swap({ topic: String(topic), other: String(other) }), [{ type: 'table.swap', topic, with: other }])
  }

  async release(topic = this.topic): Promise<void> {
    if (topic === null) return
    this.topic = null
    await this.acts.perform(m.console_did_release({ topic: String(topic) }), [{ type: 'table.release', topic }])
  }
}
