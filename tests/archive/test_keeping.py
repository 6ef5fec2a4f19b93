"""Forgetting in time, with a clock that the test sets: V5 after seven days, P5 after the retention."""

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from server.app import open_hall
from server.board.arrivals import Join, KeyUse
from server.board.commands import CommitmentAdd, HereSet, PhaseSet, TopicPropose, VoteCast
from server.board.commands.shapes import Command
from server.board.entry import Actor
from server.board.instants import Instant, plus
from server.board.me import me_of
from server.board.template import read_template
from server.live import clock
from server.live.hall import Hall
from server.live.keeping import Keeper
from server.live.room import Room
from server.settings import read_settings
from server.verify import verify
from tests.cast import template

EVENING = "2025-07-09T17:00:00.000Z"
DAY = 24 * 3600 * 1000
NAMES = (b"Zacharias", b"Wundert", b"zacharias@example.org")


class Time:
    """What the server takes for now."""

    now: Instant = EVENING

    def days_later(self, days: float) -> None:
        """So long after the last slot's end, at 21:00 in Berlin."""
        self.now = plus("2025-07-09T19:00:00.000Z", int(days * DAY))


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    """A clock in the test's hands."""
    found = Time()
    monkeypatch.setattr(clock, "now", lambda: found.now)
    return found


@pytest.fixture
async def hall(tmp_path: Path, time: Time) -> AsyncIterator[Hall]:  # noqa: ARG001  # the clock comes first
    """A hall on a folder of its own."""
    async with open_hall(read_settings({"THEMENWAND_DATA": str(tmp_path / "data")})) as hall:
        yield hall


async def evening(hall: Hall) -> Room:
    """A facilitator and two participants, a topic, points, presence and a commitment."""
    await hall.make(read_template(template()))
    room = await hall.room("probe")
    assert room is not None
    acts: list[tuple[int | None, Command]] = [
        (None, KeyUse(2, "Fabian")),
        (None, Join("Zacharias Wundertüte")),
        (None, Join("Bob")),
        (1, PhaseSet("sessions")),
        (2, TopicPropose("Rad statt Auto")),
        (2, VoteCast(2)),
        (3, VoteCast(2)),
        (3, VoteCast(1)),
        (2, HereSet(2)),
        (2, CommitmentAdd(2, "Ich rufe an", "Zacharias", contact="zacharias@example.org", consent=True)),
    ]
    for number, (who, command) in enumerate(acts):
        await room.submit(command, f"00000000-0000-4000-8000-{number:012}", Actor(who))
    return room


def tallies(room: Room) -> list[object]:
    """What everybody is told."""
    return list(room.feeds["all"].view.snapshot().tallies)


async def test_V5_seven_days_later_points_and_presence_are_nobodys(hall: Hall, time: Time) -> None:
    room, keeper = await evening(hall), Keeper(hall)
    before, epoch = tallies(room), room.row.epoch
    time.days_later(6.99)
    await keeper.look()
    assert room.board.people[3].votes
    time.days_later(7)
    await keeper.look()
    assert tallies(room) == before
    assert room.row.epoch != epoch, "what is known of the past is another"
    me = me_of(room.board, room.board.people[3])
    assert (me.votes, me.votes_left, me.here) == ([], 5, None)
    entries = await hall.log.read(room.row.id)
    assert not [entry for entry in entries if entry.type in ("vote.cast", "here.set") and entry.actor]
    assert not verify(room.row, entries).faults
    assert b'"person":3' not in b"".join(msgspec.json.encode(e) for e in entries if e.type == "vote.cast")


async def test_V5_it_is_done_once(hall: Hall, time: Time) -> None:
    room, keeper = await evening(hall), Keeper(hall)
    time.days_later(8)
    await keeper.look()
    seq = room.board.seq
    await keeper.look()
    await Keeper(hall).look()
    assert room.board.seq == seq


async def test_P5_after_the_retention_nobody_is_named_in_any_file(
    hall: Hall, time: Time, tmp_path: Path
) -> None:
    room, keeper = await evening(hall), Keeper(hall)
    time.days_later(8)
    await keeper.look()
    time.days_later(89.9)
    await keeper.look()
    assert room.board.people[2].name == "Zacharias Wundertüte"
    time.days_later(90)
    await keeper.look()
    assert all(person.erased and person.name is None for person in room.board.people.values())
    assert room.board.topics[2].host is None
    assert room.board.commitments[1].text == "Ich rufe an", "what came out stays"
    assert not verify(room.row, await hall.log.read(room.row.id)).faults
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert not [(path.name, word) for path in files for word in NAMES if word in path.read_bytes()]


async def test_P5_an_act_after_the_evening_begins_the_time_anew(hall: Hall, time: Time) -> None:
    room, keeper = await evening(hall), Keeper(hall)
    time.days_later(50)
    await room.submit(Join("Dora"), "00000000-0000-4000-8000-000000000099", Actor(None))
    time.days_later(100)
    await keeper.look()
    assert room.board.people[2].name
    time.days_later(141)
    await keeper.look()
    assert room.board.people[2].name is None


async def test_V5_L4_the_other_worker_forgets_with_it(time: Time, tmp_path: Path, postgres_url: str) -> None:
    environment = {"THEMENWAND_DATA": str(tmp_path / "data"), "THEMENWAND_DATABASE_URL": postgres_url}
    settings = read_settings(environment)
    async with open_hall(settings) as here, open_hall(settings) as there:
        room = await evening(here)
        other = await there.room("probe")
        assert other is not None
        await other.settled()
        before = tallies(other)
        assert other.board.people[3].votes
        time.days_later(8)
        await Keeper(here).look()
        await Keeper(there).look()
        await other.settled()
        assert tallies(other) == before
        assert not other.board.people[3].votes
        assert other.row.epoch == room.row.epoch
        assert not verify(other.row, await there.log.read(other.row.id)).faults


async def test_V5_a_board_whose_log_is_broken_keeps_no_other_from_forgetting(hall: Hall, time: Time) -> None:
    broken = await hall.make(read_template(template(slug="aaa-kaputt")))
    async with hall.log.engine.begin() as connection:
        await connection.execute(
            text("update entries set seq = 7 where board = :board"), {"board": broken.id}
        )
    room = await evening(hall)
    time.days_later(8)
    await Keeper(hall).look()
    assert not room.board.people[3].votes
