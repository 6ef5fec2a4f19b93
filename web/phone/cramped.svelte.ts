/** Whether the page is low: the letters are large, the screen small, or a keyboard is up. */

/** Under so many lines of text, what sticks to the edges would take too much. */
const LOW = 28

class Room {
  isCramped = $state(false)

  /** Watches the window and the size of its letters, which a media query would not tell apart. */
  watch(): () => void {
    const look = (): void => {
      this.isCramped = window.innerHeight < LOW * parseFloat(getComputedStyle(document.documentElement).fontSize)
    }
    const observer = new ResizeObserver(look)
    observer.observe(document.body)
    window.addEventListener('resize', look)
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', look)
    }
  }
}

export const room = new Room()
