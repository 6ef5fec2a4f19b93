"""Claims (C1 to C3); C4 to C6 are in test_swaps.py, C7 is in test_plan.py."""

import pytest

from tests.board.given import ALICES, BOBS, OTHER, PLACED, TOPIC, at, fact, given, helps, place
from tests.cast import (
    ALICE,
    BOB,
    CHARLIE,
    CLOSING,
    FABIAN,
    HANNA,
    OLGA,
    PLANNED,
    ROUND_1,
    ROUND_2,
    TABLE_A,
    TABLE_B,
    TABLE_C,
)


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
