/**
 * Keeps the phone's page and its files on the device, so that it opens without a line, and asks the network first,
 * so that after a release nobody sees the old one. It never touches /api, and no other page than the phone's.
 */
import { clientsClaim } from 'workbox-core'
import { PrecacheFallbackPlugin, precacheAndRoute } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { NetworkOnly } from 'workbox-strategies'

// Filled in by scripts/worker.mjs.
declare const FILES: string[]
declare const PAGE: string
declare const self: { skipWaiting(): Promise<void> }

/** After so long the network counts as not there, in seconds: halls have wifi that takes everything and gives nothing. */
const NETWORK_WITHIN = 5
/** The phone's own addresses (part 7); wall, console and desk have none that are kept. */
const PHONE = /^\/b\/[a-z0-9-]+(\/(t|tables)\/\d+)?\/?$/

// The page is from the network and the files have their content in their names, so a new worker can take over at once.
void self.skipWaiting()
clientsClaim()
precacheAndRoute([...FILES, PAGE].map((url) => ({ url, revision: null })))

/** A proxy whose server is being restarted answers with an error of its own, which is as good as no answer. */
const noErrors = {
  fetchDidSucceed({ response }: { response: Response }): Promise<Response> {
    return response.status >= 500 ? Promise.reject(new Error(response.statusText)) : Promise.resolve(response)
  },
}

registerRoute(
  ({ request, url }) => request.mode === 'navigate' && PHONE.test(url.pathname),
  new NetworkOnly({ networkTimeoutSeconds: NETWORK_WITHIN, plugins: [noErrors, new PrecacheFallbackPlugin({ fallbackURL: PAGE })] }),
)
