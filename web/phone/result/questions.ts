/** The three questions of a report, in the order in which they are asked (R1). */
import * as m from '../../lib/paraglide/messages.js'
import type { Field } from './answer.svelte'

export const QUESTIONS: readonly { field: Field; words: () => string }[] = [
  { field: 'happened', words: m.result_happened },
  { field: 'next_step', words: m.result_next_step },
  { field: 'open_question', words: m.result_open_question },
]
