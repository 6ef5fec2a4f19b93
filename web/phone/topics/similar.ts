/** Which topics sound like one that is being written: an introduction to their hosts, never a gate. */
import type { Topic } from '../../lib/wire'

/** Text as one searches in it: small letters, without accents. */
export function normal(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 'ss')
    .trim()
}

/** Words that say nothing about what a topic is about. */
const EMPTY = new Set(
  'aber alle auch auf aus beim bei dass dein deine dem den denn der des die das durch ein eine einem einen einer eines fur gegen haben hat ich ihr ihre ist kann konnen man mehr mein mit nach nicht noch oder ohne sein sich sind uber und uns unser unsere unter vom von vor wann warum was welche wenn wer werden wie wir wird wo zu zum zur about and are can does for from have how into our should that the their they this what when where which who why will with you your'.split(
    ' ',
  ),
)

/** The words of a title that carry its meaning. */
function keywords(title: string): string[] {
  return normal(title)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length >= 4 && !EMPTY.has(word))
}

/**
 * Whether two words speak of one thing: the same beginning, or one within the other, as German puts words
 * together ("Bürgerenergie" and "Energiewende" share "energie").
 */
function related(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  const stem = short.slice(0, Math.max(5, short.length - 3))
  if (short.length < 5) return short === long
  if (long.includes(stem)) return true
  return sharesPart(short, long)
}

/** A part of at least seven letters, such as the "energie" of two compounds, stands in both. */
function sharesPart(short: string, long: string): boolean {
  for (let start = 0; start + 7 <= short.length; start += 1) if (long.includes(short.slice(start, start + 7))) return true
  return false
}

/** The open topics most like a title, best first, at most three. */
export function similar(title: string, topics: Iterable<Topic>): Topic[] {
  const wanted = [...new Set(keywords(title))]
  if (wanted.length === 0) return []
  return [...topics]
    .filter((topic) => topic.status === 'open')
    .map((topic) => ({ topic, score: score(wanted, keywords(topic.title)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.topic.id - b.topic.id)
    .slice(0, 3)
    .map(({ topic }) => topic)
}

function score(wanted: string[], words: string[]): number {
  return wanted.filter((word) => words.some((other) => related(word, other))).length
}
