"""V5: after seven days nobody can be told from points and presence, and every count is what it was."""

from random import Random

import msgspec
import pytest
from hypothesis import given as given_

from server.board.decide import decide
from server.board.entry import Actor, Entry
from server.board.events import HereCleared, HereSetTo, PointGiven, PointTaken
from server.board.forgetting import without_voters
from server.board.housekeeping import VOTES_DAYS, VotersForget, ended, people_due, voters_due
from server.board.instants import plus
from server.board.me import me_of
from server.board.rejections import Rejection
from server.board.state import Board
from server.board.view import fresh_view
from tests.archive.evening import an_evening, chance, entries_of
from tests.archive.test_formats import RANDOM, SOME
from tests.board.given import ALICES, BOBS, OTHER, TOPIC, Given, fact, given, merged
from tests.board.stage import replayed
from tests.cast import ALICE, BOB, CHARLIE, FABIAN, GRETA, HANNA, OLGA

DAY = 24 * 3600 * 1000
WHOSE = (PointGiven, PointTaken, HereSetTo, HereCleared)


def forgotten(log: list[Entry]) -> Board:
    """The board that the log without voters gives."""
    return replayed([msgspec.json.encode(entry) for entry in without_voters(log)])


def tallies(board: Board) -> list[object]:
    """All counts, as facilitators see them."""
    return list(fresh_view(board, "facilitators").snapshot().tallies)


def check(board: Board, log: list[Entry]) -> None:
    """The counts stay, and no person is left with a point, a place or an entry of either."""
    known = without_voters(log)
    after = forgotten(log)
    assert tallies(after) == tallies(board)
    assert fresh_view(after, "all").snapshot() == fresh_view(board, "all").snapshot()
    whose = [event for entry in known for event in entry.events if isinstance(event, WHOSE)]
    assert all(event.person < 0 for event in whose)
    for entry in known:
        if entry.type in ("vote.cast", "vote.retract", "here.set", "here.clear"):
            assert (entry.actor, entry.acting_for) == (None, None)
    assert not [person.id for person in after.people.values() if person.votes or person.here]


def interested() -> Given:
    """Points on merged, withdrawn and parted topics; people at tables, moving and gone; one is erased."""
    points = [fact(who, "vote.cast", topic=topic) for who in (BOB, CHARLIE) for topic in (TOPIC, OTHER)]
    board = given("sessions", ALICES, BOBS, points, fact(ALICE, "vote.cast", topic=OTHER))
    board.and_(merged(), fact(GRETA, "profile.set", name="Greta"), fact(CHARLIE, "here.set", topic=TOPIC))
    board.and_(fact(BOB, "here.set", topic=1), fact(BOB, "here.set", topic=TOPIC), fact(BOB, "here.clear"))
    board.when(HANNA, "vote.cast", acting_for=GRETA, topic=TOPIC).accepted()
    return board.and_(fact(FABIAN, "here.set", topic=1), fact(OLGA, "vote.cast", topic=1))


def test_V5_the_counts_stay_and_nobody_is_left() -> None:
    board = interested()
    board.shows("tallies", TOPIC, votes=4, here=1)
    check(board.stage.board, entries_of(board.stage))


def test_V5_V2_who_had_points_on_both_of_two_merged_topics_still_counts_once() -> None:
    board = interested()
    after = forgotten(entries_of(board.stage))
    assert next(t for t in fresh_view(after, "all").snapshot().tallies if t.id == TOPIC).votes == 4
    board.and_(fact(ALICE, "merge.undo", topic=OTHER))
    check(board.stage.board, entries_of(board.stage))


def test_V5_no_number_leads_from_one_topic_to_another() -> None:
    board = given("collect", ALICES, BOBS)
    board.and_(*[fact(who, "vote.cast", topic=topic) for who in (BOB, CHARLIE) for topic in (TOPIC, OTHER)])
    events = [event for entry in without_voters(entries_of(board.stage)) for event in entry.events]
    numbers = [event.person for event in events if isinstance(event, PointGiven)]
    assert len(set(numbers)) == 4


def test_V5_P5_of_who_was_erased_not_even_a_nameless_point_is_left() -> None:
    board = interested().and_(fact(CHARLIE, "person.erase", person=CHARLIE))
    check(board.stage.board, entries_of(board.stage))
    last = without_voters(entries_of(board.stage))[-1]
    assert not [event for event in last.events if isinstance(event, WHOSE)]


def test_V5_the_persons_own_view_is_empty_afterwards_and_points_are_free() -> None:
    after = forgotten(entries_of(interested().stage))
    me = me_of(after, after.people[BOB])
    assert (me.votes, me.votes_left, me.here) == ([], 5, None)
    assert (me.topics, me.name) == ([OTHER], "Bob"), "what they did in public stays"


def test_V5_the_counts_of_every_moment_stay() -> None:
    board = given("sessions", ALICES, BOBS, fact(BOB, "vote.cast", topic=TOPIC), merged())
    board.and_(fact(CHARLIE, "here.set", topic=TOPIC), fact(BOB, "vote.retract", topic=TOPIC))
    known = [msgspec.json.encode(entry) for entry in without_voters(entries_of(board.stage))]
    for seq in range(1, len(known) + 1):
        assert tallies(replayed(known, seq)) == tallies(replayed(board.stage.log, seq))


@SOME
@given_(random=RANDOM)
def test_V5_on_any_board_the_counts_stay(random: Random) -> None:
    stage = chance(random, acts=120)
    check(stage.board, entries_of(stage))


def test_V5_what_was_forgotten_once_stays_so_and_new_points_are_forgotten_with_it() -> None:
    once = without_voters(entries_of(interested().stage))
    assert without_voters(once) == once
    board = interested().and_(fact(FABIAN, "vote.cast", topic=OTHER - 1))
    log = [*once, *entries_of(board.stage)[len(once) :]]
    twice = without_voters(log)
    numbers = [event.person for entry in twice for event in entry.events if isinstance(event, PointGiven)]
    assert len(set(numbers)) == len(numbers) - 2, "two people have points on both of two merged topics"
    assert tallies(replayed([msgspec.json.encode(entry) for entry in twice])) == tallies(
        replayed([msgspec.json.encode(entry) for entry in log])
    )


def test_V5_seven_days_after_the_last_slot_or_the_last_entry() -> None:
    board = interested()
    state = board.stage.board
    assert voters_due(state) == plus("2025-07-09T19:00:00.000Z", 7 * DAY), "the last slot is later"
    board.at("2025-07-12T08:00:00.000Z").and_(fact(FABIAN, "gong.ring"))
    assert voters_due(state) == plus("2025-07-12T08:00:00.000Z", VOTES_DAYS * DAY)
    assert people_due(state, 90) == plus("2025-07-12T08:00:00.000Z", 90 * DAY)
    assert ended(state) == "2025-07-12T08:00:00.000Z"
    assert voters_due(given("collect").stage.board) is None, "there is nothing to forget"


@pytest.mark.parametrize("when", [0, -1])
def test_V5_the_server_forgets_when_it_is_time_and_not_before(when: int) -> None:
    state = interested().stage.board
    now = plus(voters_due(state) or "", when)
    if when < 0:
        with pytest.raises(Rejection, match="not_allowed"):
            decide(state, VotersForget(), Actor(None), now)
    else:
        assert decide(state, VotersForget(), Actor(None), now).events


def test_V5_forgetting_begins_no_new_time() -> None:
    stage = an_evening().stage
    before = ended(stage.board)
    last, late = entries_of(stage)[-1], "2026-01-01T00:00:00.000Z"
    entry = msgspec.structs.replace(last, seq=last.seq + 1, at=late, type="voters.forget", events=[])
    board = replayed([*stage.log, msgspec.json.encode(entry)])
    assert ended(board) == before
