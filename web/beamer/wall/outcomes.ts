/** What came out, as cards: reports and commitments of the topics that everybody sees. */
import type { BoardStore } from '../../lib/board.svelte'
import type { Commitment, Report, Topic } from '../../lib/wire'

export interface Outcome {
  /** One number for both kinds: commitments have negative ones, so that the two never meet. */
  id: number
  topic: Topic
  kind: Report['field'] | 'commitment'
  text: string
  who: string
  due: string
}

/** So much of a text is shown; the rest is read on phones and in the proceedings. */
const FIRST = 200

/** All outcomes, each kind in the order in which it came. */
export function outcomes(board: BoardStore): Outcome[] {
  const reports = [...board.reports.values()].flatMap((report) => ofReport(board, report))
  const commitments = [...board.commitments.values()].flatMap((commitment) => ofCommitment(board, commitment))
  return [...reports, ...commitments]
}

function ofReport(board: BoardStore, report: Report): Outcome[] {
  const topic = board.topics.get(report.topic)
  if (topic === undefined || report.text === '' || topic.status === 'hidden') return []
  return [{ id: report.id, topic, kind: report.field, text: beginning(report.text), who: '', due: '' }]
}

function ofCommitment(board: BoardStore, commitment: Commitment): Outcome[] {
  const topic = board.topics.get(commitment.topic)
  if (topic === undefined || topic.status === 'hidden') return []
  const { text, who, due } = commitment
  return [{ id: -commitment.id, topic, kind: 'commitment', text: beginning(text), who: who ?? '', due: due ?? '' }]
}

/** The first 200 characters, ended at a word. */
export function beginning(text: string): string {
  const characters = [...text]
  if (characters.length <= FIRST) return text
  const cut = characters.slice(0, FIRST).join('')
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), FIRST / 2)).trimEnd()} …`
}
