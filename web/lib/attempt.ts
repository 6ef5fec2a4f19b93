/** Nobody waits longer for what may be kept: the network may be faster. */
const PATIENCE = 1_000

/** Runs one act on IndexedDB; undefined where it fails or takes too long. */
export async function attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
  const impatience = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE, undefined))
  const acting = (async () => await act())().catch(() => undefined)
  return Promise.race([acting, impatience])
}
