import '../lib/tokens.css'
import '../lib/dark.css'
import './styles/index.css'

import { mount } from 'svelte'

import { slugOfPage } from '../lib/http'
import { speak } from '../lib/language.svelte'
import { Live } from '../lib/live.svelte'
import Phone from './Phone.svelte'
import { router } from './router.svelte'

speak()
const target = document.getElementById('app')
if (target !== null) {
  const live = new Live(slugOfPage(), 'all')
  router.start(live.slug)
  live.start()
  target.replaceChildren()
  mount(Phone, { target, props: { live } })
}
