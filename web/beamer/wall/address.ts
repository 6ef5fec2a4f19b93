/** The short address that people read off the wall and type: the host and the board's code. */

/** The host that people reach, as the server wrote it into the page; else the one that this page came from. */
export function publicHost(): string {
  const told = document.querySelector<HTMLMetaElement>('meta[name="host"]')?.content ?? ''
  return told === '' || told.startsWith('__') ? location.host : told
}
