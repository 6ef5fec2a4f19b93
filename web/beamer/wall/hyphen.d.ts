/** The two languages of a board, as the package `hyphen` has them; it brings no types. */
declare module 'hyphen/de' {
  export function hyphenateSync(text: string, options?: { minWordLength?: number }): string
}
declare module 'hyphen/en-gb' {
  export function hyphenateSync(text: string, options?: { minWordLength?: number }): string
}
