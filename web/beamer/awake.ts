/**
 * Keeps the screen on while the wall hangs, where the browser can (it grants that over https and on localhost
 * alone). Run it in an effect.
 */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  // The browser takes the lock back whenever the page is out of sight.
  const ask = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    lock = await navigator.wakeLock.request('screen').catch(() => null)
  }
  const seen = (): void => void ask()
  document.addEventListener('visibilitychange', seen)
  seen()
  return () => {
    document.removeEventListener('visibilitychange', seen)
    void lock?.release()
  }
}
