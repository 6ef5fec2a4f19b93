// Builds every entry (each web/*/index.html) into dist/, one after another, then compresses the assets.
//
// One build an entry, not one for all: a person opens one page, and shared chunks would split each page into
// a dozen small files. Equal files get equal names, so the font is there once.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

import { build } from 'vite'

import { entries, web } from './entries.mjs'

const dist = join(web, 'dist')
const compressed = new Set(['.js', '.css', '.svg', '.json', '.webmanifest'])

const only = process.argv.slice(2)
if (only.length === 0) rmSync(dist, { recursive: true, force: true })
for (const entry of entries().filter((name) => only.length === 0 || only.includes(name))) {
  await build({
    configFile: join(web, 'vite.config.js'),
    logLevel: 'warn',
    build: { emptyOutDir: false, rollupOptions: { input: join(web, entry, 'index.html') } },
  })
}

const assets = join(dist, 'assets')
for (const name of readdirSync(assets).filter((file) => compressed.has(extname(file)))) {
  const bytes = readFileSync(join(assets, name))
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
  writeFileSync(join(assets, `${name}.br`), brotli)
  writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }))
  console.log(`${name.padEnd(40)} ${String(bytes.length).padStart(7)}  br ${String(brotli.length).padStart(6)}`)
}
