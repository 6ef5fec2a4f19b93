/** What becomes of commands that a closed page left in the outbox: nobody stands at their button any more, so it is said here. */
import type { Live } from '../lib/live.svelte'
import * as m from '../lib/paraglide/messages.js'
import { reason } from '../lib/reason'
import { forget, recall, remember } from '../lib/remember'
import type { Command, Refusal } from '../lib/wire'
import { voice } from './say.svelte'

/** Shows what was kept, and follows what was left. */
export function restore(live: Live): Promise<void> {
  const draft = `themenwand.${live.slug}.draft`
  return live.restore(
    (command) => {
      // What waits is sent by itself; in its form it would be sent a second time, by hand.
      if (command.type === 'topic.propose' && titleIn(draft) === command.title) forget(draft)
      if (command.type === 'topic.edit') forget(`themenwand.${live.slug}.edit.${command.topic}`)
    },
    (command, refusal) => {
      if (refusal === null) return
      voice.say(sentence(command, refusal), 'bad')
      // The words of a refused topic are back in its form, unless others stand there.
      const { type, ...words } = command
      if (type === 'topic.propose' && recall(draft) === null) remember(draft, JSON.stringify(words))
    },
  )
}

function titleIn(draft: string): unknown {
  try {
    return (JSON.parse(recall(draft) ?? '{}') as { title?: unknown }).title
  } catch {
    return undefined
  }
}

function sentence(command: Command, refusal: Refusal): string {
  const why = reason(refusal)
  if (command.type === 'vote.cast') return m.vote_taken_back({ number: String(command.topic), reason: why })
  if (command.type === 'vote.retract') return m.vote_kept({ number: String(command.topic), reason: why })
  return command.type === 'topic.propose' ? m.outbox_refused_topic({ title: command.title, reason: why }) : m.outbox_refused({ reason: why })
}
