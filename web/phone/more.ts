/** Everything of the phone that is fetched after the first sight; see pages.ts. */
export { default as GongSounds } from './me/GongSounds.svelte'
export { default as MeTab } from './me/MeTab.svelte'
export { default as TablePage } from './plan/TablePage.svelte'
export { default as ProposePage } from './topic/ProposePage.svelte'
export { default as TopicPage } from './topic/TopicPage.svelte'
