/** Type that is as large as its box allows, and never cut off. */
import type { Attachment } from 'svelte/attachments'

import { hyphens } from './hyphens.svelte'

/** Type may be so much smaller, if that leaves long words whole. */
const WHOLE_WORDS_ARE_WORTH = 0.84

/**
 * Writes a text into its element at the largest size that fits; where even the smallest does not, the text ends
 * earlier, with an ellipsis. The element must have a size of its own, not one that follows the text.
 *
 * @param sizes in rem, the largest first
 */
export function fitted(text: string, sizes: readonly number[]): Attachment<HTMLElement> {
  return (box) => {
    const parted = hyphens.part(text)
    const fit = (): void => {
      const whole = largest(box, text, sizes, false)
      const broken = parted === text && whole !== null ? null : largest(box, parted, sizes, true)
      if (whole !== null && (broken === null || whole >= broken * WHOLE_WORDS_ARE_WORTH)) set(box, text, whole, false)
      else if (broken !== null) set(box, parted, broken, true)
      else shorten(box, parted)
    }
    fit()
    const watch = new ResizeObserver(fit)
    watch.observe(box)
    return () => watch.disconnect()
  }
}

/** The largest size at which a text fits, or null. @param breaks whether words may be broken */
function largest(box: HTMLElement, text: string, sizes: readonly number[], breaks: boolean): number | null {
  for (const size of sizes) {
    set(box, text, size, breaks)
    if (holds(box)) return size
  }
  return null
}

function set(box: HTMLElement, text: string, size: number, breaks: boolean): void {
  if (box.textContent !== text) box.textContent = text
  // Read aloud, and found by its words, without the hyphens.
  box.ariaLabel = breaks ? text.replaceAll('\u00AD', '') : null
  box.style.fontSize = `${size}rem`
  box.style.overflowWrap = breaks ? 'anywhere' : 'normal'
}

/** Both widths are rounded, so one more would let almost two pixels of a letter be cut; lines have air between them. */
function holds(box: HTMLElement): boolean {
  return box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth
}

/** Leaves out words at the end, by halving the doubt, until the rest fits. */
function shorten(box: HTMLElement, text: string): void {
  const words = text.match(/\S+\s*/g) ?? []
  let [fits, tooMany] = [0, words.length]
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    box.textContent = `${words.slice(0, middle).join('').trimEnd()} …`
    if (holds(box)) fits = middle
    else tooMany = middle
  }
  box.textContent = `${words.slice(0, fits).join('').trimEnd()} …`
}
