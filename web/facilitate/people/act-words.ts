/** The commands of part 4 in people's words, for the record of what was done. */
import * as m from '../../lib/paraglide/messages.js'

const WORDS: Record<string, () => string> = {
  'profile.set': m.console_act_profile,
  'phase.set': m.console_act_phase,
  'gate.set': m.console_act_gate,
  'scene.show': m.console_act_scene,
  'notice.post': m.console_act_notice,
  'notice.clear': m.console_act_notice_clear,
  'timer.start': m.console_act_timer,
  'timer.add': m.console_act_timer_add,
  'timer.stop': m.console_act_timer_stop,
  'gong.ring': m.console_act_gong,
  'topic.propose': m.console_act_propose,
  'topic.edit': m.console_act_edit,
  'topic.hide': m.console_act_hide,
  'topic.show': m.console_act_show,
  'topic.withdraw': m.console_act_withdraw,
  'topic.restore': m.console_act_restore,
  'table.claim': m.console_act_claim,
  'table.release': m.console_act_release,
  'table.swap': m.console_act_swap,
  'host.handover': m.console_act_hand,
  'slot.start': m.console_act_start,
  'slot.shift': m.console_act_shift,
  'slot.put': m.console_act_slot,
  'table.put': m.console_act_table,
  'theme.put': m.console_act_theme,
  'settings.set': m.console_act_settings,
  'person.add': m.console_act_person,
  'person.block': m.console_act_block,
  'person.unblock': m.console_act_unblock,
  'person.erase': m.console_act_erase,
  'vote.cast': m.console_act_vote,
  'vote.retract': m.console_act_vote_retract,
}

/** What a command is called; one without words of its own goes by its name on the wire. */
export function actWords(type: string): string {
  return WORDS[type]?.() ?? type
}
