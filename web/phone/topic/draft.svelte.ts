/** What someone is writing, kept on this device until it is sent: a call, a reload or a dead battery loses nothing. */
import { forget, recall, remember } from '../../lib/remember'

export interface TopicWords {
  title: string
  text: string
  theme: number | null
}

export class Draft {
  title = $state('')
  text = $state('')
  theme = $state<number | null>(null)

  /** @param start what stands there when nothing was kept */
  constructor(
    private readonly key: string,
    start: TopicWords,
  ) {
    Object.assign(this, { ...start, ...this.kept() })
  }

  get words(): TopicWords {
    return { title: this.title, text: this.text, theme: this.theme }
  }

  keep(): void {
    remember(this.key, JSON.stringify(this.words))
  }

  /** Keeps the words again, unless others stand there by now. */
  giveBack(): void {
    if (recall(this.key) === null) this.keep()
  }

  clear(): void {
    forget(this.key)
  }

  private kept(): Partial<TopicWords> {
    try {
      return JSON.parse(recall(this.key) ?? '{}') as Partial<TopicWords>
    } catch {
      return {}
    }
  }
}
