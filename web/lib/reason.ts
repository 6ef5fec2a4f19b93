/** Why something was refused, in this page's language: the server's words follow the browser's, not the choice made here. */
import * as m from './paraglide/messages.js'
import { Refusal, type Gate } from './wire'

const GATES: Record<Gate, () => string> = {
  join: m.gate_closed_join,
  propose: m.gate_closed_propose,
  vote: m.gate_closed_vote,
  claim: m.gate_closed_claim,
  report: m.gate_closed_report,
}

/** The sentence for a closed gate; in a closed board there is none to name. */
export function gateClosed(gate: Gate | null | undefined): string {
  return gate ? GATES[gate]() : m.gate_closed_all()
}

/** The sentence for whatever a command or request threw. */
export function reason(error: unknown): string {
  if (!(error instanceof Refusal)) return m.refused_unexpected()
  const { detail } = error
  switch (error.code) {
    case 'offline':
      return offline(detail['line'])
    case 'gate_closed':
      return gateClosed(detail['gate'] as Gate | null)
    case 'no_votes_left':
      return m.refused_no_votes_left()
    case 'too_many_topics':
      return m.refused_too_many_topics({ limit: String(detail['limit'] ?? '') })
    case 'too_long':
      return m.refused_too_long({ limit: String(detail['limit'] ?? '') })
    case 'too_short':
      return m.refused_too_short({ limit: String(detail['limit'] ?? '') })
    case 'table_taken':
      return m.refused_table_taken({ topic: String(detail['by'] ?? '') })
    case 'host_busy':
      return m.refused_host_busy({ topic: String(detail['topic'] ?? '') })
    case 'merged':
      return m.refused_merged({ topic: String(detail['into'] ?? '') })
    default:
      return plain(error)
  }
}

function offline(line: unknown): string {
  if (line === 'none') return m.refused_line_none()
  if (line === 'lost') return m.refused_line_lost()
  return line === 'late' ? m.refused_line_late() : m.refused_offline()
}

function plain(refusal: Refusal): string {
  const words: Partial<Record<Refusal['code'], () => string>> = {
    not_joined: m.refused_not_joined,
    not_allowed: m.refused_not_allowed,
    blocked: m.refused_blocked,
    unknown: m.refused_unknown,
    withdrawn: m.refused_withdrawn,
    slot_not_open: m.refused_slot_not_open,
    in_use: m.refused_in_use,
    too_fast: m.refused_too_fast,
    conflict: m.refused_conflict,
  }
  return words[refusal.code]?.() ?? refusal.message
}
