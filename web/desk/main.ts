import '../lib/tokens.css'
import '../lib/staff/staff.css'
import './desk.css'

import { mount } from 'svelte'

import { slugOfPage } from '../lib/http'
import { speak } from '../lib/language.svelte'
import { Live } from '../lib/live.svelte'
import Desk from './Desk.svelte'

speak()
const target = document.getElementById('app')
if (target !== null) mount(Desk, { target, props: { live: new Live(slugOfPage()) } })
