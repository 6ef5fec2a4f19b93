/** Lets the service worker keep this page on the device. Browsers have it only under https; without it, nothing is missed but that. */
export function registerWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  void navigator.serviceWorker.register('/sw.js', { scope: '/b/' }).catch(() => undefined)
}
