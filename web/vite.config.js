import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

import { entries, entryAt, slugOf, web } from './scripts/entries.mjs'

const server = process.env.THEMENWAND_DEV_SERVER ?? 'http://127.0.0.1:8000'

/** What the server does with pages, for `npm run dev`: the page at an address, and its placeholders filled in. */
function pages() {
  return {
    name: 'pages',
    apply: 'serve',
    configureServer({ middlewares }) {
      middlewares.use((request, _response, next) => {
        const path = new URL(request.url, server).pathname
        const entry = entryAt(path)
        if (entry !== null && entries().includes(entry)) request.url = `/${entry}/index.html`
        next()
      })
    },
    transformIndexHtml: {
      order: 'pre',
      handler(html, { originalUrl = '/' }) {
        const path = new URL(originalUrl, server).pathname
        const filled = html.replaceAll('__SLUG__', slugOf(path)).replaceAll('__TITLE__', 'Themenwand').replaceAll('__CODE__', '').replaceAll('__LANG__', 'de')
        // The page is not served where its file lies, so what it names beside it needs a whole path.
        return filled.replaceAll('"./', `"/${entryAt(path) ?? path.split('/')[1]}/`).replaceAll('"../', '"/')
      },
    },
  }
}

export default defineConfig({
  root: web,
  appType: 'mpa',
  plugins: [svelte(), pages()],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    // The oldest browsers that people bring: of 2022 (docs/spec.md, "an old phone").
    target: ['chrome100', 'safari15.4'],
    cssTarget: ['chrome100', 'safari15.4'],
    // Inlined files would need `data:` in the policy for fonts, and could not be cached.
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      // Svelte's modules that nothing imports would stay for side effects that they only seem to have.
      treeshake: { moduleSideEffects: (id) => !/\/svelte\/src\/(reactivity|legacy|internal\/client\/dom\/elements\/custom-element)/.test(id) },
    },
  },
  server: {
    proxy: {
      '/api': { target: server, ws: true },
      // Pages that the server makes itself: plain, archive, exports.
      '^/(b/[a-z0-9-]+/(plain|archive|manifest.webmanifest)|privacy|imprint|schema|health)': { target: server },
    },
  },
  // Tests run the client's half of Svelte, which Node would not choose by itself.
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  test: { include: ['*/**/*.test.ts'], exclude: ['node_modules', 'dist'], environment: 'node' },
})
