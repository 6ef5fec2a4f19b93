"""Hosts in slots, swaps, overlaps, and what is in use (C4 to C6)."""

from server.board.questions import overlap
from tests.board.client import Json
from tests.board.given import ALICES, BOBS, OTHER, PLACED, TOPIC, at, fact, given, helps, merged, place
from tests.cast import (
    ALICE,
    BOB,
    CHARLIE,
    FABIAN,
    GRETA,
    HANNA,
    PLANNED,
    ROUND_1,
    ROUND_2,
    TABLE_A,
    TABLE_B,
    TABLE_C,
)


def test_C4_nobody_hosts_two_topics_in_one_slot() -> None:
    board = given("market", ALICES, PLACED, fact(ALICE, "topic.propose", title="Noch eins"))
    board.when(ALICE, "table.claim", topic=3, slot=ROUND_1, table=TABLE_B).refused("host_busy", topic=TOPIC)
    board.when(FABIAN, "table.claim", topic=3, slot=ROUND_1, table=TABLE_B).refused("host_busy", topic=TOPIC)
    board.when(ALICE, "table.claim", topic=3, slot=ROUND_2, table=TABLE_B).accepted()
    board.when(ALICE, "table.claim", topic=3, slot=ROUND_1, table=TABLE_A)
    board.refused(
        "table_taken", by=TOPIC, free=[at(ROUND_2, TABLE_B), at(ROUND_2, TABLE_A), at(ROUND_2, TABLE_C)][1:]
    )


def test_C4_helping_in_a_slot_is_not_hosting() -> None:
    board = given("market", ALICES, BOBS, helps(BOB), PLACED)
    board.when(BOB, "table.claim", topic=OTHER, slot=ROUND_1, table=TABLE_B).accepted()


def test_C4_a_facilitator_swaps_two_places_as_one_act() -> None:
    board = given("market", ALICES, BOBS, PLACED, place(BOB, OTHER, ROUND_2, TABLE_B))
    board.when(FABIAN, "table.swap", topic=TOPIC, with_=OTHER).accepted()
    board.shows("topics", TOPIC, slot=ROUND_2, table=TABLE_B).shows("topics", OTHER, slot=ROUND_1, table=1)
    for who in (ALICE, BOB, HANNA):
        board.when(who, "table.swap", topic=TOPIC, with_=OTHER).refused("not_allowed")
    board.when(FABIAN, "table.swap", topic=TOPIC, with_=TOPIC).unchanged()
    board.when(FABIAN, "table.swap", topic=TOPIC, with_=9).refused("unknown", topic=9)


def test_C4_a_swap_gives_a_topic_without_a_place_the_others() -> None:
    board = given("market", ALICES, BOBS, PLACED)
    board.when(FABIAN, "table.swap", topic=OTHER, with_=TOPIC).accepted()
    board.shows("topics", OTHER, slot=ROUND_1, table=TABLE_A).shows("topics", TOPIC, slot=None, table=None)
    board.when(FABIAN, "table.swap", topic=TOPIC, with_=PLANNED).unchanged()


def test_C4_a_swap_makes_nobody_host_twice_in_a_slot() -> None:
    board = given("market", ALICES, BOBS, fact(ALICE, "topic.propose", title="Noch eins"), PLACED)
    board.and_(place(ALICE, 4, ROUND_2, TABLE_A), place(BOB, OTHER, ROUND_2, TABLE_B))
    board.when(FABIAN, "table.swap", topic=TOPIC, with_=OTHER).refused("host_busy", topic=4)
    board.when(FABIAN, "table.swap", topic=OTHER, with_=TOPIC).refused("host_busy", topic=4)
    board.when(FABIAN, "table.swap", topic=TOPIC, with_=4).accepted()
    board.shows("topics", TOPIC, slot=ROUND_2, table=TABLE_A).shows("topics", 4, slot=ROUND_1, table=TABLE_A)


def test_C4_only_topics_in_play_are_swapped() -> None:
    board = given("market", ALICES, BOBS, merged(), PLACED)
    board.when(FABIAN, "table.swap", topic=TOPIC, with_=OTHER).refused("merged", into=TOPIC)
    board.and_(fact(FABIAN, "topic.withdraw", topic=PLANNED))
    board.when(FABIAN, "table.swap", topic=PLANNED, with_=TOPIC).refused("withdrawn")


def test_C5_overlap_counts_people_interested_in_both_and_is_few_below_3() -> None:
    both = [fact(who, "vote.cast", topic=t) for who in (ALICE, BOB, CHARLIE) for t in (TOPIC, OTHER)]
    board = given("market", ALICES, BOBS, both, PLACED)
    found = board.stage.board
    assert overlap(found, found.topics[OTHER], ROUND_1) == 3
    assert overlap(found, found.topics[OTHER], ROUND_2) is None
    assert overlap(found, found.topics[TOPIC], ROUND_1) is None
    board.and_(fact(CHARLIE, "vote.retract", topic=TOPIC))
    assert overlap(found, found.topics[OTHER], ROUND_1) is None


def test_C5_each_person_counts_once_over_all_topics_of_the_slot() -> None:
    people = (ALICE, BOB, CHARLIE, FABIAN)
    votes = [fact(who, "vote.cast", topic=t) for who in people for t in (PLANNED, TOPIC, OTHER)]
    board = given("market", ALICES, BOBS, votes, PLACED, place(FABIAN, PLANNED, ROUND_1, TABLE_B))
    found = board.stage.board
    assert overlap(found, found.topics[OTHER], ROUND_1) == 4


def test_C6_a_slot_in_use_is_neither_removed_nor_changes_its_kind() -> None:
    board = given("market", ALICES, PLACED).when(FABIAN, "slot.remove", slot=ROUND_1).refused("in_use")
    times: Json = dict(starts="2025-07-09T20:00:00+02:00", ends="2025-07-09T21:00:00+02:00")
    board.when(FABIAN, "slot.put", slot=ROUND_1, title="R1", kind="break", **times).refused("in_use")
    board.when(FABIAN, "slot.put", slot=ROUND_1, title="R1", kind="session", **times).accepted()
    board.shows("slots", ROUND_1, title="R1", starts="2025-07-09T18:00:00.000Z")
    board.and_(fact(ALICE, "table.release", topic=TOPIC))
    board.when(FABIAN, "slot.put", slot=ROUND_1, title="R1", kind="break", **times).accepted()
    board.when(FABIAN, "slot.remove", slot=ROUND_1).accepted().shows_no("slots", ROUND_1)
    board.when(FABIAN, "slot.remove", slot=ROUND_1).refused("unknown", slot=ROUND_1)


def test_C6_a_table_in_use_is_not_removed_but_changes_name_and_seats() -> None:
    board = given("market", ALICES, PLACED).when(FABIAN, "table.remove", table=TABLE_A).refused("in_use")
    board.when(FABIAN, "table.put", table=TABLE_A, name="Bühne", seats=1).accepted()
    board.shows("tables", TABLE_A, name="Bühne", seats=1, place="Foyer").shows("topics", TOPIC, table=TABLE_A)
    board.and_(fact(ALICE, "topic.withdraw", topic=TOPIC))
    board.when(FABIAN, "table.remove", table=TABLE_A).accepted().shows_no("tables", TABLE_A)
    board.when(FABIAN, "table.remove", table=TABLE_A).refused("unknown", table=TABLE_A)


def test_C6_a_theme_in_use_is_not_removed() -> None:
    board = given("market", ALICES).when(FABIAN, "theme.remove", theme=1).refused("in_use")
    board.and_(fact(FABIAN, "topic.edit", topic=PLANNED, theme=None), fact(ALICE, "topic.withdraw", topic=2))
    board.when(FABIAN, "theme.remove", theme=1).refused("in_use")
    board.when(FABIAN, "theme.remove", theme=2).accepted().shows_no("themes", 2)
    board.when(FABIAN, "theme.remove", theme=2).refused("unknown", theme=2)


def test_C6_facilitators_alone_remove() -> None:
    board = given("market")
    for who in (ALICE, HANNA, GRETA):
        board.when(who, "theme.remove", theme=2).refused("not_allowed")
        board.when(who, "slot.remove", slot=ROUND_2).refused("not_allowed")
        board.when(who, "table.remove", table=TABLE_C).refused("not_allowed")
