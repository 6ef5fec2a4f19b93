/** What a device keeps between visits. Private windows may refuse to: then nothing is kept, and nothing breaks. */

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Without storage the page works as well; it only forgets.
  }
}

/** Forgets all that is kept under keys that begin so. */
export function forgetAll(beginning: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(beginning)) localStorage.removeItem(key)
  } catch {
    // What could not be kept need not be removed.
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // What could not be kept need not be removed.
  }
}
