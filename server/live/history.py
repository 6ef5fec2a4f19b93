"""The board as it was (part 5, `?at=`): everybody's view, less what is hidden or erased now."""

import asyncio

import msgspec

from server import wire
from server.board.entities import BoardSnapshot, Tally
from server.board.questions import votes, votes_withheld
from server.board.rejections import Rejection
from server.board.state import Board
from server.board.view import fresh_view
from server.live.loading import fold
from server.live.room import Room


async def board_at(room: Room, seq: int) -> bytes:
    """The snapshot's JSON at a seq of the board's life; Rejection `bad_request` for any other."""
    now = room.board
    if not 1 <= seq <= now.seq:
        raise Rejection("bad_request", {"what": f"a seq from 1 to {now.seq}", "where": "at"})
    hidden = {topic.id for topic in now.topics.values() if topic.hidden}
    erased = {person.id for person in now.people.values() if person.erased}
    withheld = votes_withheld(now)
    entries = await room.log.read(room.row.id, to=seq)

    def look_back() -> bytes:
        then, _views = fold(room.row, entries)
        _take_out(then, hidden, erased)
        return wire.encode(wire.Snapshot(seq, _snapshot(then, withheld)))

    return await asyncio.to_thread(look_back)


def _take_out(then: Board, hidden: set[int], erased: set[int]) -> None:
    """What is hidden now was never there, what is shown now always was (T6); P5 holds for ever."""
    for topic in then.topics.values():
        topic.hidden = topic.id in hidden
    for number in erased & then.people.keys():
        person = then.people[number]
        person.was_public = bool(person.hosts or person.cohosts or person.commitments)
        person.name, person.affiliation, person.group = None, "", None
        for commitment in person.commitments:
            then.commitments[commitment].who = None


def _snapshot(then: Board, withheld: bool) -> BoardSnapshot:
    """Everybody's view, with counts told or withheld as they are now (V3)."""
    shown = fresh_view(then, "all").snapshot()
    tallies = [
        Tally(id=t.id, votes=None if withheld else votes(then, then.topics[t.id]), here=t.here)
        for t in shown.tallies
    ]
    return msgspec.structs.replace(shown, tallies=tallies)
