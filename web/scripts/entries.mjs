// The pages of the project: every folder of web/ with an index.html is one.
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const web = dirname(dirname(fileURLToPath(import.meta.url)))

/** The names of the entries: phone, home, beamer ... */
export function entries() {
  return readdirSync(web).filter((name) => !['dist', 'node_modules'].includes(name) && existsSync(join(web, name, 'index.html')))
}

/** Which entry's page the server serves at a path; null for what is no page. */
export function entryAt(path) {
  if (path === '/') return 'home'
  const board = path.match(/^\/b\/[a-z0-9-]+(?:\/(t\/\d+|tables\/\d+|[a-z]+))?\/?$/)
  if (board === null) return null
  const page = board[1] ?? 'phone'
  return page.includes('/') ? 'phone' : page
}

/** The slug in a board's path, or the empty string. */
export function slugOf(path) {
  return path.match(/^\/b\/([a-z0-9-]+)/)?.[1] ?? ''
}
