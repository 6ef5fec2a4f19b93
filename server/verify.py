"""Does a board's log hold what it should? (L1, L2)"""

import msgspec
from msgspec import Struct

from server.board.entry import Entry
from server.board.view import fresh_view
from server.live.loading import fold
from server.store.log import BoardRow


class Verdict(Struct):
    """What verifying a board found; no faults: all is well."""

    slug: str
    entries: int
    faults: list[str]


def verify(row: BoardRow, entries: list[Entry]) -> Verdict:
    """Replay a log: are all entries there, and does every view equal one made from nothing but the state?"""
    faults = [
        f"entry {expected} is missing: {entry.seq} stands in its place"
        for expected, entry in enumerate(entries, 1)
        if entry.seq != expected
    ][:1]
    if not entries:
        faults.append("the log is empty")
    if not faults:
        board, views = fold(row, entries)
        again, _ = fold(row, msgspec.json.decode(msgspec.json.encode(entries), type=list[Entry]))
        for view in views:
            if view.snapshot() != fresh_view(board, view.name).snapshot():
                faults.append(f"the view {view.name!r} differs from the state")
            if msgspec.json.encode(view.snapshot()) != msgspec.json.encode(
                fresh_view(again, view.name).snapshot()
            ):
                faults.append(f"replaying gives another snapshot of the view {view.name!r}")
    return Verdict(row.slug, len(entries), faults)
