import { describe, expect, it } from 'vitest'

import { partOf, pinnedScene, shownScene } from './scene'

const query = (text: string): URLSearchParams => new URLSearchParams(text)

describe('the scene of a wall (F2)', () => {
  it.each([
    ['lobby', 'welcome'],
    ['collect', 'topics'],
    ['market', 'topics'],
    ['sessions', 'now'],
    ['harvest', 'harvest'],
    ['closed', 'welcome'],
  ] as const)('follows the phase %s with %s', (phase, scene) => {
    expect(shownScene({ phase, scene: { scene: 'auto', topic: null } }, null)).toEqual({ scene, topic: null })
  })

  it('is what the console says, unless the address pins it', () => {
    const fields = { phase: 'collect', scene: { scene: 'topic', topic: 3 } } as const
    expect(shownScene(fields, null)).toEqual({ scene: 'topic', topic: 3 })
    expect(shownScene(fields, pinnedScene(query('scene=plan')))).toEqual({ scene: 'plan', topic: null })
    expect(pinnedScene(query('scene=fog'))).toBeNull()
  })

  it('takes a share of the pages only where it is one', () => {
    expect(partOf(query('part=2/3'))).toEqual({ number: 2, of: 3 })
    for (const wrong of ['', 'part=3/2', 'part=0/2', 'part=a/b']) expect(partOf(query(wrong))).toEqual({ number: 1, of: 1 })
  })
})
