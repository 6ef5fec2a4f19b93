// Builds every entry (each web/*/index.html) into dist/, one after another, then compresses the assets.
//
// One build an entry, not one for all: a person opens one page, and shared chunks would split each page into
// a dozen small files. Equal files get equal names, so the font is there once.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

import { build } from 'vite'

import { entries, web } from './entries.mjs'
import { buildWorker, nameIcons } from './worker.mjs'

const dist = join(web, 'dist')
const compressed = new Set(['.js', '.css', '.svg', '.json', '.html'])

const only = process.argv.slice(2)
if (only.length === 0) rmSync(dist, { recursive: true, force: true })
for (const entry of entries().filter((name) => only.length === 0 || only.includes(name))) {
  const { output } = await build({
    configFile: join(web, 'vite.config.js'),
    logLevel: 'warn',
    build: { emptyOutDir: false, rollupOptions: { input: join(web, entry, 'index.html') } },
  })
  if (entry !== 'phone') continue
  nameIcons(dist)
  await buildWorker(dist, output.map(({ fileName }) => fileName))
}

const assets = readdirSync(join(dist, 'assets')).map((name) => `assets/${name}`)
for (const name of [...assets, 'sw.js'].filter((file) => existsSync(join(dist, file)) && compressed.has(extname(file)))) {
  const bytes = readFileSync(join(dist, name))
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
  writeFileSync(join(dist, `${name}.br`), brotli)
  writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }))
  console.log(`${name.padEnd(47)} ${String(bytes.length).padStart(7)}  br ${String(brotli.length).padStart(6)}`)
}
