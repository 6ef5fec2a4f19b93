"""The two views of a board, kept ready, and the patches between any two seqs (W1 to W3, W7).

A view holds every entity that it shows as it is now, and remembers for each id the seq that last changed it
in this view. So a patch from any seq is "what has changed since, as it is now": whatever a client missed, one
patch brings it up to date, and two patches merge by themselves.
"""

from typing import Any

from msgspec import Struct

from server.board.entities import BoardFields, BoardSnapshot, Entity
from server.board.showing import SHOW, ViewName, show_board
from server.board.state import Board, Touched

KINDS = ("themes", "slots", "tables", "topics", "texts", "tallies", "reports", "people", "commitments")


class Change(Struct, frozen=True):
    """What a patch holds: `set` whole entities by kind, `gone` ids by kind; neither names an empty kind."""

    since: int
    seq: int
    set: dict[str, Any]
    gone: dict[str, list[int]]


class _Kind:
    """The entities of one kind in one view; `changed` is in the order of change, the newest last."""

    def __init__(self) -> None:
        self.shown: dict[int, Entity] = {}
        self.changed: dict[int, int] = {}

    def put(self, number: int, now: Entity | None, seq: int) -> None:
        if now == self.shown.get(number):
            return
        if now is None:
            del self.shown[number]
        else:
            self.shown[number] = now
        self.changed.pop(number, None)
        self.changed[number] = seq

    def since(self, seq: int) -> tuple[list[Entity], list[int]]:
        """The entities changed since `seq`, and the ids that are gone since.

        An id that came only after `seq` is among the gone, too: the patch is valid on every state since (W2).
        """
        there: list[Entity] = []
        gone: list[int] = []
        for number, changed in reversed(self.changed.items()):
            if changed <= seq:
                break
            entity = self.shown.get(number)
            if entity is not None:
                there.append(entity)
            else:
                gone.append(number)
        return there, gone


class View:
    """One view of one board, up to date with the last `refresh`."""

    def __init__(self, board: Board, name: ViewName) -> None:
        """A view of a board as it is now, for which everything is new."""
        self.name: ViewName = name
        self.seq = 0
        self.fields: BoardFields = show_board(board, name)
        self._fields_changed = 0
        self._kinds = {kind: _Kind() for kind in KINDS}

    @property
    def epoch(self) -> str:
        """The board's epoch, other in each view (W7)."""
        return self.fields.epoch

    def refresh(self, board: Board, touched: Touched) -> None:
        """Look again at all that was touched since the last call; the board is at its new seq."""
        self.seq = board.seq
        for kind, number in touched.entities:
            if kind == "board":
                fields = show_board(board, self.name)
                if fields != self.fields:
                    self.fields, self._fields_changed = fields, board.seq
            else:
                self._kinds[kind].put(number, SHOW[kind](board, number, self.name), board.seq)

    def since(self, seq: int) -> Change:
        """All that has changed in this view since `seq` (W3)."""
        changed: dict[str, Any] = {"board": self.fields} if self._fields_changed > seq else {}
        gone: dict[str, list[int]] = {}
        for kind, entities in self._kinds.items():
            there, left = entities.since(seq)
            if there:
                changed[kind] = there
            if left:
                gone[kind] = left
        return Change(seq, self.seq, changed, gone)

    def snapshot(self) -> BoardSnapshot:
        """Everything that this view shows, each kind in the order of its ids."""
        kinds: dict[str, Any] = {
            kind: [entities.shown[number] for number in sorted(entities.shown)]
            for kind, entities in self._kinds.items()
        }
        return BoardSnapshot(
            **{name: getattr(self.fields, name) for name in BoardFields.__struct_fields__}, **kinds
        )


def fresh_view(board: Board, name: ViewName) -> View:
    """A view made from nothing but the state: what any view must equal, whatever patches led to it."""
    view = View(board, name)
    everything = {(kind, number) for kind in KINDS for number in getattr(board, _HOLDER.get(kind, kind))}
    view.refresh(board, Touched(entities=everything))
    return view


_HOLDER = {"texts": "topics", "tallies": "topics"}
