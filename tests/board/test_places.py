"""Claims (C1 to C6); C7 is in test_plan.py."""

import pytest

from server.board.questions import overlap
from tests.board.client import Json
from tests.board.given import ALICES, BOBS, OTHER, PLACED, TOPIC, Fact, fact, given, helps, merged
from tests.cast import (
    ALICE,
    BOB,
    CHARLIE,
    CLOSING,
    FABIAN,
    GRETA,
    HANNA,
    OLGA,
    PLANNED,
    ROUND_1,
    ROUND_2,
    TABLE_A,
    TABLE_B,
    TABLE_C,
)


def place(who: int, topic: int, slot: int, table: int) -> Fact:
    """Someone claims a place for a topic."""
    return fact(who, "table.claim", topic=topic, slot=slot, table=table)


def at(slot: int, table: int) -> dict[str, int]:
    """A place as `free` names it."""
    return {"slot": slot, "table": table}


def test_C1_a_topic_takes_a_place_and_has_no_other() -> None:
    board = given("market", ALICES)
    board.when(ALICE, "table.claim", topic=TOPIC, slot=ROUND_1, table=TABLE_A).accepted()
    board.shows("topics", TOPIC, slot=ROUND_1, table=TABLE_A)
    board.when(ALICE, "table.claim", topic=TOPIC, slot=ROUND_1, table=TABLE_A).unchanged()


def test_C1_only_slots_of_kind_session_have_places() -> None:
    board = given("market", ALICES)
    board.when(ALICE, "table.claim", topic=TOPIC, slot=CLOSING, table=TABLE_A).refused("slot_not_open")
    board.when(ALICE, "table.claim", topic=TOPIC, slot=9, table=TABLE_A).refused("unknown", slot=9)
    board.when(ALICE, "table.claim", topic=TOPIC, slot=ROUND_1, table=9).refused("unknown", table=9)
    board.when(ALICE, "table.claim", topic=9, slot=ROUND_1, table=TABLE_A).refused("unknown", topic=9)


def test_C1_the_clock_closes_no_slot() -> None:
    board = given("market", ALICES).at("2025-07-09T23:00:00.000Z")
    board.when(ALICE, "table.claim", topic=TOPIC, slot=ROUND_1, table=TABLE_A).accepted()


@pytest.mark.parametrize("who", [ALICE, BOB, FABIAN, OLGA])
def test_C2_host_cohost_or_facilitator_claims_and_releases(who: int) -> None:
    board = given("market", ALICES, helps(BOB))
    board.when(who, "table.claim", topic=TOPIC, slot=ROUND_1, table=TABLE_A).accepted()
    board.when(who, "table.release", topic=TOPIC).accepted().shows("topics", TOPIC, slot=None, table=None)
    board.when(who, "table.release", topic=TOPIC).unchanged()


def test_C2_nobody_else_claims_or_releases() -> None:
    board = given("market", ALICES, PLACED)
    for who in (BOB, CHARLIE, HANNA):
        board.when(who, "table.claim", topic=TOPIC, slot=ROUND_1, table=TABLE_A).refused("not_allowed")
        board.when(who, "table.release", topic=TOPIC).refused("not_allowed")


def test_C2_claiming_again_moves_and_frees_the_old_place() -> None:
    board = given("market", ALICES, BOBS, PLACED)
    board.when(ALICE, "table.claim", topic=TOPIC, slot=ROUND_2, table=TABLE_B).accepted()
    board.shows("topics", TOPIC, slot=ROUND_2, table=TABLE_B)
    board.when(BOB, "table.claim", topic=OTHER, slot=ROUND_1, table=TABLE_A).accepted()


def test_C2_a_host_moves_within_the_slot() -> None:
    board = given("market", ALICES, PLACED)
    board.when(ALICE, "table.claim", topic=TOPIC, slot=ROUND_1, table=TABLE_C).accepted()


def test_C2_the_claim_gate_binds_participants_only() -> None:
    board = given("collect", ALICES)
    board.when(ALICE, "table.claim", topic=TOPIC, slot=ROUND_1, table=TABLE_A).refused(
        "gate_closed", gate="claim"
    )
    board.when(ALICE, "table.release", topic=TOPIC).refused("gate_closed", gate="claim")
    board.when(FABIAN, "table.claim", topic=TOPIC, slot=ROUND_1, table=TABLE_A).accepted()


def test_C3_the_loser_is_told_who_took_it_and_what_is_free_nearby() -> None:
    # Nobody is interested yet, so every table fits, and the smallest is the nearest.
    board = given("market", ALICES, BOBS, PLACED)
    board.when(BOB, "table.claim", topic=OTHER, slot=ROUND_1, table=TABLE_A).refused(
        "table_taken",
        by=TOPIC,
        free=[
            at(ROUND_1, TABLE_B),
            at(ROUND_1, TABLE_C),
            at(ROUND_2, TABLE_B),
            at(ROUND_2, TABLE_A),
            at(ROUND_2, TABLE_C),
        ],
    )
    board.shows("topics", OTHER, slot=None).shows("topics", TOPIC, slot=ROUND_1)


def test_C3_the_smallest_table_that_fits_the_interest_else_the_largest() -> None:
    interest = [fact(who, "vote.cast", topic=OTHER) for who in (ALICE, BOB, CHARLIE)]
    board = given("market", ALICES, BOBS, interest, PLACED, place(FABIAN, PLANNED, ROUND_2, TABLE_C))
    board.when(BOB, "table.claim", topic=OTHER, slot=ROUND_1, table=TABLE_A).refused(
        "table_taken",
        by=TOPIC,
        free=[at(ROUND_1, TABLE_C), at(ROUND_1, TABLE_B), at(ROUND_2, TABLE_A), at(ROUND_2, TABLE_B)],
    )
    board.and_(fact(FABIAN, "table.put", table=TABLE_C, name="C", seats=1))
    board.when(BOB, "table.claim", topic=OTHER, slot=ROUND_1, table=TABLE_A).refused(
        "table_taken",
        by=TOPIC,
        free=[at(ROUND_1, TABLE_B), at(ROUND_1, TABLE_C), at(ROUND_2, TABLE_A), at(ROUND_2, TABLE_B)],
    )


def test_C3_at_most_five_places_are_named() -> None:
    board = given("market", ALICES, BOBS, PLACED, fact(FABIAN, "table.put", name="D", seats=20))
    board.when(BOB, "table.claim", topic=OTHER, slot=ROUND_1, table=TABLE_A).refused(
        "table_taken",
        by=TOPIC,
        free=[
            at(ROUND_1, TABLE_B),
            at(ROUND_1, TABLE_C),
            at(ROUND_1, 4),
            at(ROUND_2, TABLE_B),
            at(ROUND_2, TABLE_A),
        ],
    )


def test_C3_a_table_with_as_many_seats_as_people_fits() -> None:
    interest = [fact(who, "vote.cast", topic=OTHER) for who in (ALICE, BOB)]
    board = given("market", ALICES, BOBS, interest, PLACED)
    board.when(BOB, "table.claim", topic=OTHER, slot=ROUND_1, table=TABLE_A)
    assert board.outcome is not None
    assert board.outcome.detail["free"][0] == at(ROUND_1, TABLE_B)  # type: ignore[union-attr]  # refused


def test_C3_slots_where_the_host_is_busy_are_left_out() -> None:
    board = given("market", ALICES, BOBS, PLACED, fact(BOB, "topic.propose", title="Noch eins"))
    board.and_(place(BOB, 4, ROUND_1, TABLE_B))
    board.when(BOB, "table.claim", topic=OTHER, slot=ROUND_1, table=TABLE_A).refused(
        "table_taken",
        by=TOPIC,
        free=[at(ROUND_2, TABLE_B), at(ROUND_2, TABLE_A), at(ROUND_2, TABLE_C)],
    )


def test_C3_with_none_free_the_list_is_empty() -> None:
    board = given("market", ALICES, BOBS, PLACED, fact(FABIAN, "slot.remove", slot=ROUND_2))
    board.and_(fact(FABIAN, "table.remove", table=TABLE_B), fact(FABIAN, "table.remove", table=TABLE_C))
    board.when(BOB, "table.claim", topic=OTHER, slot=ROUND_1, table=TABLE_A).refused(
        "table_taken", by=TOPIC, free=[]
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
