import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { Commands } from './commands'

const CLEAR = { type: 'here.clear' } as const

let sent: string[]
let open: boolean
const probe = vi.fn()
let commands: Commands

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  open = true
  probe.mockReset()
  commands = new Commands({
    do: (id) => {
      if (open) sent.push(id)
      return open
    },
    probe,
    get isUp() {
      return open
    },
  })
})

afterEach(() => vi.useRealTimers())

describe('commands', () => {
  it('L3: are sent again with the same id after a reconnect, until they are answered', async () => {
    const outcome = commands.send(CLEAR)
    commands.resend()
    expect(sent).toHaveLength(2)
    expect(sent[0]).toBe(sent[1])
    commands.answered({ t: 'ok', id: sent[0] ?? '', seq: 7, result: {} })
    await expect(outcome).resolves.toEqual({ seq: 7, result: {} })
    commands.resend()
    expect(sent).toHaveLength(2)
  })

  it('wait while there is no line, and go in the order in which they were asked for', () => {
    open = false
    void commands.send(CLEAR)
    void commands.send({ type: 'gong.ring' })
    expect(sent).toHaveLength(0)
    open = true
    commands.resend()
    expect(sent).toHaveLength(2)
  })

  it('carry the reason when they are refused', async () => {
    const outcome = commands.send(CLEAR)
    commands.answered({ t: 'no', id: sent[0] ?? '', code: 'blocked', message: 'no', detail: {} })
    await expect(outcome).rejects.toMatchObject({ code: 'blocked' })
  })

  it('come back by themselves when they were too fast', () => {
    void commands.send(CLEAR)
    commands.answered({ t: 'no', id: sent[0] ?? '', code: 'too_fast', message: '', detail: { retry_after: 1 } })
    vi.advanceTimersByTime(1_000)
    expect(sent).toHaveLength(2)
  })

  it('doubt a line that does not answer, and give up after two minutes', async () => {
    const outcome = commands.send(CLEAR)
    vi.advanceTimersByTime(4_000)
    expect(probe).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(120_000)
    await expect(outcome).rejects.toMatchObject({ code: 'offline' })
  })
})
