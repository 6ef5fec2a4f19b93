"""What the events of the evening mean for the state."""

from collections.abc import Callable
from typing import Any

import msgspec

from server.board import events as e
from server.board.entities import Notice, SceneState, Slot, Table, Theme, Timer
from server.board.instants import Instant
from server.board.questions import votes_withheld
from server.board.state import Board, gates_of


def touch_board(board: Board) -> None:
    """The board's own fields may be others now."""
    board.touched.entities.add(("board", 0))


def _touch_tallies(board: Board, withheld_before: bool) -> None:
    """When V3 begins or ends to hide, all tallies count as changed (W1)."""
    if withheld_before != votes_withheld(board):
        board.touched.entities.update(("tallies", topic) for topic in board.topics)


def _made(board: Board, event: e.BoardMade, _at: Instant) -> None:
    for name in event.__struct_fields__:
        setattr(board, name, getattr(event, name))
    touch_board(board)


def _phase(board: Board, event: e.PhaseChanged, _at: Instant) -> None:
    before = votes_withheld(board)
    board.phase = event.phase
    board.gates = gates_of(event.phase)
    board.propose_explicit = False
    touch_board(board)
    _touch_tallies(board, before)


def _gate(board: Board, event: e.GateMoved, _at: Instant) -> None:
    before = votes_withheld(board)
    board.gates = {**board.gates, event.gate: event.open}
    board.propose_explicit = board.propose_explicit or event.gate == "propose"
    touch_board(board)
    _touch_tallies(board, before)


def _settings(board: Board, event: e.SettingsChanged, _at: Instant) -> None:
    before = votes_withheld(board)
    # Several entries may be shown at once: what one of them touched stays touched.
    board.touched.everybody |= event.settings.vote_budget != board.settings.vote_budget
    board.settings = event.settings
    touch_board(board)
    _touch_tallies(board, before)


def _scene(board: Board, event: e.SceneChanged, _at: Instant) -> None:
    board.scene = SceneState(event.scene, event.topic)
    touch_board(board)


def _notice(board: Board, event: e.NoticePosted, _at: Instant) -> None:
    board.notice = Notice(event.text, event.until)
    touch_board(board)


def _no_notice(board: Board, _event: e.NoticeCleared, _at: Instant) -> None:
    board.notice = None
    touch_board(board)


def _timer(board: Board, event: e.TimerSet, _at: Instant) -> None:
    board.timer = Timer(event.ends, event.seconds, event.label)
    touch_board(board)


def _no_timer(board: Board, _event: e.TimerStopped, _at: Instant) -> None:
    board.timer = None
    touch_board(board)


def _gong(board: Board, event: e.GongRung, _at: Instant) -> None:
    board.gong = event.at
    touch_board(board)


def _put(kind: str, build: type[Theme] | type[Slot] | type[Table], key: str) -> Callable[..., None]:
    """Keep an event's thing as it is now; a new id is used up."""

    def put(board: Board, event: Any, _at: Instant) -> None:
        fields = msgspec.structs.asdict(event)
        number = fields.pop(key)
        getattr(board, kind)[number] = build(id=number, **fields)
        board.next_ids[kind] = max(board.next_id(kind), number + 1)
        board.touched.entities.add((kind, number))

    return put


def _remove(kind: str, key: str) -> Callable[..., None]:
    def remove(board: Board, event: Any, _at: Instant) -> None:
        number = getattr(event, key)
        del getattr(board, kind)[number]
        board.touched.entities.add((kind, number))

    return remove


APPLY: dict[type, Callable[..., None]] = {
    e.BoardMade: _made,
    e.PhaseChanged: _phase,
    e.GateMoved: _gate,
    e.SettingsChanged: _settings,
    e.SceneChanged: _scene,
    e.NoticePosted: _notice,
    e.NoticeCleared: _no_notice,
    e.TimerSet: _timer,
    e.TimerStopped: _no_timer,
    e.GongRung: _gong,
    e.ThemeChanged: _put("themes", Theme, "theme"),
    e.SlotChanged: _put("slots", Slot, "slot"),
    e.TableChanged: _put("tables", Table, "table"),
    e.ThemeRemoved: _remove("themes", "theme"),
    e.SlotRemoved: _remove("slots", "slot"),
    e.TableRemoved: _remove("tables", "table"),
}
"""What to do for each event."""
