"""Proposing, editing, withdrawing, planning (T1 to T4, T7 to T9)."""

import pytest

from tests.board.given import ALICES, BOBS, OTHER, PLACED, TOPIC, fact, given, helps
from tests.cast import (
    ALICE,
    BOB,
    CHARLIE,
    CLIMATE,
    EUROPE,
    FABIAN,
    GRETA,
    HANNA,
    OLGA,
    PLANNED,
    ROUND_1,
    TABLE_A,
    template,
)


def test_T1_a_title_has_3_to_120_characters_and_a_text_0_to_2000() -> None:
    board = (
        given("collect").when(ALICE, "topic.propose", title="ab").refused("too_short", field="title", limit=3)
    )
    board.when(ALICE, "topic.propose", title="  a  ").refused("too_short", field="title", limit=3)
    board.when(ALICE, "topic.propose", title="x" * 121).refused("too_long", field="title", limit=120)
    board.when(ALICE, "topic.propose", title="abc", text="x" * 2001).refused(
        "too_long", field="text", limit=2000
    )
    board.when(ALICE, "topic.propose", title="🚲" * 120, text="ß" * 2000).accepted(topic=2)
    board.when(ALICE, "topic.propose", title="abc", text=None, theme=None).accepted(topic=3)
    board.shows("texts", 3, text="").shows("topics", 3, theme=None)


def test_T1_a_topic_has_one_theme_of_the_board_or_none() -> None:
    board = given("collect").when(ALICE, "topic.propose", title="Rad statt Auto", theme=EUROPE)
    board.accepted(topic=2).shows("topics", 2, theme=EUROPE)
    board.when(ALICE, "topic.propose", title="Rad statt Auto", theme=9).refused("unknown", theme=9)
    board.when(ALICE, "topic.propose", title="Rad statt Auto", theme="Klima").refused(
        "bad_request", where="theme"
    )


def test_T2_topics_are_numbered_in_order_and_a_number_is_never_used_again() -> None:
    board = given("collect").when(ALICE, "topic.propose", title="Eins").accepted(topic=2)
    board.when(ALICE, "topic.propose", title="").refused("too_short", field="title", limit=3)
    board.when(ALICE, "topic.withdraw", topic=2).accepted()
    board.when(BOB, "topic.propose", title="Zwei").accepted(topic=3)


def test_T3_the_proposer_becomes_the_host() -> None:
    board = given("collect").when(ALICE, "topic.propose", title="Rad statt Auto", text="Wie?")
    board.accepted(topic=2).me(ALICE, topics=[2])
    board.shows("topics", 2, host=ALICE, cohosts=[], status="open", planned=False, slot=None, table=None)
    board.shows("topics", 2, created=board.stage.now, merged_into=None, merge_offer=None, reason=None)


@pytest.mark.parametrize("who", [ALICE, BOB, FABIAN, OLGA])
def test_T4_host_cohost_and_facilitator_edit(who: int) -> None:
    board = given("market", ALICES, helps(BOB))
    board.when(who, "topic.edit", topic=TOPIC, title=" Rad  und Bahn ").accepted()
    board.shows("topics", TOPIC, title="Rad und Bahn", theme=CLIMATE)
    board.when(who, "topic.edit", topic=TOPIC, text="a\r\nb").accepted().shows("texts", TOPIC, text="a\nb")
    board.shows("topics", TOPIC, title="Rad und Bahn")
    board.when(who, "topic.edit", topic=TOPIC, text=None, theme=None).accepted()
    board.shows("texts", TOPIC, text="").shows("topics", TOPIC, theme=None, host=ALICE)
    board.when(who, "topic.edit", topic=TOPIC, title="Rad und Bahn").unchanged()


def test_T4_what_an_edit_does_not_name_stays() -> None:
    board = given("market", fact(ALICE, "topic.propose", title="Rad", text="Wie?", theme=EUROPE))
    board.when(ALICE, "topic.edit", topic=TOPIC, title="Bahn").accepted().shows("texts", TOPIC, text="Wie?")
    board.when(ALICE, "topic.edit", topic=TOPIC, text="Wo?").accepted().shows("topics", TOPIC, title="Bahn")
    board.shows("topics", TOPIC, theme=EUROPE).when(ALICE, "topic.edit", topic=TOPIC).unchanged()


def test_T4_nobody_else_edits_and_a_title_cannot_be_cleared() -> None:
    board = given("market", ALICES)
    for who in (CHARLIE, HANNA, GRETA):
        board.when(who, "topic.edit", topic=TOPIC, title="Anders").refused("not_allowed")
    board.when(ALICE, "topic.edit", topic=TOPIC, title=None).refused("bad_request", where="title")
    board.when(ALICE, "topic.edit", topic=TOPIC, title="x").refused("too_short", field="title", limit=3)
    board.when(ALICE, "topic.edit", topic=TOPIC, theme=9).refused("unknown", theme=9)
    board.when(ALICE, "topic.edit", topic=9, title="Anders").refused("unknown", topic=9)


@pytest.mark.parametrize("who", [ALICE, FABIAN])
def test_T4_host_and_facilitator_withdraw_which_frees_the_table_and_restore(who: int) -> None:
    board = given("market", ALICES, PLACED).when(who, "topic.withdraw", topic=TOPIC).accepted()
    board.shows("topics", TOPIC, status="withdrawn", slot=None, table=None, host=ALICE)
    board.and_(fact(FABIAN, "table.claim", topic=PLANNED, slot=ROUND_1, table=TABLE_A))
    board.when(who, "topic.withdraw", topic=TOPIC).unchanged()
    board.when(who, "topic.restore", topic=TOPIC).accepted()
    board.shows("topics", TOPIC, status="open", slot=None, table=None)
    board.when(who, "topic.restore", topic=TOPIC).unchanged()


def test_T4_a_cohost_or_anyone_else_neither_withdraws_nor_restores() -> None:
    board = given("market", ALICES, helps(BOB))
    for who in (BOB, CHARLIE, HANNA):
        board.when(who, "topic.withdraw", topic=TOPIC).refused("not_allowed")
    board.and_(fact(ALICE, "topic.withdraw", topic=TOPIC))
    for who in (BOB, CHARLIE, HANNA):
        board.when(who, "topic.restore", topic=TOPIC).refused("not_allowed")


LIMIT_1 = fact(OLGA, "settings.set", max_topics=1)


def test_T7_a_participant_hosts_at_most_max_topics() -> None:
    board = given("collect", ALICES, LIMIT_1)
    board.when(ALICE, "topic.propose", title="Noch eins").refused("too_many_topics", limit=1)
    board.when(ALICE, "host.take", topic=PLANNED).refused("too_many_topics", limit=1)
    board.when(FABIAN, "host.handover", topic=PLANNED, person=ALICE).refused("too_many_topics", limit=1)
    board.when(FABIAN, "topic.propose", title="Noch eins").accepted(topic=3)
    board.when(FABIAN, "topic.propose", title="Und eins").accepted(topic=4)


def test_T7_five_by_default() -> None:
    board = given("collect", *[fact(ALICE, "topic.propose", title=f"Thema {n}") for n in range(5)])
    board.when(ALICE, "topic.propose", title="Thema 6").refused("too_many_topics", limit=5)


def test_T7_hidden_topics_count_and_withdrawn_ones_do_not() -> None:
    board = given("collect", ALICES, LIMIT_1, fact(FABIAN, "topic.hide", topic=TOPIC))
    board.when(ALICE, "topic.propose", title="Noch eins").refused("too_many_topics", limit=1)
    board.and_(fact(FABIAN, "topic.show", topic=TOPIC), fact(ALICE, "topic.withdraw", topic=TOPIC))
    board.when(ALICE, "topic.propose", title="Noch eins").accepted(topic=3)
    board.when(ALICE, "topic.restore", topic=TOPIC).refused("too_many_topics", limit=1)


def test_T7_merged_topics_count() -> None:
    board = given("collect", ALICES, BOBS, LIMIT_1, fact(BOB, "merge.offer", topic=OTHER, into=TOPIC))
    board.and_(fact(ALICE, "merge.accept", topic=OTHER))
    board.when(BOB, "topic.propose", title="Noch eins").refused("too_many_topics", limit=1)


def test_T8_a_facilitator_hands_a_planned_topic_to_someone() -> None:
    board = given("lobby").when(FABIAN, "host.handover", topic=PLANNED, person=CHARLIE).accepted()
    board.shows("topics", PLANNED, host=CHARLIE, planned=True, cohosts=[]).me(CHARLIE, topics=[PLANNED])
    board.when(CHARLIE, "topic.edit", topic=PLANNED, title="Wie weiter?").accepted()


PROPOSALS = template(settings={"proposals_until": "2025-06-27T23:59:00+02:00"})
BEFORE, LAST, AFTER = ("2025-06-01T10:00:00.000Z", "2025-06-27T21:59:00.000Z", "2025-06-27T21:59:00.001Z")


def test_T9_in_lobby_proposals_end_at_proposals_until() -> None:
    board = given("lobby", raw=PROPOSALS)
    board.at(BEFORE).when(ALICE, "topic.propose", title="Rad statt Auto").accepted(topic=2)
    board.at(LAST).when(ALICE, "topic.propose", title="Rad statt Auto").accepted(topic=3)
    board.at(AFTER).when(ALICE, "topic.propose", title="Rad").refused("gate_closed", gate="propose")
    board.and_(fact(ALICE, "topic.withdraw", topic=2))
    board.when(ALICE, "topic.restore", topic=2).refused("gate_closed", gate="propose")
    board.when(FABIAN, "topic.propose", title="Rad statt Auto").accepted(topic=4)
    board.when(None, "person.join", name="Dora").accepted(person=GRETA + 1)


def test_T9_the_date_counts_in_lobby_only() -> None:
    board = given("collect", raw=PROPOSALS).at(AFTER)
    board.when(ALICE, "topic.propose", title="Rad statt Auto").accepted(topic=2)


def test_T9_an_explicit_gate_outweighs_the_date_until_the_next_phase() -> None:
    board = given("lobby", fact(FABIAN, "gate.set", gate="propose", open=True), raw=PROPOSALS).at(AFTER)
    board.when(ALICE, "topic.propose", title="Rad statt Auto").accepted(topic=2)
    board.when(FABIAN, "phase.set", phase="lobby").accepted()
    board.when(ALICE, "topic.propose", title="Rad").refused("gate_closed", gate="propose")
    board.and_(fact(FABIAN, "gate.set", gate="propose", open=False)).at(BEFORE)
    board.when(ALICE, "topic.propose", title="Rad").refused("gate_closed", gate="propose")


def test_T9_another_gate_says_nothing_about_proposals() -> None:
    board = given("lobby", fact(FABIAN, "gate.set", gate="vote", open=True), raw=PROPOSALS).at(AFTER)
    board.when(ALICE, "topic.propose", title="Rad").refused("gate_closed", gate="propose")


def test_T9_the_date_can_be_changed_and_cleared() -> None:
    board = given("lobby", raw=PROPOSALS).at(AFTER)
    board.when(FABIAN, "settings.set", proposals_until="2025-07-01T00:00:00+02:00").accepted()
    board.when(ALICE, "topic.propose", title="Rad statt Auto").accepted(topic=2)
    board.when(FABIAN, "settings.set", proposals_until=None).accepted()
    board.at("2025-07-08T10:00:00.000Z").when(ALICE, "topic.propose", title="Rad").accepted(topic=3)
