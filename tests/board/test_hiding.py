"""Hiding and showing (T6)."""

import pytest

from tests.board.client import Json
from tests.board.given import ALICES, BOBS, OTHER, PLACED, TOPIC, Fact, Given, fact, given, helps
from tests.cast import (
    ALICE,
    BOB,
    CHARLIE,
    FABIAN,
    HANNA,
    PLANNED,
)


def hidden(*facts: Fact | list[Fact]) -> Given:
    """Alice's topic is hidden, with a reason."""
    board = given("market", ALICES, *facts)
    return board.and_(fact(FABIAN, "topic.hide", topic=TOPIC, reason=" Kein  Thema. "))


def test_T6_a_facilitator_hides_with_a_reason_that_the_host_sees() -> None:
    board = hidden(helps(BOB), PLACED, fact(CHARLIE, "vote.cast", topic=TOPIC))
    board.shows_no("topics", TOPIC).shows_no("texts", TOPIC).shows_no("tallies", TOPIC)
    board.shows("topics", TOPIC, to="facilitators", status="hidden", reason="Kein  Thema.", slot=None)
    found = board.stage.everybodys_own()[ALICE].hidden[0]
    assert (found.topic.id, found.topic.status, found.reason) == (TOPIC, "hidden", "Kein  Thema.")
    board.me(BOB, hidden=[]).me(CHARLIE, hidden=[], votes=[TOPIC], votes_left=4)


def test_T6_it_is_shown_again_as_it_was_save_its_table() -> None:
    board = hidden(helps(BOB), PLACED, fact(CHARLIE, "vote.cast", topic=TOPIC))
    board.when(FABIAN, "topic.show", topic=TOPIC).accepted()
    board.shows("topics", TOPIC, status="open", host=ALICE, cohosts=[BOB], slot=None, table=None, reason=None)
    board.shows("tallies", TOPIC, votes=1).shows("texts", TOPIC, text="").me(ALICE, hidden=[])
    board.when(FABIAN, "topic.show", topic=TOPIC).unchanged()


def test_T6_hiding_twice_changes_nothing_and_is_for_facilitators() -> None:
    board = given("market", ALICES)
    for who in (ALICE, BOB, HANNA):
        board.when(who, "topic.hide", topic=TOPIC).refused("not_allowed")
        board.when(who, "topic.show", topic=TOPIC).refused("not_allowed")
    board.when(FABIAN, "topic.hide", topic=TOPIC).accepted()
    board.shows("topics", TOPIC, to="facilitators", reason=None)
    board.when(FABIAN, "topic.hide", topic=TOPIC, reason="x").unchanged()
    board.when(BOB, "topic.show", topic=TOPIC).refused("unknown", topic=TOPIC)
    board.when(FABIAN, "topic.hide", topic=99).refused("unknown", topic=99)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("topic.edit", {"title": "Anders"}),
        ("topic.withdraw", {}),
        ("topic.restore", {}),
        ("cohost.offer", {}),
        ("cohost.retract", {}),
        ("cohost.accept", {"person": CHARLIE}),
        ("cohost.decline", {"person": CHARLIE}),
        ("host.handover", {"person": CHARLIE}),
        ("host.leave", {}),
        ("host.take", {}),
        ("vote.cast", {}),
        ("vote.retract", {}),
        ("table.claim", {"slot": 1, "table": 1}),
        ("table.release", {}),
        ("merge.offer", {"into": OTHER}),
        ("merge.accept", {}),
        ("merge.decline", {}),
        ("merge.retract", {}),
        ("merge.undo", {}),
        ("here.set", {}),
        ("report.write", {"field": "happened", "text": "x", "base": 0}),
        ("commitment.add", {"text": "Ich rufe an", "who": "B."}),
        ("topic.hide", {}),
        ("topic.show", {}),
    ],
)
def test_T6_to_everybody_else_a_hidden_topic_is_unknown(kind: str, fields: Json) -> None:
    board = hidden(BOBS, helps(BOB))
    for who in (BOB, CHARLIE, HANNA):
        board.when(who, kind, topic=TOPIC, **fields).refused("unknown", topic=TOPIC)


def test_T6_nothing_merges_into_a_hidden_topic_and_no_wall_shows_it() -> None:
    board = hidden(BOBS).when(BOB, "merge.offer", topic=OTHER, into=TOPIC).refused("unknown", topic=TOPIC)
    board.when(FABIAN, "scene.show", scene="topic", topic=TOPIC).refused("unknown", topic=TOPIC)
    board.when(FABIAN, "table.swap", topic=OTHER, with_=TOPIC).refused("unknown", topic=TOPIC)


def test_T6_the_wall_leaves_a_topic_that_is_hidden_and_finds_it_again() -> None:
    board = given("market", ALICES, fact(FABIAN, "scene.show", scene="topic", topic=TOPIC))
    board.when(FABIAN, "topic.hide", topic=TOPIC).accepted()
    assert board.stage.screens["all"].fields["scene"]["topic"] is None
    board.when(FABIAN, "topic.show", topic=TOPIC).accepted().board(scene={"scene": "topic", "topic": TOPIC})


def test_T6_its_host_may_still_edit_it() -> None:
    board = hidden().when(ALICE, "topic.edit", topic=TOPIC, title="Rad und Bahn", text="Neu").accepted()
    found = board.stage.everybodys_own()[ALICE].hidden[0]
    assert (found.topic.title, found.text) == ("Rad und Bahn", "Neu")
    board.shows_no("topics", TOPIC).when(FABIAN, "topic.show", topic=TOPIC).accepted()
    board.shows("topics", TOPIC, title="Rad und Bahn").shows("texts", TOPIC, text="Neu")


def test_T6_withdrawn_by_its_host_it_stays_hidden_and_its_points_are_free() -> None:
    board = hidden(fact(CHARLIE, "vote.cast", topic=TOPIC)).me(CHARLIE, votes_left=4)
    board.when(ALICE, "topic.withdraw", topic=TOPIC).accepted().me(CHARLIE, votes_left=5, votes=[TOPIC])
    board.shows_no("topics", TOPIC).shows("topics", TOPIC, to="facilitators", status="hidden")
    board.when(ALICE, "topic.restore", topic=TOPIC).refused("unknown", topic=TOPIC)
    board.when(FABIAN, "topic.show", topic=TOPIC).accepted().shows("topics", TOPIC, status="withdrawn")
    board.when(ALICE, "topic.restore", topic=TOPIC).accepted().me(CHARLIE, votes_left=4)


def test_T6_a_topic_of_any_status_can_be_hidden() -> None:
    board = given("market", ALICES, fact(ALICE, "topic.withdraw", topic=TOPIC))
    board.when(FABIAN, "topic.hide", topic=TOPIC).accepted().shows_no("topics", TOPIC)
    board.when(FABIAN, "topic.show", topic=TOPIC).accepted().shows("topics", TOPIC, status="withdrawn")
    board.when(FABIAN, "topic.hide", topic=PLANNED).accepted().shows_no("topics", PLANNED)


def test_T6_its_host_may_neither_hide_nor_show() -> None:
    hidden().when(ALICE, "topic.show", topic=TOPIC).refused("not_allowed")
