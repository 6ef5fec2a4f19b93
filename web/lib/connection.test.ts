import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { board, me } from './board.fixture'
import { Connection, type Listener } from './connection'
import { ServerClock } from './server-clock'

/** A socket whose other end is the test. */
class FakeSocket {
  static readonly OPEN = 1
  static all: FakeSocket[] = []
  static get last(): FakeSocket {
    return FakeSocket.all[FakeSocket.all.length - 1] as FakeSocket
  }

  readyState = 0
  sent: { t: string; id?: string }[] = []
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null

  constructor(readonly url: string) {
    FakeSocket.all.push(this)
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as { t: string })
  }

  close(): void {
    this.readyState = 3
  }

  says(...frames: unknown[]): void {
    this.readyState = 1
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) })
  }
}

const HELLO = { t: 'hello', protocol: 1, epoch: 'e1', seq: 5, now: '2025-07-09T17:00:00.000Z', me: null }
const patch = (from: number, seq: number) => ({ t: 'patch', from, seq, set: {}, gone: {} })

function listener() {
  return {
    status: vi.fn(),
    board: vi.fn(),
    patch: vi.fn(),
    me: vi.fn(),
    pulse: vi.fn(),
    answer: vi.fn(),
    ready: vi.fn(),
  } satisfies Listener
}

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
let heard: ReturnType<typeof listener>
let connection: Connection

async function started(): Promise<FakeSocket> {
  connection.start()
  await vi.advanceTimersByTimeAsync(0)
  return FakeSocket.last
}

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.all = []
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('document', page)
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('location', { protocol: 'http:', host: 'hall' })
  vi.stubGlobal('fetch', vi.fn(async () => Response.json({ seq: 5, board: board() })))
  heard = listener()
  connection = new Connection('probe', heard, new ServerClock(), 'all')
})

afterEach(() => {
  connection.stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('a connection', () => {
  it('takes the snapshot by HTTP and connects with its seq and epoch', async () => {
    const socket = await started()
    expect(heard.board).toHaveBeenCalledOnce()
    expect(socket.url).toBe('ws://hall/api/boards/probe/live?since=5&epoch=e1&view=all')
  })

  it('W2: applies a patch that fits, drops an old one, and asks anew when one is missing', async () => {
    const socket = await started()
    socket.says(HELLO, patch(5, 6), patch(3, 6), patch(4, 8))
    expect(heard.patch).toHaveBeenCalledTimes(2)
    socket.says(patch(9, 10))
    await vi.advanceTimersByTimeAsync(0)
    expect(FakeSocket.last.url).toContain('since=8&')
    expect(heard.patch).toHaveBeenCalledTimes(2)
  })

  it('L4: takes no patch on top of another epoch before the whole board has come', async () => {
    const socket = await started()
    socket.says({ ...HELLO, epoch: 'e2' }, { t: 'board', seq: 2, board: board({ epoch: 'e2' }) }, patch(2, 3))
    expect(heard.board).toHaveBeenCalledTimes(2)
    expect(heard.patch).toHaveBeenCalledOnce()
  })

  it('gives up a socket that is still connecting after 5 s', async () => {
    await started()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(heard.status).toHaveBeenLastCalledWith('lost')
    await vi.advanceTimersByTimeAsync(15_000)
    expect(FakeSocket.all.length).toBeGreaterThan(1)
  })

  it('probes when the page is seen again, and reconnects if no pong comes within 2 s', async () => {
    const socket = await started()
    socket.says(HELLO)
    page.dispatchEvent(new Event('visibilitychange'))
    expect(socket.sent.filter((frame) => frame.t === 'ping')).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(heard.status).toHaveBeenLastCalledWith('lost')
  })

  it('stays when the pong comes', async () => {
    const socket = await started()
    socket.says(HELLO)
    page.dispatchEvent(new Event('visibilitychange'))
    socket.says({ t: 'pong', now: '2025-07-09T17:00:00.000Z' })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(heard.status).toHaveBeenLastCalledWith('live')
  })

  it('F4: measures the time only by a pong whose ping it knows', async () => {
    const clock = new ServerClock()
    connection = new Connection('probe', heard, clock, 'all')
    const socket = await started()
    const start = Date.now()
    const at = (milliseconds: number) => new Date(start + 60_000 + milliseconds).toISOString()
    socket.says({ ...HELLO, now: at(0) })
    await vi.advanceTimersByTimeAsync(300)
    connection.probe()
    await vi.advanceTimersByTimeAsync(100)
    socket.says({ t: 'pong', now: at(200) })
    await vi.advanceTimersByTimeAsync(300)
    socket.says({ t: 'pong', now: at(500) })
    expect(clock.now() - Date.now()).toBe(60_000)
  })

  it.each([
    [4000, 'outdated'],
    [4003, 'gone'],
  ])('W5: does not come back after %i', async (code, status) => {
    const socket = await started()
    socket.onclose?.({ code })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(heard.status).toHaveBeenLastCalledWith(status)
    expect(FakeSocket.all).toHaveLength(1)
  })

  it.each([1006, 1012, 4001, 4002, 4004])('W5: comes back by itself after %i', async (code) => {
    const socket = await started()
    socket.says(HELLO)
    socket.onclose?.({ code })
    await vi.advanceTimersByTimeAsync(16_000)
    expect(FakeSocket.all.length).toBeGreaterThan(1)
  })

  it('sends commands only after the hello, and then says that it is ready', async () => {
    const socket = await started()
    expect(connection.do('x', { type: 'here.clear' })).toBe(false)
    socket.says({ ...HELLO, me: me() })
    expect(heard.me).toHaveBeenCalledWith(me())
    expect(heard.ready).toHaveBeenCalledOnce()
    expect(connection.do('x', { type: 'here.clear' })).toBe(true)
    expect(socket.sent[socket.sent.length - 1]).toEqual({ t: 'do', id: 'x', command: { type: 'here.clear' } })
  })

  it('keeps trying for the snapshot while there is no network', async () => {
    vi.mocked(fetch).mockRejectedValueOnce(new TypeError('no network'))
    connection.start()
    await vi.advanceTimersByTimeAsync(0)
    expect(heard.status).toHaveBeenLastCalledWith('lost')
    await vi.advanceTimersByTimeAsync(15_000)
    expect(heard.board).toHaveBeenCalledOnce()
  })
})
