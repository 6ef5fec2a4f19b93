/**
 * How many cards go on a page, and where: cards of one width stand in rows, each row as high as its highest card
 * needs. The place of a card depends only on those before it, so a new one moves nothing.
 */

/** A page's rows; each holds places in the list of what is to be shown. */
export type Page = Row[]
export interface Row {
  items: number[]
  /** What its highest card needs, in pixels. */
  height: number
}

/** A way to lay everything out: so many columns, and the height that each card needs at that width. */
export interface Candidate {
  columns: number
  heights: number[]
}

/** Cuts a list of heights into rows of so many columns, and the rows into pages. All lengths are pixels. */
export function pack({ columns, heights }: Candidate, room: number, gap: number): Page[] {
  const pages: Page[] = []
  let left = -1
  for (let at = 0; at < heights.length; at += columns) {
    const items = heights.slice(at, at + columns).map((_, index) => at + index)
    const height = Math.max(...items.map((item) => heights[item] ?? 0))
    if (left < height + gap || pages.length === 0) {
      pages.push([])
      left = room + gap
    }
    pages[pages.length - 1]?.push({ items, height: Math.min(height, room) })
    left -= height + gap
  }
  return pages
}

/** The layout with the fewest pages; of equal ones that with the fewest columns, whose cards are the largest. */
export function choose(candidates: Candidate[], room: number, gap: number): { columns: number; pages: Page[] } {
  const laid = candidates.map((candidate) => ({ columns: candidate.columns, pages: pack(candidate, room, gap) }))
  return laid.reduce((best, one) => (one.pages.length < best.pages.length ? one : best), laid[0] ?? { columns: 1, pages: [] })
}

/**
 * The heights of a page's rows, with what is left of the room shared out among them.
 *
 * @param most no row grows beyond this, in pixels: three cards must not become posters
 */
export function stretch(page: Page, room: number, gap: number, most: number): number[] {
  const used = page.reduce((sum, row) => sum + row.height, 0) + gap * (page.length - 1)
  const share = Math.max(0, room - used) / Math.max(1, page.length)
  return page.map((row) => Math.max(row.height, Math.min(row.height + share, most)))
}
