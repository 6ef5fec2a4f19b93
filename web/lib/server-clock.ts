/** The server's clock, as well as this device can know it (F4: within 250 ms). */
export class ServerClock {
  /** What to add to this device's clock, in milliseconds. */
  private offset = 0
  /** The round trip of the sample in use, in milliseconds; endless while only one-way frames have come. */
  private roundTrip = Infinity

  constructor(private readonly local: () => number = Date.now) {}

  /** The server's time now, in milliseconds since 1970. */
  now(): number {
    return this.local() + this.offset
  }

  /** Takes a time that came without being asked for; its way here is unknown, so any pong outdoes it. */
  hear(instant: string): void {
    if (this.roundTrip === Infinity) this.offset = Date.parse(instant) - this.local()
  }

  /**
   * Takes the answer to a ping. The shorter the round trip, the less can be wrong: at most half of it.
   *
   * @param asked this device's clock when the ping left, in milliseconds
   */
  answered(asked: number, instant: string): void {
    const took = this.local() - asked
    if (took < 0 || took > this.roundTrip) {
      // An old sample loses its worth, because the two clocks drift apart over an evening.
      this.roundTrip *= 1.1
      return
    }
    this.roundTrip = took
    this.offset = Date.parse(instant) - (asked + took / 2)
  }

  /** Forgets the sample, not the offset: after sleep, a device's clock may have been set anew. */
  doubt(): void {
    this.roundTrip = Infinity
  }
}
