// Makes the service worker: what the phone's build consists of, and its page without a board in it, to be kept.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { build } from 'vite'

import { web } from './entries.mjs'

/** Letters that names in these languages do not have come from a second font, which can wait for the network. */
const NOT_KEPT = /latin-ext/

/** @param files the names of the phone's files, below dist/ */
export async function buildWorker(dist, files) {
  const page = `assets/${named('phone.html', pageWithoutBoard(readFileSync(join(dist, 'phone/index.html'), 'utf8')), dist)}`
  const kept = files.filter((name) => name.startsWith('assets/') && !NOT_KEPT.test(name))
  await build({
    configFile: false,
    logLevel: 'warn',
    define: { FILES: JSON.stringify(kept.map((name) => `/${name}`)), PAGE: JSON.stringify(`/${page}`), 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: ['chrome100', 'safari15.4'],
      lib: { entry: join(web, 'worker/sw.ts'), formats: ['iife'], name: 'worker', fileName: () => 'sw.js' },
    },
  })
}

/** Copies what only the manifest names, the icons, under names that say their content. */
export function nameIcons(dist) {
  for (const icon of ['icon-192.png', 'icon-512.png', 'icon-maskable-512.png']) named(icon, readFileSync(join(web, 'lib/icons', icon)), dist)
}

/** The page for any board: it reads the slug from its address, and the rest from what was kept of the board. */
function pageWithoutBoard(html) {
  const words = { __SLUG__: '', __TITLE__: 'Themenwand', __CODE__: '', __LANG__: 'de' }
  const general = html.replace(/^.*<link[^>]*__SLUG__.*\n/gm, '').replace(/<a href="[^"]*__SLUG__[^"]*">(.*?)<\/a>/g, '$1')
  return Object.entries(words).reduce((text, [name, word]) => text.replaceAll(name, word), general)
}

function named(file, content, dist) {
  const dot = file.lastIndexOf('.')
  const name = `${file.slice(0, dot)}-${createHash('sha256').update(content).digest('base64url').slice(0, 8)}${file.slice(dot)}`
  writeFileSync(join(dist, 'assets', name), content)
  return name
}
