import { describe, expect, it } from 'vitest'

import { backoff } from './backoff'
import { contrast, shades } from './color'
import { ServerClock } from './server-clock'
import { timeLeft, timeSpan } from './time'
import { uuid } from './wire'

describe('a wait before trying again', () => {
  it('has full jitter between its bounds', () => {
    expect(backoff(1, 1)).toBe(1_000)
    expect(backoff(50, 1)).toBe(15_000)
    expect(backoff(50, 0)).toBe(250)
  })
})

describe('theme colours', () => {
  it.each(['#0053A5', '#FFE000', '#FFFFFF', '#000000'])('can be read wherever %s stands', (color) => {
    const shade = shades(color)
    expect(contrast(shade.band, shade.onBand)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(shade.onLight, '#FFFDF9')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(shade.onDark, '#24211D')).toBeGreaterThanOrEqual(4.5)
  })
})

describe('the server’s clock', () => {
  it('F4: trusts the sample with the shortest round trip', () => {
    let local = 1_000_000
    const clock = new ServerClock(() => local)
    clock.hear(new Date(local + 5_000).toISOString())
    local += 1_000
    clock.answered(local - 100, new Date(local + 4_950).toISOString())
    clock.answered(local - 900, new Date(local + 9_000).toISOString())
    expect(clock.now() - local).toBe(5_000)
  })
})

describe('times', () => {
  it('are told in minutes, and with seconds at the end', () => {
    expect(timeLeft(16 * 60_000 + 1)).toBe('noch 17 Min.')
    expect(timeLeft(95_000)).toBe('noch 1:35')
    expect(timeLeft(0)).toBe('Zeit ist um')
  })

  it('L5: are read in the board’s zone', () => {
    const slot = { starts: '2025-07-09T17:00:00.000Z', ends: '2025-07-09T17:35:00.000Z' }
    expect(timeSpan(slot, 'Europe/Berlin')).toBe('19:00–19:35')
  })
})

describe('a command’s id', () => {
  it('is a UUID of version 4', () => {
    expect(uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
