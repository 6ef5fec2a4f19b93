import '../lib/tokens.css'
import '../lib/staff/staff.css'

import { mount } from 'svelte'

import { slugOfPage } from '../lib/http'
import { speak } from '../lib/language.svelte'
import Check from './Check.svelte'

speak()
const target = document.getElementById('app')
if (target !== null) mount(Check, { target, props: { slug: slugOfPage() } })
