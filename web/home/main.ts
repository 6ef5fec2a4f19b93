import '../lib/tokens.css'
import '../lib/dark.css'

import { mount } from 'svelte'

import { speak } from '../lib/language.svelte'
import Home from './Home.svelte'

speak()
const target = document.getElementById('app')
if (target !== null) {
  target.replaceChildren()
  mount(Home, { target })
}
