/** The lists that a facilitator or an organiser may ask for (part 5). */
import { api, request } from '../../lib/http'
import type { Instant, Role } from '../../lib/wire'

/** What a helper, facilitator or organiser did (F6). */
export interface Act {
  seq: number
  at: Instant
  person: number
  as: number | null
  type: string
}

/** Someone on the board, as organisers see them. */
export interface ListedPerson {
  id: number
  name: string | null
  affiliation: string
  group: string | null
  role: Role
  device: boolean
  blocked: boolean
}

export async function acts(slug: string): Promise<Act[]> {
  return (await request<{ acts: Act[] }>('GET', api(slug, '/acts'))).acts
}

/** Everybody; for organisers. */
export async function people(slug: string): Promise<ListedPerson[]> {
  return (await request<{ people: ListedPerson[] }>('GET', api(slug, '/people'))).people
}

/** A code with which someone's new device becomes that person (P7). */
export function deviceCodeFor(slug: string, person: number): Promise<{ code: string; url: string }> {
  return request('POST', api(slug, `/people/${person}/code`))
}
