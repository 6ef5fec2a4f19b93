/** The links that give a role (P3): who has which, a new one, one revoked. For organisers. */
import { api, request } from '../../lib/http'
import type { Instant, Role } from '../../lib/wire'

export type KeyRole = Exclude<Role, 'participant'>

export interface Key {
  id: number
  role: KeyRole
  label: string
  /** When someone last came in by it; null: nobody yet. */
  used: Instant | null
}

export async function keys(slug: string): Promise<Key[]> {
  return (await request<{ keys: Key[] }>('GET', api(slug, '/keys'))).keys
}

/** Makes a link; its address is told this once. */
export function makeKey(slug: string, role: KeyRole, label: string): Promise<{ url: string }> {
  return request('POST', api(slug, '/keys'), { role, label })
}

/** Revokes a link: who came in by it loses the role within a second. */
export function revoke(slug: string, id: number): Promise<void> {
  return request('DELETE', api(slug, `/keys/${id}`))
}
