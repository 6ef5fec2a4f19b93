"""What one client shows: part 5's rules for boards and patches, and no knowledge of the domain (W1, W2)."""

from typing import Any

Json = dict[str, Any]

KINDS = ("themes", "slots", "tables", "topics", "texts", "tallies", "reports", "people", "commitments")


class MustReconnect(Exception):
    """A patch is on top of a state that this client does not have (W2)."""


class Screen:
    """The board's own fields, and the entities of each kind by their id."""

    def __init__(self) -> None:
        """Nothing is shown before the first board."""
        self.seq = 0
        self.board: Json = {}
        self.kinds: dict[str, dict[int, Json]] = {kind: {} for kind in KINDS}

    def show(self, seq: int, board: Json) -> None:
        """Replace everything."""
        self.seq = seq
        self.board = {name: value for name, value in board.items() if name not in KINDS}
        self.kinds = {kind: _by_id(board[kind]) for kind in KINDS}

    def patch(self, patch: Json) -> None:
        """Apply a patch, or drop one that is old; MustReconnect where it does not fit."""
        if patch["seq"] <= self.seq:
            return
        if patch["from"] > self.seq:
            raise MustReconnect(f"a patch from {patch['from']} on top of {self.seq}")
        changes, gone = patch["set"], patch["gone"]
        assert set(changes) <= {"board", *KINDS}, f"unknown kinds in {set(changes)}"
        assert set(gone) <= set(KINDS), f"unknown kinds in {set(gone)}"
        self.board = changes.get("board", self.board)
        for kind, entities in self.kinds.items():
            new, away = _by_id(changes.get(kind, [])), gone.get(kind, [])
            assert not new.keys() & set(away), f"{kind}: an id is both set and gone (W1)"
            entities.update(new)
            for number in away:
                entities.pop(number, None)
        self.seq = patch["seq"]

    def whole(self) -> Json:
        """Everything shown, in the shape of a snapshot with lists in the order of ids."""
        return {
            **self.board,
            **{kind: [these[number] for number in sorted(these)] for kind, these in self.kinds.items()},
        }

    def topic(self, number: int) -> Json | None:
        """A topic with its text and its tally, or null where it is not shown."""
        if number not in self.kinds["topics"]:
            return None
        return {
            **self.kinds["topics"][number],
            **self.kinds["texts"][number],
            **self.kinds["tallies"][number],
        }


def in_order(board: Json) -> Json:
    """A snapshot with its lists in the order of ids, to be compared with `Screen.whole`."""
    return {name: sorted(value, key=_id) if name in KINDS else value for name, value in board.items()}


def _id(entity: Json) -> int:
    return int(entity["id"])


def _by_id(entities: list[Json]) -> dict[int, Json]:
    found = {_id(entity): entity for entity in entities}
    assert len(found) == len(entities), "an id is there twice"
    return found
