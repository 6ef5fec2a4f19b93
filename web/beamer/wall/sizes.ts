/** Sizes of type on the wall, in rem: 1 rem is 20 px at 1920x1080, and 34 px are the least for a title. */
const TITLE = [4.2, 3.8, 3.4, 3, 2.7, 2.4, 2.2, 2, 1.85, 1.7]

export const TITLE_SIZES: readonly number[] = TITLE
/** A card alone on the wall. */
export const LARGE_SIZES: readonly number[] = [7, 6.4, 5.8, 5.2, 4.6, 4, 3.6, 3.2, 2.8, 2.4]
/** Running text; never under 32 px. */
export const TEXT_SIZES: readonly number[] = [2.8, 2.5, 2.2, 2, 1.8, 1.6]

/**
 * Sizes for the titles of so many cards. The more there are, the nearer to each other: cards of equal rank must
 * not shout because their titles are short.
 */
export function titleSizes(cards: number): readonly number[] {
  const largest = cards <= 4 ? 4.2 : cards <= 9 ? 2.7 : 2.2
  return TITLE.filter((size) => size <= largest)
}
