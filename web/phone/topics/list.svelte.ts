/**
 * The order of the cards. It is frozen while someone reads, because a list must not move under the thumb: what
 * is new is offered, and what is gone keeps its place, until the reader asks for a new order.
 */
import type { Live } from '../../lib/live.svelte'
import type { Topic } from '../../lib/wire'
import { myTopics } from '../standing'
import { normal } from './similar'

export type Sort = 'newest' | 'interest' | 'theme'

export class TopicList {
  sort = $state<Sort>('newest')
  mine = $state(false)
  search = $state('')
  private frozen = $state.raw<number[] | null>(null)

  constructor(private readonly live: Live) {}

  /** What the list would hold now. */
  private readonly wanted: number[] = $derived.by(() => this.matching().sort(this.order()).map((topic) => topic.id))

  /** The numbers of the topics, in the order in which they stand. */
  get numbers(): number[] {
    return this.frozen ?? this.wanted
  }

  /** How many topics have come since the order was frozen. */
  get fresh(): number {
    const known = new Set(this.numbers)
    return this.wanted.filter((number) => !known.has(number)).length
  }

  /** Takes the order of now. */
  refresh(): void {
    this.frozen = this.wanted
  }

  choose(choice: Partial<Pick<TopicList, 'sort' | 'mine' | 'search'>>): void {
    Object.assign(this, choice)
    this.refresh()
  }

  private matching(): Topic[] {
    const { board, votes } = this.live
    const words = normal(this.search)
    const own = this.mine ? new Set(myTopics(board).map((topic) => topic.id)) : null
    return [...board.topics.values()].filter((topic) => {
      if (own !== null && !own.has(topic.id) && !votes.has(topic.id)) return false
      // Merged topics stand beneath the one they joined, and withdrawn ones are off the wall but for their host.
      if (topic.status !== 'open' && (own === null || topic.status === 'merged')) return false
      return words === '' || this.text(topic).includes(words)
    })
  }

  private text(topic: Topic): string {
    const { board } = this.live
    const beneath = board.mergedInto(topic.id).map((other) => `${other.id} ${other.title}`)
    const host = board.hostOf(topic)
    return normal([topic.id, topic.title, board.themeOf(topic)?.name, host?.name, host?.affiliation, ...beneath].join(' '))
  }

  private order(): (one: Topic, other: Topic) => number {
    const { board, votes } = this.live
    if (this.sort === 'interest') return (a, b) => (votes.count(b.id) ?? 0) - (votes.count(a.id) ?? 0) || a.id - b.id
    if (this.sort === 'newest') return (a, b) => b.id - a.id
    // As the fields stand in the programme; topics without one at the end.
    const position = new Map([...board.themes.keys()].map((id, index) => [id, index]))
    const at = (topic: Topic): number => position.get(topic.theme ?? 0) ?? Infinity
    return (a, b) => (at(a) === at(b) ? a.id - b.id : at(a) - at(b))
  }
}
