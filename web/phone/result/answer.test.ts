import { beforeEach, describe, expect, it } from 'vitest'

import { board } from '../../lib/board.fixture'
import { BoardStore } from '../../lib/board.svelte'
import type { Live } from '../../lib/live.svelte'
import { Refusal } from '../../lib/wire'
import { Answer } from './answer.svelte'

const store = new BoardStore()
let act: () => Promise<unknown>
let answer: Answer

function shows(text: string, rev: number): void {
  store.reports.set(1, { id: 1, topic: 1, field: 'happened', text, rev })
}

beforeEach(() => {
  store.replace(board({ reports: [] }), 1)
  const live: Pick<Live, 'slug' | 'board'> & { act: unknown } = { slug: 'probe', board: store, act: () => act() }
  answer = new Answer(live as Live, 1, 'happened')
})

describe('R1: an answer', () => {
  it('follows what others save for as long as nothing is typed', () => {
    shows('Rad', 1)
    expect(answer.text).toBe('Rad')
    expect(answer.isUnsaved).toBe(false)
  })

  it('is saved on top of the revision that it started from', async () => {
    answer.text = 'Bus '
    act = () => Promise.resolve({ seq: 2, result: { rev: 1 } })
    expect(await answer.save()).toBe(true)
    expect(answer.text).toBe('Bus')
    expect(answer.isUnsaved).toBe(false)
  })

  it('keeps what is typed while it is being saved, and meets nobody there', async () => {
    answer.text = 'Bus'
    act = () => {
      answer.text = 'Bus und Bahn'
      shows('Bus', 1)
      return Promise.resolve({ seq: 2, result: { rev: 1 } })
    }
    await answer.save()
    expect(answer.text).toBe('Bus und Bahn')
    expect(answer.isUnsaved).toBe(true)
    expect(answer.theirs).toBeNull()
  })

  it('does not take its own words for somebody else’s where the answer to saving was lost', async () => {
    answer.text = 'Bus'
    act = () => Promise.reject(new Refusal('offline', 'no answer'))
    await expect(answer.save()).rejects.toThrow('no answer')
    expect(answer.isUnsaved).toBe(true)
    shows('Bus', 1)
    expect(answer.isUnsaved).toBe(false)
    answer.text = 'Bus und Bahn'
    expect(answer.theirs).toBeNull()
  })

  it('shows the other text of a conflict before the board does, and joins both', async () => {
    answer.text = 'Bus'
    act = () => Promise.reject(new Refusal('conflict', '', { field: 'happened', base: 0, now: { rev: 1, text: 'Rad' } }))
    expect(await answer.save()).toBe(false)
    expect(answer.theirs?.text).toBe('Rad')
    answer.join()
    expect(answer.text).toBe('Rad\n\nBus')
    expect(answer.theirs).toBeNull()
  })
})
