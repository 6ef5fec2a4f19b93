"""The one question to the core: may this be, and what happens then? (L2)

`decide` finds the rule by the command's type. A rule returns a Decision or raises a Rejection, and never
changes the board.
"""

from collections.abc import Callable
from typing import Any

from server.board import arrivals as a
from server.board import commands as c
from server.board import housekeeping as h
from server.board.commands.shapes import Command
from server.board.entry import Actor, Decision, Entry
from server.board.instants import Instant
from server.board.rules import evening, hosts, interest, merges, people, places, plan, results, topics
from server.board.rules.case import Case, open_case
from server.board.shape import shaped
from server.board.state import Board

_RULES: dict[type[Command], Callable[[Case, Any], Decision]] = {
    c.ProfileSet: people.change_profile,
    c.TopicPropose: topics.propose,
    c.TopicEdit: topics.edit,
    c.TopicWithdraw: topics.withdraw,
    c.TopicRestore: topics.restore,
    c.CohostOffer: hosts.offer,
    c.CohostRetract: hosts.retract,
    c.CohostAccept: hosts.accept,
    c.CohostDecline: hosts.decline,
    c.HostHandover: hosts.handover,
    c.HostLeave: hosts.leave,
    c.HostTake: hosts.take,
    c.VoteCast: interest.cast,
    c.VoteRetract: interest.retract,
    c.TableClaim: places.claim,
    c.TableRelease: places.release,
    c.MergeOffer: merges.offer,
    c.MergeAccept: merges.accept,
    c.MergeDecline: merges.decline,
    c.MergeRetract: merges.retract,
    c.MergeUndo: merges.undo,
    c.HereSet: interest.here,
    c.HereClear: interest.not_here,
    c.ReportWrite: results.write,
    c.CommitmentAdd: results.promise,
    c.CommitmentRemove: results.take_back,
    c.PersonAdd: people.add,
    c.PhaseSet: evening.set_phase,
    c.GateSet: evening.set_gate,
    c.SceneShow: evening.show_scene,
    c.NoticePost: evening.post_notice,
    c.NoticeClear: evening.clear_notice,
    c.TimerStart: evening.start_timer,
    c.TimerAdd: evening.extend_timer,
    c.TimerStop: evening.stop_timer,
    c.GongRing: evening.ring_gong,
    c.TopicHide: topics.hide,
    c.TopicShow: topics.show,
    c.TableSwap: places.swap,
    c.ReportRestore: results.restore,
    c.ThemePut: plan.put_theme,
    c.SlotPut: plan.put_slot,
    c.SlotStart: plan.start_slot,
    c.SlotShift: plan.shift_slot,
    c.TablePut: plan.put_table,
    c.ThemeRemove: plan.remove_theme,
    c.SlotRemove: plan.remove_slot,
    c.TableRemove: plan.remove_table,
    c.SettingsSet: plan.change_settings,
    c.PersonBlock: people.block,
    c.PersonUnblock: people.unblock,
    c.PersonErase: people.erase,
}

_ARRIVALS: dict[type[Command], Callable[[Board, Any, Actor, Instant], Decision]] = {
    a.Join: a.join,
    a.KeyUse: a.use_key,
    a.KeyMake: a.make_key,
    a.KeyRevoke: a.revoke_key,
    a.CodeMake: a.make_code,
    a.CodeUse: a.use_code,
    h.VotersForget: h.forget_voters,
    h.PersonForget: h.forget_person,
}


def decide(board: Board, command: Command, actor: Actor, now: Instant) -> Decision:
    """What a command brings about at `now`, or a Rejection with the first reason that applies."""
    command = shaped(command)
    arrival = _ARRIVALS.get(type(command))
    if arrival is not None:
        return arrival(board, command, actor, now)
    case = open_case(board, command, actor, now)
    return _RULES[type(command)](case, command)


def type_of(command: Command) -> str:
    """The command's `type`, as the log keeps it."""
    return str(command.__struct_config__.tag)


def entry_of(
    board: Board, command: Command, command_id: str, actor: Actor, now: Instant, decision: Decision
) -> Entry:
    """The board's next entry: an accepted command with what it brings about (L1)."""
    return Entry(
        seq=board.seq + 1,
        at=now,
        actor=actor.person,
        acting_for=actor.acting_for,
        command=command_id,
        type=type_of(command),
        events=decision.events,
        result=decision.result,
    )
