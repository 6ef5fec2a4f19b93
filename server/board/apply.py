"""The only way to change a board: `apply_entry` folds one entry of the log into the state (L1, L2).

`apply` decides nothing. What an event means for the state is in the modules of `applying`, a function an
event, found by the event's type.
"""

from server.board.applying import evening, gatherings, people, results, topics
from server.board.entry import Act, Entry
from server.board.events import AnyEvent
from server.board.instants import Instant
from server.board.questions import role_of
from server.board.state import Board, Touched

HOUSEKEEPING = frozenset({"voters.forget", "person.forget"})
"""What the server does by itself when time has passed; it does not begin that time anew (V5)."""

_APPLY = {**evening.APPLY, **people.APPLY, **topics.APPLY, **gatherings.APPLY, **results.APPLY}


def apply(board: Board, event: AnyEvent, at: Instant) -> None:
    """Change a board by one event that happened at `at`, and mark what it touched."""
    _APPLY[type(event)](board, event, at)


def apply_entry(board: Board, entry: Entry) -> None:
    """Fold the next entry in; ValueError when its seq is not the next one."""
    if entry.seq != board.seq + 1:
        raise ValueError(f"entry {entry.seq} does not follow seq {board.seq}")
    helped = _helps(board, entry.actor)
    for event in entry.events:
        apply(board, event, entry.at)
    board.seq = entry.seq
    board.last_command = entry.command
    if entry.type not in HOUSEKEEPING:
        board.last_entry = entry.at
    board.outcomes[entry.actor, entry.command] = (entry.seq, entry.result)
    # Coming in by a key counts as an act, and so does giving the last key away.
    if helped or _helps(board, entry.actor):
        _note_act(board, entry)


def take_touched(board: Board) -> Touched:
    """What has been touched since the last call."""
    touched, board.touched = board.touched, Touched()
    return touched


def _helps(board: Board, actor: int | None) -> bool:
    person = board.people.get(actor) if actor is not None else None
    return person is not None and role_of(board, person) != "participant"


def _note_act(board: Board, entry: Entry) -> None:
    """Keep what a helper, facilitator or organiser did, so that it can be listed (F6)."""
    if entry.actor is not None and entry.events:
        board.acts.append(Act(entry.seq, entry.at, entry.actor, entry.acting_for, entry.type))
