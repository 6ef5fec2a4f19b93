"""The views and their patches (W1 to W3, W7)."""

import msgspec

from server.board.apply import apply_entry, take_touched
from server.board.showing import ViewName
from server.board.state import Board
from server.board.view import View
from tests.board.client import Client, plain
from tests.board.given import ALICES, BOBS, OTHER, TOPIC, Given, entries, evening, fact, given
from tests.board.stage import VIEWS, replayed
from tests.cast import (
    ALICE,
    BOB,
    EPOCH,
    FABIAN,
    NAMES,
    OLGA,
    PLANNED,
    ROUND_2,
    template,
)


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
