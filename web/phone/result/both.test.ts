import { describe, expect, it } from 'vitest'

import { both, isSame } from './both'

describe('R1: two writers at once', () => {
  it('keep both texts, the later one below', () => {
    expect(both('Rad', 'Bus', '')).toBe('Rad\n\nBus')
  })

  it('do not say twice what both began with', () => {
    expect(both('Wir waren fünf. Rad', 'Wir waren fünf. Bus', 'Wir waren fünf.')).toBe('Wir waren fünf. Rad\n\nBus')
  })

  it('lose nothing where one of them rewrote the beginning', () => {
    expect(both('Rad', 'Wir waren fünf. Bus', 'Wir waren fünf.')).toBe('Rad\n\nWir waren fünf. Bus')
    expect(both('Wir waren fünf. Rad', 'Bus', 'Wir waren fünf.')).toBe('Wir waren fünf. Rad\n\nBus')
  })

  it('have nothing to settle where both wrote the same', () => {
    expect(isSame(' Cafe\u0301\r\n', 'Café')).toBe(true)
    expect(isSame('Rad', 'Bus')).toBe(false)
  })

  it('have nothing to add where one only emptied the field', () => {
    expect(both('Rad', '', 'Wir')).toBe('Rad')
    expect(both('', 'Bus', 'Wir')).toBe('Bus')
  })
})
