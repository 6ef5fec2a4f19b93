"""Entries as rows of the table: events and results are JSON in them."""

from typing import Any

import msgspec

from server.board.entry import Entry
from server.board.events import AnyEvent

write_json = msgspec.json.Encoder().encode
_read_events = msgspec.json.Decoder(list[AnyEvent]).decode
_read_result = msgspec.json.Decoder(dict[str, int]).decode


def row_of(board: int, entry: Entry) -> dict[str, Any]:
    """The row of the table that holds an entry."""
    return {
        "board": board,
        "seq": entry.seq,
        "at": entry.at,
        "actor": entry.actor,
        "acting_for": entry.acting_for,
        "command": entry.command,
        "type": entry.type,
        "events": write_json(entry.events),
        "result": write_json(entry.result),
    }


def entry_of(row: Any) -> Entry:
    """The entry that a row of the table holds."""
    return Entry(
        seq=row["seq"],
        at=row["at"],
        actor=row["actor"],
        acting_for=row["acting_for"],
        command=row["command"],
        type=row["type"],
        events=_read_events(row["events"]),
        result=_read_result(row["result"]),
    )
