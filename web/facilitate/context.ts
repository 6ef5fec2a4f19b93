/** What every part of the console reaches for. */
import { createContext } from 'svelte'

import type { Live } from '../lib/live.svelte'
import type { Acts } from '../lib/staff/acts.svelte'
import type { Picked } from './plan/picked.svelte'

export interface Console {
  live: Live
  acts: Acts
  /** The topic that is taken off the plan to be put somewhere else. */
  picked: Picked
}

export const [getConsole, setConsole] = createContext<Console>()
