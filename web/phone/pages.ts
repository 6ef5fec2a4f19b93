/** Fetches the pages that are not needed at first sight, once, and again until it has them. */

export type Pages = typeof import('./more')

const RETRY = 2_000
let fetched: Promise<Pages> | undefined

/** Resolves when the pages are there; on bad wifi that may take a while. */
export function pages(): Promise<Pages> {
  fetched ??= fetchPages()
  return fetched
}

async function fetchPages(): Promise<Pages> {
  for (;;) {
    try {
      return await import('./more')
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY))
    }
  }
}
