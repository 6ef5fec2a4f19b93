import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { soundGong } from './gong.svelte'

const NOW = Date.parse('2025-07-09T17:00:00.000Z')
const at = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString()

function rung(gong: string | null, timer: string | null) {
  const fields = { gong, timer: timer === null ? null : { ends: timer, seconds: 60, label: '' } }
  return { board: { fields }, serverClock: { now: () => Date.now() } }
}

describe('F4: the gong', () => {
  const strike = vi.fn()
  beforeEach(() => void vi.useFakeTimers({ now: NOW }))
  afterEach(() => {
    vi.useRealTimers()
    strike.mockReset()
  })

  it('sounds once when it is rung, however often the board changes after that', () => {
    soundGong(rung(at(-1), null), { strike })
    soundGong(rung(at(-1), null), { strike })
    expect(strike).toHaveBeenCalledTimes(1)
  })

  it('is silent when it was rung more than five seconds ago', () => {
    soundGong(rung(at(-5.1), null), { strike })
    expect(strike).not.toHaveBeenCalled()
  })

  it('sounds when the timer comes to zero, and not before', () => {
    soundGong(rung(null, at(10)), { strike })
    vi.advanceTimersByTime(9_999)
    expect(strike).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(strike).toHaveBeenCalledTimes(1)
  })

  it('is silent where the timer is stopped, or has ended before', () => {
    soundGong(rung(null, at(10)), { strike })?.()
    soundGong(rung(null, at(-1)), { strike })
    vi.advanceTimersByTime(60_000)
    expect(strike).not.toHaveBeenCalled()
  })

  it('is silent on a device that wakes up more than five seconds after zero', () => {
    soundGong(rung(null, at(10)), { strike })
    vi.setSystemTime(NOW + 20_000)
    vi.runOnlyPendingTimers()
    expect(strike).not.toHaveBeenCalled()
  })
})
