/**
 * Long words are parted where the language parts them. Chromium on Debian has no dictionaries for
 * `hyphens: auto`, and German words are long: so the wall sets its soft hyphens itself.
 */
type Hyphenate = (text: string, options?: { minWordLength?: number }) => string

/** Shorter words stay whole; parting them makes a title harder to read, not easier. */
const LONG_WORD = 10

class Hyphens {
  private hyphenate = $state.raw<Hyphenate | null>(null)
  private asked = ''

  /** Loads a language's patterns, once. They are large, so they come after the first picture. */
  async learn(language: string): Promise<void> {
    if (this.asked === language) return
    this.asked = language
    const patterns = language === 'en' ? import('hyphen/en-gb') : import('hyphen/de')
    // Without patterns the wall breaks long words anywhere: uglier, and still readable.
    this.hyphenate = await patterns.then((module) => module.hyphenateSync).catch(() => null)
  }

  /** Whether words are parted by now: what was measured before is to be measured again. */
  get ready(): boolean {
    return this.hyphenate !== null
  }

  /** The text with soft hyphens in its long words. */
  part(text: string): string {
    return this.hyphenate?.(text, { minWordLength: LONG_WORD }) ?? text
  }
}

export const hyphens = new Hyphens()
