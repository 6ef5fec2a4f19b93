import '../lib/tokens.css'
import './screen.css'

import { mount } from 'svelte'

import { slugOfPage } from '../lib/http'
import { Live } from '../lib/live.svelte'
import { overwriteGetLocale } from '../lib/paraglide/runtime.js'
import Screen from './Screen.svelte'

const target = document.getElementById('app')
if (target !== null) {
  // A wall never asks for more than everybody may see, whoever's cookie its browser holds (part 5).
  const live = new Live(slugOfPage(), 'all')
  // The wall speaks the board's language, not that of the computer at the projector.
  overwriteGetLocale(() => (live.board.fields?.lang === 'en' ? 'en' : 'de'))
  live.start()
  mount(Screen, { target, props: { live, query: new URLSearchParams(location.search) } })
}
