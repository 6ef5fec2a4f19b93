/** Two texts of two writers as one, in which nothing of either is missing (R1). */

/**
 * Their text with this writer's below it.
 *
 * @param start what this writer began with: where the other has kept it, it is not said twice
 */
export function both(theirs: string, own: string, start: string): string {
  const isKept = start !== '' && own.startsWith(start) && theirs.includes(start)
  const added = (isKept ? own.slice(start.length) : own).trim()
  return [theirs, added].filter((text) => text !== '').join('\n\n')
}

/** Whether the server would take two texts for the same (T1). */
export function isSame(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim()
}
