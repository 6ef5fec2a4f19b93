import { describe, expect, it } from 'vitest'

import { hrefOf, parseRoute, type Route } from './route'

const ROUTES: Route[] = [
  { at: 'start' },
  { at: 'tab', tab: 'plan' },
  { at: 'new' },
  { at: 'join' },
  { at: 'topic', topic: 12, part: '' },
  { at: 'topic', topic: 12, part: 'table' },
  { at: 'topic', topic: 12, part: 'result' },
  { at: 'table', table: 3 },
]

describe('a place in the phone', () => {
  it.each(ROUTES)('has an address that leads back to it: %j', (route) => {
    const url = new URL(hrefOf('probe', route), 'http://hall')
    expect(parseRoute(url.pathname, url.hash)).toEqual(route)
  })
})
