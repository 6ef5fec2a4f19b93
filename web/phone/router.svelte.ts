/** Moves about in the phone without a reload, and comes back to where one was reading. */
import { tick } from 'svelte'

import { hrefOf, parseRoute, type Route } from './route'

class Router {
  current = $state.raw<Route>({ at: 'start' })
  private slug = ''
  private here = ''
  /** How far down each address was scrolled, in CSS pixels. */
  private readonly scrolled = new Map<string, number>()

  /** Begins at the address of the page, and follows links and the back button from then on. */
  start(slug: string): void {
    this.slug = slug
    history.scrollRestoration = 'manual'
    window.addEventListener('popstate', () => void this.show())
    document.addEventListener('click', (event) => this.follow(event))
    this.here = this.address()
    this.current = parseRoute(location.pathname, location.hash)
  }

  href(route: Route): string {
    return hrefOf(this.slug, route)
  }

  go(route: Route): void {
    this.visit(this.href(route))
  }

  /** Back to where one came from; who came by a link has nothing behind them, and goes up instead. */
  back(): void {
    if ((history.state as { inside?: boolean } | null)?.inside === true) return history.back()
    const { current } = this
    this.replace(current.at === 'topic' && current.part !== '' ? { ...current, part: '' } : { at: 'start' })
  }

  /** Goes on without leaving the present place in the history, such as a form that has been sent. */
  replace(route: Route): void {
    history.replaceState(history.state, '', this.href(route))
    void this.show()
  }

  private visit(url: string): void {
    history.pushState({ inside: true }, '', url)
    void this.show()
  }

  private async show(): Promise<void> {
    this.scrolled.set(this.here, window.scrollY)
    this.here = this.address()
    this.current = parseRoute(location.pathname, location.hash)
    await tick()
    window.scrollTo(0, this.scrolled.get(this.here) ?? 0)
    // For who listens instead of looking: the new page begins at its heading.
    document.querySelector<HTMLElement>('main:not([hidden]) h1, main:not([hidden]) h2')?.focus({ preventScroll: true })
  }

  private follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null || link.target !== '' || link.origin !== location.origin || !this.isOurs(link.pathname)) return
    event.preventDefault()
    if (link.href !== location.href) this.visit(link.href)
  }

  private isOurs(path: string): boolean {
    const base = `/b/${this.slug}`
    return path === base || path.startsWith(`${base}/t/`) || path.startsWith(`${base}/tables/`)
  }

  private address(): string {
    return location.pathname + location.hash
  }
}

export const router = new Router()
