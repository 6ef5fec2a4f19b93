/** The language of this page: as chosen here before, else as the browser asks for, German or English. */
import { overwriteGetLocale } from './paraglide/runtime.js'
import { recall, remember } from './remember'

export type Language = 'de' | 'en'

const KEY = 'themenwand.language'

class Choice {
  current = $state<Language>(first())

  /** Takes a language and keeps it on this device. */
  choose(language: Language): void {
    this.current = language
    remember(KEY, language)
    document.documentElement.lang = language
  }
}

function first(): Language {
  const kept = recall(KEY)
  if (kept === 'de' || kept === 'en') return kept
  return navigator.languages.some((wanted) => wanted.toLowerCase().startsWith('de')) ? 'de' : 'en'
}

export const language = new Choice()

/** Makes every message follow the choice. Called once, before anything is shown. */
export function speak(): void {
  // Reading the choice here makes each message in a template a reader of it: choosing needs no reload.
  overwriteGetLocale(() => language.current)
  document.documentElement.lang = language.current
}
