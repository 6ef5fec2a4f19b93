/** Where one is in the phone, and the address of it: what the server serves, and a fragment for the rest. */

export type Tab = 'topics' | 'plan' | 'now' | 'me'
export type Part = 'table' | 'edit' | 'merge' | 'result' | ''

/** `start` is the bare address of the board: the phase says which tab that is. */
export type Route =
  | { at: 'start' }
  | { at: 'tab'; tab: Tab }
  | { at: 'join' }
  | { at: 'new' }
  | { at: 'topic'; topic: number; part: Part }
  | { at: 'table'; table: number }

const TABS: readonly string[] = ['topics', 'plan', 'now', 'me'] satisfies Tab[]
const PARTS: readonly string[] = ['table', 'edit', 'merge', 'result'] satisfies Part[]

/** Reads an address; whatever it does not know is the start. */
export function parseRoute(path: string, hash: string): Route {
  const name = hash.replace(/^#/, '')
  const topic = /\/t\/(\d+)\/?$/.exec(path)
  if (topic !== null) return { at: 'topic', topic: Number(topic[1]), part: PARTS.includes(name) ? (name as Part) : '' }
  const table = /\/tables\/(\d+)\/?$/.exec(path)
  if (table !== null) return { at: 'table', table: Number(table[1]) }
  if (name === 'new' || name === 'join') return { at: name }
  return TABS.includes(name) ? { at: 'tab', tab: name as Tab } : { at: 'start' }
}

/** The address of a place in a board's phone. */
export function hrefOf(slug: string, route: Route): string {
  const base = `/b/${slug}`
  switch (route.at) {
    case 'start':
      return base
    case 'tab':
      return `${base}#${route.tab}`
    case 'topic':
      return `${base}/t/${route.topic}${route.part === '' ? '' : `#${route.part}`}`
    case 'table':
      return `${base}/tables/${route.table}`
    default:
      return `${base}#${route.at}`
  }
}
