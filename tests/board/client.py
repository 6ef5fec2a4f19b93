"""A client as part 5 wants it: it replaces by kind and id, removes what is gone, and knows nothing else."""

import json
from typing import Any

import msgspec

from server.board.view import KINDS, Change, View

Json = dict[str, Any]


def plain(value: object) -> Any:
    """What crosses the wire, as a program in any language would read it."""
    return json.loads(msgspec.json.encode(value))


class Client:
    """One screen: the fields of the board, and the entities of each kind by their id."""

    def __init__(self, view: View) -> None:
        """It begins with the whole board, as `GET /api/boards/{slug}` gives it."""
        board = plain(view.snapshot())
        self.seq = view.seq
        self.kinds: dict[str, dict[int, Json]] = {kind: _by_id(board.pop(kind)) for kind in KINDS}
        self.fields: Json = board

    def take(self, change: Change) -> None:
        """W2: apply a patch where it fits, drop an old one, and be in trouble otherwise."""
        if change.seq <= self.seq:
            return
        assert change.since <= self.seq, "this client would have to reconnect"
        there, gone = plain(change.set), plain(change.gone)
        self.fields = there.pop("board", self.fields)
        assert set(there) | set(gone) <= set(KINDS)
        for kind, entities in self.kinds.items():
            put, removed = _by_id(there.get(kind, [])), gone.get(kind, [])
            assert not set(put) & set(removed), f"{kind}: an id is both in set and in gone (W1)"
            entities.update(put)
            for number in removed:
                entities.pop(number, None)
        self.seq = change.seq

    def catch_up(self, view: View) -> None:
        """Resume from where it was (W3)."""
        self.take(view.since(self.seq))

    def shows(self, view: View) -> None:
        """Fail unless this screen and the snapshot of the view say the same."""
        board = plain(view.snapshot())
        for kind in KINDS:
            assert self.kinds[kind] == _by_id(board.pop(kind)), f"{kind} differ in the view {view.name}"
        assert self.fields == board
        for kind in ("texts", "tallies"):
            assert set(self.kinds[kind]) == set(self.kinds["topics"]), (
                f"each topic has one of the {kind} (W1)"
            )


def _by_id(entities: list[Json]) -> dict[int, Json]:
    found = {entity["id"]: entity for entity in entities}
    assert len(found) == len(entities)
    return found
