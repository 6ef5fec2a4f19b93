/** Which scene a wall shows (F2), and which share of its pages. */
import type { Board, BoardFields } from '../../lib/wire'

export type SceneName = Exclude<BoardFields['scene']['scene'], 'auto'>

/** What a wall shows now; `topic` only in the scene of that name. */
export interface Shown {
  scene: SceneName
  topic: number | null
}

/** One of several walls that show a board's pages together: `of` walls, of which this is number `number`. */
export interface Part {
  number: number
  of: number
}

const BY_PHASE: Record<Board['phase'], SceneName> = {
  lobby: 'welcome',
  collect: 'topics',
  market: 'topics',
  sessions: 'now',
  harvest: 'harvest',
  closed: 'welcome',
}

const NAMES: readonly string[] = ['welcome', 'topics', 'topic', 'plan', 'now', 'harvest'] satisfies SceneName[]

/** The scene that `?scene=` pins a wall to, or null: then it does as the console says. */
export function pinnedScene(query: URLSearchParams): SceneName | null {
  const asked = query.get('scene') ?? ''
  return NAMES.includes(asked) ? (asked as SceneName) : null
}

/** The share that `?part=1/2` asks for, or all. */
export function partOf(query: URLSearchParams): Part {
  const [number, of] = (query.get('part') ?? '').split('/').map(Number)
  const isShare = Number.isInteger(number) && Number.isInteger(of) && (number ?? 0) >= 1 && (number ?? 0) <= (of ?? 0)
  return isShare ? { number: number ?? 1, of: of ?? 1 } : { number: 1, of: 1 }
}

/** What to show: the pinned scene, else the one on the console, else what suits the phase. */
export function shownScene(fields: Pick<BoardFields, 'scene' | 'phase'>, pinned: SceneName | null): Shown {
  const { scene, topic } = fields.scene
  const asked = pinned ?? scene
  if (asked === 'auto') return { scene: BY_PHASE[fields.phase], topic: null }
  if (asked === 'topic' && topic === null) return { scene: BY_PHASE[fields.phase], topic: null }
  return { scene: asked, topic: asked === 'topic' ? topic : null }
}
