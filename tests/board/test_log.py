"""The log (L1 to L5)."""

from datetime import datetime

import msgspec
import pytest

from server.board.apply import apply_entry
from server.board.entry import Entry
from server.board.instants import Instant, instant, milliseconds_between, parse_instant, plus
from server.board.showing import view_epoch
from server.board.state import Board
from tests.board.given import ALICES, TOPIC, entries, evening, fact, given
from tests.board.stage import VIEWS, Stage, everything, replayed
from tests.cast import (
    ALICE,
    BOB,
    EPOCH,
    GRETA,
    HANNA,
    OLGA,
)


def test_L1_seq_counts_from_1_without_gaps_and_entry_1_makes_the_board() -> None:
    found = entries(evening())
    assert [entry.seq for entry in found] == list(range(1, len(found) + 1))
    assert (found[0].type, found[0].actor) == ("board.make", None)


def test_L1_an_entry_says_who_for_whom_when_and_what() -> None:
    board = given("collect").when(HANNA, "topic.propose", acting_for=GRETA, title="Gärten").accepted(topic=2)
    entry = entries(board)[-1]
    assert (entry.actor, entry.acting_for, entry.at) == (HANNA, GRETA, board.stage.now)
    assert (entry.type, entry.result) == ("topic.propose", {"topic": 2})


def test_L1_joining_keys_and_erasing_are_entries_too() -> None:
    board = given("lobby").and_(fact(OLGA, "key.revoke", key=1), fact(ALICE, "person.erase", person=ALICE))
    types = [entry.type for entry in entries(board)]
    assert {"person.join", "key.use", "person.add", "key.revoke", "person.erase"} <= set(types)


@pytest.mark.parametrize("step", [0, 2, -1])
def test_L1_an_entry_that_is_not_the_next_is_refused(step: int) -> None:
    stage = Stage()
    entry = msgspec.structs.replace(msgspec.json.decode(stage.log[0], type=Entry), seq=1 + step)
    with pytest.raises(ValueError, match="does not follow"):
        apply_entry(stage.board, entry)


def test_L2_replaying_gives_the_same_board_at_every_seq() -> None:
    board = evening()
    seen = Board(epoch=EPOCH)
    for count, entry in enumerate(entries(board), 1):
        apply_entry(seen, entry)
        assert everything(replayed(board.stage.log, count)) == everything(seen)
    assert everything(seen) == everything(board.stage.board)


def test_L3_the_outcome_of_every_accepted_command_is_kept_for_who_sent_it() -> None:
    board = given("collect").when(HANNA, "topic.propose", acting_for=GRETA, title="Gärten").accepted(topic=2)
    state = board.stage.board
    assert state.outcomes[HANNA, f"c-{state.seq}"] == (state.seq, {"topic": 2})
    assert (GRETA, f"c-{state.seq}") not in state.outcomes


def test_L3_that_holds_for_commands_that_change_nothing_and_not_for_refused_ones() -> None:
    board = given("collect", ALICES, fact(BOB, "vote.cast", topic=TOPIC))
    before = dict(board.stage.board.outcomes)
    board.when(BOB, "vote.cast", topic=99).refused("unknown", topic=99)
    assert board.stage.board.outcomes == before
    board.when(BOB, "vote.cast", topic=TOPIC).unchanged()
    seq = board.stage.board.seq
    assert board.stage.board.outcomes[BOB, f"c-{seq}"] == (seq, {})
    assert entries(board)[-1].events == []


def test_L4_W7_the_epoch_is_the_boards_and_differs_by_view() -> None:
    board = Board(epoch="abc")
    assert view_epoch(board, "all") != view_epoch(board, "facilitators")
    assert view_epoch(board, "all") != view_epoch(Board(epoch="abd"), "all")
    stage = Stage()
    for name in VIEWS:
        assert stage.screens[name].fields["epoch"] == view_epoch(stage.board, name) == stage.views[name].epoch


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025-07-09T19:00:00+02:00", "2025-07-09T17:00:00.000Z"),
        ("2025-07-09T17:00:00Z", "2025-07-09T17:00:00.000Z"),
        ("2025-07-09T17:00:00.1239Z", "2025-07-09T17:00:00.123Z"),
        ("2025-01-01T00:30:00+01:00", "2024-12-31T23:30:00.000Z"),
    ],
)
def test_L5_times_are_utc_with_milliseconds(text: str, found: Instant) -> None:
    assert parse_instant(text) == found
    assert plus(found, 1) > found
    assert milliseconds_between(found, plus(found, 90_061_007)) == 90_061_007


@pytest.mark.parametrize(
    "text",
    ["2025-07-09T17:00:00", "1999-12-31T23:59:59Z", "3000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"],
)
def test_L5_a_time_without_an_offset_or_far_away_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"a time|this time|an offset"):
        parse_instant(text)


def test_L5_instants_sort_as_time_does() -> None:
    with pytest.raises(ValueError, match="lies between"):
        plus("2999-12-31T23:59:59.999Z", 1)
    with pytest.raises(ValueError, match="offset"):
        instant(datetime(2025, 7, 9))
