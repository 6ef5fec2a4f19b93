import '../lib/tokens.css'
import '../lib/dark.css'
import './styles/index.css'

import { mount } from 'svelte'

import { slugOfPage } from '../lib/http'
import { speak } from '../lib/language.svelte'
import { Kept } from '../lib/kept'
import { Live } from '../lib/live.svelte'
import { restore } from './left'
import Phone from './Phone.svelte'
import { router } from './router.svelte'

speak()
const target = document.getElementById('app')
if (target !== null) void open(target)

async function open(target: HTMLElement): Promise<void> {
  const slug = slugOfPage()
  const live = new Live(slug, 'all', new Kept(slug))
  router.start(slug)
  // A few milliseconds where something was kept, and none on a first visit.
  await restore(live)
  live.start()
  target.replaceChildren()
  mount(Phone, { target, props: { live } })
}
