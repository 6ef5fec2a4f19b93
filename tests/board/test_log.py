"""The log and the views made of it (L1 to L5, W1 to W3, W7)."""

from datetime import datetime

import msgspec
import pytest

from server.board.apply import apply_entry, take_touched
from server.board.entry import Entry
from server.board.instants import Instant, instant, milliseconds_between, parse_instant, plus
from server.board.showing import ViewName, view_epoch
from server.board.state import Board
from server.board.view import View
from tests.board.client import Client, plain
from tests.board.given import ALICES, BOBS, OTHER, TOPIC, Given, fact, given, merged
from tests.board.stage import VIEWS, Stage, everything, replayed
from tests.cast import (
    ALICE,
    BOB,
    CHARLIE,
    EPOCH,
    FABIAN,
    GRETA,
    HANNA,
    NAMES,
    OLGA,
    PLANNED,
    ROUND_2,
    template,
)


def entries(board: Given) -> list[Entry]:
    """The log as it is read again."""
    return [msgspec.json.decode(row, type=Entry) for row in board.stage.log]


def evening() -> Given:
    """A board on which much has happened, hidden and gone things among it."""
    board = given("sessions", ALICES, BOBS, fact(CHARLIE, "vote.cast", topic=OTHER), merged())
    board.and_(fact(CHARLIE, "here.set", topic=TOPIC), fact(FABIAN, "theme.remove", theme=2))
    promise = fact(CHARLIE, "commitment.add", topic=TOPIC, text="Ich rufe an", who="C.")
    board.and_(promise, fact(CHARLIE, "commitment.remove", commitment=1), fact(FABIAN, "slot.remove", slot=2))
    board.and_(fact(FABIAN, "topic.hide", topic=PLANNED, reason="x"), fact(BOB, "person.erase", person=BOB))
    return board.and_(fact(FABIAN, "topic.hide", topic=OTHER), fact(FABIAN, "topic.show", topic=OTHER))


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


def patch(board: Given, back: int = 1, view: str = "all") -> tuple[dict[str, object], dict[str, object]]:
    """`set` and `gone` of the patch from so many seqs ago."""
    found = board.stage.views["all" if view == "all" else "facilitators"]
    change = found.since(board.stage.board.seq - back)
    assert (change.since, change.seq) == (board.stage.board.seq - back, board.stage.board.seq)
    return plain(change.set), change.gone  # type: ignore[return-value]  # ids by kind


def test_W1_a_vote_changes_a_tally_alone_and_its_patch_is_small() -> None:
    board = given("collect", ALICES, fact(BOB, "vote.cast", topic=TOPIC))
    changed, gone = patch(board)
    assert (changed, gone) == ({"tallies": [{"id": TOPIC, "votes": 1, "here": 0}]}, {})
    assert len(msgspec.json.encode(changed)) < 100


def test_W1_a_new_topic_comes_with_its_text_its_tally_and_its_host() -> None:
    changed, gone = patch(given("collect", ALICES))
    assert {"topics", "texts", "tallies", "people"} == set(changed)
    assert gone == {}


def test_W1_an_edited_title_does_not_send_the_text() -> None:
    board = given("collect", ALICES, fact(ALICE, "topic.edit", topic=TOPIC, title="Anders"))
    assert set(patch(board)[0]) == {"topics"}
    board.and_(fact(ALICE, "topic.edit", topic=TOPIC, text="Neu"))
    assert set(patch(board)[0]) == {"texts"}


def test_W1_the_boards_own_fields_are_one_object() -> None:
    changed, _ = patch(given("collect", fact(FABIAN, "gong.ring")))
    assert set(changed) == {"board"}
    assert changed["board"]["phase"] == "collect"  # type: ignore[index]  # an object


def test_W1_when_counts_begin_or_end_to_be_withheld_all_tallies_count_as_changed() -> None:
    board = given("collect", ALICES, BOBS, fact(FABIAN, "settings.set", votes_shown="after"))
    everyone = [{"id": n, "votes": None, "here": 0} for n in (PLANNED, TOPIC, OTHER)]
    assert sorted(patch(board)[0]["tallies"], key=str) == sorted(everyone, key=str)  # type: ignore[call-overload]
    board.and_(fact(FABIAN, "gate.set", gate="vote", open=False))
    assert len(patch(board)[0]["tallies"]) == 3  # type: ignore[arg-type]  # a list


def test_W1_a_hidden_topic_is_gone_for_everybody_and_changed_for_facilitators() -> None:
    board = given("collect", ALICES, fact(FABIAN, "topic.hide", topic=TOPIC))
    assert patch(board) == (
        {},
        {kind: [TOPIC] for kind in ("topics", "texts", "tallies")} | {"people": [ALICE]},
    )
    changed, gone = patch(board, view="facilitators")
    assert (set(changed), gone) == ({"topics"}, {})


def test_W1_the_wall_leaves_a_hidden_topic_in_everybodys_view_alone() -> None:
    board = given("collect", ALICES, fact(FABIAN, "scene.show", scene="topic", topic=TOPIC))
    board.and_(fact(FABIAN, "topic.hide", topic=TOPIC))
    assert set(patch(board)[0]) == {"board"}
    assert set(patch(board, view="facilitators")[0]) == {"topics"}


def test_W2_what_came_and_went_is_gone_for_whoever_saw_it() -> None:
    board = given("collect", fact(FABIAN, "theme.put", name="x", color="#000000"))
    board.and_(fact(FABIAN, "theme.remove", theme=3))
    assert patch(board, back=2) == patch(board, back=1) == ({}, {"themes": [3]})


def test_W2_every_entry_advances_every_viewer_also_where_nothing_changed() -> None:
    board = given("collect", ALICES, raw=template(settings={"votes_shown": "after"}))
    board.when(BOB, "vote.cast", topic=TOPIC).accepted()
    assert patch(board) == ({}, {})
    assert patch(board, view="facilitators")[0] != {}
    board.when(BOB, "vote.cast", topic=TOPIC).unchanged()
    assert patch(board) == ({}, {})
    assert all(view.seq == board.stage.board.seq for view in board.stage.views.values())


def test_W2_a_patch_is_valid_on_any_state_from_its_from_on() -> None:
    board = evening()
    for name in VIEWS:
        for known in range(1, board.stage.board.seq):
            client, views = _from(board, known)
            client[name].take(board.stage.views[name].since(max(1, known - 5)))
            client[name].shows(board.stage.views[name])
            client[name].take(views[name].since(1))
            client[name].shows(board.stage.views[name])


def test_W3_a_client_resumes_from_any_seq_of_the_boards_life() -> None:
    board = evening()
    for known in range(1, board.stage.board.seq + 1):
        clients, _ = _from(board, known)
        for name, client in clients.items():
            client.catch_up(board.stage.views[name])
            client.shows(board.stage.views[name])


def _from(board: Given, seq: int) -> tuple[dict[ViewName, Client], dict[ViewName, View]]:
    """Clients of both views, and the views, as they were at a seq of the board's life."""
    state = Board(epoch=EPOCH)
    views = {name: View(state, name) for name in VIEWS}
    for entry in entries(board)[:seq]:
        apply_entry(state, entry)
        touched = take_touched(state)
        for view in views.values():
            view.refresh(state, touched)
    return {name: Client(view) for name, view in views.items()}, views


def test_W3_several_entries_may_be_shown_at_once() -> None:
    # A room commits in groups; what all of them touched is looked at once.
    board = evening()
    for size in (2, 3, 7):
        state = Board(epoch=EPOCH)
        views = {name: View(state, name) for name in VIEWS}
        clients: dict[str, Client] = {}
        for count, entry in enumerate(entries(board), 1):
            apply_entry(state, entry)
            if count % size == 0 or count == len(board.stage.log):
                touched = take_touched(state)
                for name, view in views.items():
                    view.refresh(state, touched)
                    clients.setdefault(name, Client(view)).catch_up(view)
        for name in VIEWS:
            clients[name].shows(board.stage.views[name])


def test_W3_everybody_stays_told_when_several_entries_are_shown_at_once() -> None:
    board = given(
        "collect", fact(OLGA, "settings.set", vote_budget=2), fact(OLGA, "settings.set", max_topics=2)
    )
    state = replayed(board.stage.log, len(board.stage.log) - 2)
    take_touched(state)
    for entry in entries(board)[-2:]:
        apply_entry(state, entry)
    assert take_touched(state).everybody, "the new budget is in everybody's own view"


def test_W7_facilitators_see_hidden_topics_with_their_reason_and_withheld_counts() -> None:
    board = given(
        "collect",
        ALICES,
        fact(BOB, "vote.cast", topic=TOPIC),
        raw=template(settings={"votes_shown": "after"}),
    )
    board.and_(fact(FABIAN, "topic.hide", topic=TOPIC, reason="Doppelt"))
    board.shows("topics", TOPIC, to="facilitators", status="hidden", reason="Doppelt")
    board.shows("tallies", TOPIC, to="facilitators", votes=1).shows(
        "texts", TOPIC, to="facilitators", text=""
    )
    board.shows_no("topics", TOPIC).shows("tallies", PLANNED, votes=None)
    board.shows("people", ALICE, to="facilitators", name=NAMES[ALICE]).shows_no("people", ALICE)
    board.shows_no("slots", ROUND_2 + 9)
