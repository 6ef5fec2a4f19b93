/** What the trials mean, in plain words, and what to do about it. */
import * as m from '../lib/paraglide/messages.js'
import type { LiveTrial } from './trials'

/** `bad`: it does not work here. `poor`: it works, but something should be better. */
export type Grade = 'good' | 'poor' | 'bad'

export interface Finding {
  name: string
  grade: Grade
  says: string
  /** What to do; empty where all is well. */
  advice: string
}

/** A round trip from here on is felt, in milliseconds. */
const SLOW = 400
/** A snapshot from here on is felt, in milliseconds. */
const SLOW_BOARD = 2_000
/** Clocks that are further apart confuse people, though not the program, in milliseconds. */
const FAR_APART = 30_000

const rounded = (milliseconds: number): string => String(Math.round(milliseconds))

/** @param took milliseconds, or null where no board came */
export function reached(took: number | null): Finding {
  const name = m.check_reach()
  if (took === null) return { name, grade: 'bad', says: m.check_reach_bad(), advice: m.check_reach_advice() }
  const isSlow = took > SLOW_BOARD
  return { name, grade: isSlow ? 'poor' : 'good', says: m.check_reach_good({ ms: rounded(took) }), advice: isSlow ? m.check_slow_advice() : '' }
}

/** @param trial null where no live connection could be made */
export function lived(trial: LiveTrial | null): Finding {
  const name = m.check_live()
  if (trial === null) return { name, grade: 'bad', says: m.check_live_bad(), advice: m.check_live_advice() }
  const sorted = [...trial.roundTrips].sort((one, other) => one - other)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0
  const isSlow = middle > SLOW
  return {
    name,
    grade: isSlow ? 'poor' : 'good',
    says: m.check_live_good({ ms: rounded(middle), worst: rounded(sorted.at(-1) ?? 0) }),
    advice: isSlow ? m.check_slow_advice() : '',
  }
}

/** @param protocol of the page's address, such as `https:` */
export function encrypted(protocol: string): Finding {
  const isSafe = protocol === 'https:'
  return {
    name: m.check_encrypted(),
    grade: isSafe ? 'good' : 'poor',
    says: isSafe ? m.check_encrypted_good() : m.check_encrypted_bad(),
    advice: isSafe ? '' : m.check_encrypted_advice(),
  }
}

/** @param ahead what this device's clock is ahead, in milliseconds; null: not known */
export function clock(ahead: number | null): Finding {
  const name = m.check_clock()
  if (ahead === null) return { name, grade: 'poor', says: m.check_clock_unknown(), advice: '' }
  const seconds = String(Math.round(Math.abs(ahead) / 1000))
  if (seconds === '0') return { name, grade: 'good', says: m.check_clock_good(), advice: '' }
  const isFar = Math.abs(ahead) > FAR_APART
  return {
    name,
    grade: isFar ? 'poor' : 'good',
    says: ahead > 0 ? m.check_clock_ahead({ seconds }) : m.check_clock_behind({ seconds }),
    advice: isFar ? m.check_clock_advice() : '',
  }
}

/** All in one sentence. */
export function verdict(findings: Finding[]): { grade: Grade; says: string } {
  if (findings.some((finding) => finding.grade === 'bad')) return { grade: 'bad', says: m.check_verdict_bad() }
  if (findings.some((finding) => finding.grade === 'poor')) return { grade: 'poor', says: m.check_verdict_poor() }
  return { grade: 'good', says: m.check_verdict_good() }
}
