/** A small board for unit tests: two rounds, two tables, two topics. */
import type { Board, Me, Topic } from './wire'

export function topic(id: number, over: Partial<Topic> = {}): Topic {
  return {
    id,
    title: `Thema ${id}`,
    theme: null,
    host: null,
    cohosts: [],
    status: 'open',
    planned: false,
    slot: null,
    table: null,
    merged_into: null,
    merge_offer: null,
    created: '2025-07-09T17:00:00.000Z',
    reason: null,
    ...over,
  }
}

export function me(over: Partial<Me> = {}): Me {
  return {
    id: 1,
    name: 'Alice',
    affiliation: '',
    group: null,
    role: 'participant',
    votes: [],
    votes_left: 5,
    here: null,
    topics: [],
    cohosts: [],
    cohost_offers: [],
    merge_offers: [],
    hidden: [],
    blocked: false,
    ...over,
  }
}

export function board(over: Partial<Board> = {}): Board {
  return {
    slug: 'probe',
    code: 'ABCD',
    title: 'Probe',
    subtitle: '',
    place: '',
    tz: 'Europe/Berlin',
    lang: 'de',
    epoch: 'e1',
    phase: 'collect',
    gates: { join: true, propose: true, vote: true, claim: false, report: false },
    scene: { scene: 'auto', topic: null },
    notice: null,
    timer: null,
    gong: null,
    settings: { vote_budget: 5, votes_shown: 'always', max_topics: 5, proposals_until: null, welcome: '', archive: 'closed' },
    groups: [],
    privacy: null,
    themes: [{ id: 1, name: 'Klimaschutz und Energie', short: 'Klima', color: '#0053A5' }],
    slots: [
      { id: 2, title: 'Runde 2', starts: '2025-07-09T17:40:00.000Z', ends: '2025-07-09T18:15:00.000Z', kind: 'session' },
      { id: 1, title: 'Runde 1', starts: '2025-07-09T17:00:00.000Z', ends: '2025-07-09T17:35:00.000Z', kind: 'session' },
    ],
    tables: [
      { id: 1, name: 'B', seats: 8, place: '', link: null },
      { id: 2, name: 'A', seats: 12, place: '', link: null },
    ],
    topics: [topic(1), topic(2, { slot: 1, table: 2 })],
    texts: [
      { id: 1, text: '' },
      { id: 2, text: '' },
    ],
    tallies: [
      { id: 1, votes: 3, here: 0 },
      { id: 2, votes: 0, here: 0 },
    ],
    reports: [],
    people: [],
    commitments: [],
    ...over,
  }
}
