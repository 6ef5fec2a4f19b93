import { describe, expect, it } from 'vitest'

import { topic } from '../../lib/board.fixture'
import { similar } from './similar'

const TOPICS = [
  topic(7, { title: 'Gemeindeschwester statt Arztmangel' }),
  topic(9, { title: 'Bürgerenergie ohne Anwalt gründen' }),
  topic(12, { title: 'Ein Bürgerkonto für 11.000 Kommunen' }),
  topic(13, { title: 'Bürgerenergie für alle', status: 'withdrawn' }),
]

describe('similar topics', () => {
  it.each([
    ['Was tun gegen Ärztemangel und für Gemeindeschwestern?', [7]],
    ['Energiewende von unten', [9]],
    ['Wie können wir das machen?', []],
    ['Dorfläden retten', []],
  ])('of “%s” are %j', (title, numbers) => {
    expect(similar(title, TOPICS).map((found) => found.id)).toEqual(numbers)
  })
})
