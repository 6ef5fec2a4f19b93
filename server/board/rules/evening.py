"""Running the evening: phase, gates, scene, notice, timer, gong (F1 to F4)."""

from server.board import commands as c
from server.board import events as e
from server.board.entry import Decision
from server.board.instants import Instant, milliseconds_between, plus
from server.board.rejections import Rejection
from server.board.rules.case import Case, in_play
from server.board.state import gates_of
from server.board.text import within


def later(at: Instant, milliseconds: int, where: str) -> Instant:
    """An instant so much later; Rejection `bad_request` where that leaves the calendar."""
    try:
        return plus(at, milliseconds)
    except ValueError as error:
        raise Rejection("bad_request", {"what": str(error), "where": where}) from error


def set_phase(case: Case, command: c.PhaseSet) -> Decision:
    """F1: the phase sets all gates, also when the phase is the same but a gate was moved."""
    case.allow(case.facilitates)
    board = case.board
    same = board.phase == command.phase and board.gates == gates_of(command.phase)
    return Decision([] if same and not board.propose_explicit else [e.PhaseChanged(command.phase)])


def set_gate(case: Case, command: c.GateSet) -> Decision:
    """F1; an explicit one outweighs `proposals_until` (T9)."""
    case.allow(case.facilitates)
    same = case.board.gates[command.gate] == command.open
    if same and (command.gate != "propose" or case.board.propose_explicit):
        return Decision([])
    return Decision([e.GateMoved(command.gate, command.open)])


def show_scene(case: Case, command: c.SceneShow) -> Decision:
    """F2: the scene `topic` names one, no other does."""
    number = command.topic or None
    topic = case.topic(number) if number is not None else None
    case.allow(case.facilitates)
    if topic is not None:
        in_play(topic)
    same = (case.board.scene.scene, case.board.scene.topic) == (command.scene, number)
    return Decision([] if same else [e.SceneChanged(command.scene, number)])


def post_notice(case: Case, command: c.NoticePost) -> Decision:
    """F3."""
    case.allow(case.facilitates)
    text = within(command.text, "text", 1, 280)
    until = later(case.now, command.seconds * 1000, "seconds") if command.seconds else None
    return Decision([e.NoticePosted(text, until)])


def clear_notice(case: Case, _command: c.NoticeClear) -> Decision:
    """F3."""
    case.allow(case.facilitates)
    return Decision([] if case.board.notice is None else [e.NoticeCleared()])


def start_timer(case: Case, command: c.TimerStart) -> Decision:
    """F4."""
    case.allow(case.facilitates)
    label = within(command.label or "", "label", 0, 80)
    ends = later(case.now, command.seconds * 1000, "seconds")
    return Decision([e.TimerSet(ends, command.seconds, label)])


def extend_timer(case: Case, command: c.TimerAdd) -> Decision:
    """F4: a countdown that has run out goes on from now; none can be shortened below now."""
    case.allow(case.facilitates)
    timer = case.board.timer
    if timer is None:
        raise Rejection("bad_request", {"what": "no timer is running", "where": "timer"})
    base = max(timer.ends, case.now) if command.seconds > 0 else timer.ends
    ends = max(later(base, command.seconds * 1000, "seconds"), case.now)
    moved = milliseconds_between(timer.ends, ends) // 1000
    return Decision([e.TimerSet(ends, max(1, timer.seconds + moved), timer.label)])


def stop_timer(case: Case, _command: c.TimerStop) -> Decision:
    """F4."""
    case.allow(case.facilitates)
    return Decision([] if case.board.timer is None else [e.TimerStopped()])


def ring_gong(case: Case, _command: c.GongRing) -> Decision:
    """F4."""
    case.allow(case.facilitates)
    return Decision([e.GongRung(case.now)])
