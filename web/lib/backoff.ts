/** How long to wait before trying again, with full jitter: 300 phones must not come back in one instant. */

/** The shortest and the longest upper bound of a wait, in milliseconds. */
const SHORTEST = 500
const LONGEST = 15_000

/**
 * The wait before a try, in milliseconds: anything from nothing to a bound that doubles with every failure.
 *
 * @param failures how many tries have failed so far, from 1
 * @param random a number from 0 to 1
 */
export function backoff(failures: number, random: number): number {
  const bound = Math.min(LONGEST, SHORTEST * 2 ** Math.min(failures, 10))
  return Math.max(SHORTEST / 2, random * bound)
}
