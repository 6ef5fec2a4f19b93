/** Requests of part 5 that are no commands. */
import { Refusal, type Code, type Me, type Places } from './wire'

/** The slug of the board that this page is about, from the page itself, else from its address. */
export function slugOfPage(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="slug"]')?.content ?? ''
  if (meta !== '' && !meta.startsWith('__')) return meta
  return /^\/b\/([a-z0-9-]+)/.exec(location.pathname)?.[1] ?? ''
}

/** The address of a board's resource, such as `/api/boards/probe/me`. */
export function api(slug: string, path = ''): string {
  return `/api/boards/${slug}${path}`
}

/**
 * Sends a request and reads its JSON.
 *
 * @param patience how long to wait for an answer, in milliseconds
 * @throws Refusal with the problem document's code and detail, or `offline` where no answer came.
 */
export async function request<T>(method: string, url: string, body?: unknown, patience = 15_000): Promise<T> {
  const response = await send(method, url, body, patience)
  if (response.status === 204) return undefined as T
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer as T
  const problem = (answer ?? {}) as { code?: Code; detail?: unknown; title?: string }
  const detail = typeof problem.detail === 'object' && problem.detail !== null ? problem.detail : {}
  throw new Refusal(problem.code ?? codeOf(response.status), problem.title ?? response.statusText, detail as Record<string, unknown>)
}

async function send(method: string, url: string, body: unknown, patience: number): Promise<Response> {
  const impatience = new AbortController()
  const timer = setTimeout(() => impatience.abort(), patience)
  try {
    return await fetch(url, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: impatience.signal,
    })
  } catch {
    throw new Refusal('offline', 'no answer')
  } finally {
    clearTimeout(timer)
  }
}

function codeOf(status: number): Code {
  const codes: Record<number, Code> = { 400: 'bad_request', 401: 'not_joined', 403: 'not_allowed', 404: 'unknown', 429: 'too_fast' }
  return codes[status] ?? 'offline'
}

export interface Newcomer {
  name: string
  affiliation?: string
  group?: string | null
}

/** Joins a board, or comes back to it with another device's code (P7); the answer brings the cookie. */
export async function join(slug: string, who: Newcomer | { code: string }): Promise<Me> {
  return (await request<{ me: Me }>('POST', api(slug, '/join'), who)).me
}

/** Exchanges the secret of a link for its role (P3). */
export async function enterWithKey(slug: string, key: string, name?: string): Promise<Me> {
  return (await request<{ me: Me }>('POST', api(slug, '/key'), name === undefined ? { key } : { key, name })).me
}

/** Makes a code with which another device becomes this person (P7). */
export function deviceCode(slug: string): Promise<{ code: string; url: string }> {
  return request('POST', api(slug, '/me/code'))
}

/** Forgets this device's cookie and nothing else. */
export function leave(slug: string): Promise<void> {
  return request('POST', api(slug, '/leave'))
}

/** Erases this person for good (P5). */
export function erase(slug: string): Promise<void> {
  return request('DELETE', api(slug, '/me'))
}

/** The free places for a topic, with how many of those interested would have to choose (C5). */
export function places(slug: string, topic: number): Promise<Places> {
  return request('GET', api(slug, `/topics/${topic}/places`))
}
