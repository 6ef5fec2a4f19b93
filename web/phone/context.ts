/** What every part of the phone reaches for. */
import { createContext } from 'svelte'

import type { Live } from '../lib/live.svelte'

/** The live board of this page. */
export const [getLive, setLive] = createContext<Live>()
