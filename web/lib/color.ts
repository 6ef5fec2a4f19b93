/**
 * Theme colours on paper, light and dark. The sixteen of the Werkstatt are chosen to hold, but a facilitator may
 * set any `#RRGGBB`, so contrast is measured, not assumed (WCAG 2.2, 1.4.3: 4.5 to 1).
 */

const ENOUGH = 4.5
const WHITE = '#FFFFFF'
const INK = '#1D1B18'
const PAPER_LIGHT = '#FFFDF9'
const PAPER_DARK = '#24211D'

/** A theme's colour with what stands on it, and the shades of it that can be read on light and dark paper. */
export interface Shades {
  band: string
  onBand: string
  onLight: string
  onDark: string
}

/** For topics without a theme: a quiet, warm grey. */
const UNTHEMED = '#5D574E'
const known = new Map<string, Shades>()

/** The shades of a colour `#RRGGBB`; without one, those of a topic without a theme. */
export function shades(color: string | undefined): Shades {
  const band = color ?? UNTHEMED
  const found = known.get(band)
  if (found !== undefined) return found
  const made = {
    band,
    onBand: contrast(band, WHITE) >= ENOUGH || contrast(band, WHITE) >= contrast(band, INK) ? WHITE : INK,
    onLight: readable(band, PAPER_LIGHT, '#000000'),
    onDark: readable(band, PAPER_DARK, WHITE),
  }
  known.set(band, made)
  return made
}

/** How well two colours can be told apart, from 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The colour, moved towards another in steps of a twentieth until it can be read on the paper. */
function readable(color: string, paper: string, towards: string): string {
  for (let step = 0; step < 20; step += 1) {
    const mixed = mix(color, towards, step / 20)
    if (contrast(mixed, paper) >= ENOUGH) return mixed
  }
  return towards
}

function mix(color: string, other: string, share: number): string {
  const others = channels(other)
  const mixed = channels(color).map((channel, index) => channel + ((others[index] ?? 0) - channel) * share)
  return `#${mixed.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
}

function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16))
}
