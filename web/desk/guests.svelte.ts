/**
 * The people without a device who were helped here (P8). Their points are nobody else's to see (P4), so what was
 * given here is remembered here, for as long as this window is open.
 */
export interface Guest {
  id: number
  name: string
  /** The topics with this person's points, as far as they were given at this desk. */
  votes: number[]
}

export class Guests {
  list = $state.raw<Guest[]>([])

  constructor(private readonly slug: string) {
    this.list = this.recall()
  }

  add(id: number, name: string): Guest {
    const guest = { id, name, votes: [] }
    this.keep([guest, ...this.list])
    return guest
  }

  find(id: number): Guest | undefined {
    return this.list.find((guest) => guest.id === id)
  }

  /** Remembers where a person's points are now. */
  setVotes(id: number, votes: number[]): void {
    this.keep(this.list.map((guest) => (guest.id === id ? { ...guest, votes } : guest)))
  }

  private get key(): string {
    return `themenwand.desk.${this.slug}`
  }

  private keep(list: Guest[]): void {
    this.list = list
    try {
      sessionStorage.setItem(this.key, JSON.stringify(list))
    } catch {
      // Without storage the list lasts until a reload.
    }
  }

  private recall(): Guest[] {
    try {
      return JSON.parse(sessionStorage.getItem(this.key) ?? '[]') as Guest[]
    } catch {
      return []
    }
  }
}
