import '../lib/tokens.css'
import '../lib/staff/staff.css'
import './console.css'

import { mount } from 'svelte'

import { slugOfPage } from '../lib/http'
import { speak } from '../lib/language.svelte'
import { Live } from '../lib/live.svelte'
import Facilitate from './Facilitate.svelte'

speak()
const target = document.getElementById('app')
if (target !== null) mount(Facilitate, { target, props: { live: new Live(slugOfPage()) } })
