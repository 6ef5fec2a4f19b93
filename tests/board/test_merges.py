"""Merging (M1 to M3)."""

import pytest

from tests.board.given import ALICES, BOBS, OTHER, PLACED, TOPIC, fact, given, helps, merged
from tests.cast import ALICE, BOB, CHARLIE, FABIAN, HANNA, PLANNED, ROUND_1, ROUND_2, TABLE_B

OFFER = fact(BOB, "merge.offer", topic=OTHER, into=TOPIC)
THIRD = fact(CHARLIE, "topic.propose", title="Ein drittes")


def test_M1_a_host_offers_and_the_other_host_accepts() -> None:
    board = given("market", ALICES, BOBS).when(BOB, "merge.offer", topic=OTHER, into=TOPIC).accepted()
    board.shows("topics", OTHER, merge_offer=TOPIC, status="open")
    board.me(ALICE, merge_offers=[{"topic": OTHER, "into": TOPIC}]).me(BOB, merge_offers=[])
    board.when(BOB, "merge.offer", topic=OTHER, into=TOPIC).unchanged()
    board.when(ALICE, "merge.accept", topic=OTHER).accepted().me(ALICE, merge_offers=[])
    board.shows("topics", OTHER, status="merged", merged_into=TOPIC, merge_offer=None, host=BOB)


def test_M1_the_other_host_declines() -> None:
    board = given("market", ALICES, BOBS, OFFER)
    for who in (BOB, CHARLIE, HANNA):
        board.when(who, "merge.decline", topic=OTHER).refused("not_allowed")
        board.when(who, "merge.accept", topic=OTHER).refused("not_allowed")
    board.when(ALICE, "merge.decline", topic=OTHER).accepted().shows("topics", OTHER, merge_offer=None)
    board.me(ALICE, merge_offers=[]).when(ALICE, "merge.decline", topic=OTHER).unchanged()
    board.when(ALICE, "merge.accept", topic=OTHER).refused("unknown", topic=OTHER)


def test_M1_the_offer_can_be_taken_back() -> None:
    board = given("market", ALICES, BOBS, OFFER)
    for who in (ALICE, CHARLIE, HANNA):
        board.when(who, "merge.retract", topic=OTHER).refused("not_allowed")
    board.when(BOB, "merge.retract", topic=OTHER).accepted().me(ALICE, merge_offers=[])
    board.when(BOB, "merge.retract", topic=OTHER).unchanged()


def test_M1_only_the_host_and_facilitators_offer() -> None:
    board = given("market", ALICES, BOBS, helps(CHARLIE, OTHER, BOB))
    for who in (ALICE, CHARLIE, HANNA):
        board.when(who, "merge.offer", topic=OTHER, into=TOPIC).refused("not_allowed")
    board.when(FABIAN, "merge.offer", topic=OTHER, into=TOPIC).accepted()
    board.when(FABIAN, "merge.accept", topic=OTHER).accepted().shows("topics", TOPIC, cohosts=[BOB])
    board.when(BOB, "merge.offer", topic=9, into=TOPIC).refused("unknown", topic=9)
    board.when(BOB, "merge.offer", topic=OTHER, into=9).refused("unknown", topic=9)


def test_M1_a_new_offer_takes_the_place_of_the_one_before() -> None:
    board = given("market", ALICES, BOBS, THIRD, OFFER).when(BOB, "merge.offer", topic=OTHER, into=4)
    board.accepted().shows("topics", OTHER, merge_offer=4).me(ALICE, merge_offers=[])
    board.me(CHARLIE, merge_offers=[{"topic": OTHER, "into": 4}])
    board.when(ALICE, "merge.accept", topic=OTHER).refused("not_allowed")


def test_M1_an_offer_is_told_to_whoever_hosts_the_other_topic_now() -> None:
    board = given("market", ALICES, BOBS, helps(CHARLIE), OFFER)
    board.when(ALICE, "host.handover", topic=TOPIC, person=CHARLIE).accepted().me(ALICE, merge_offers=[])
    board.me(CHARLIE, merge_offers=[{"topic": OTHER, "into": TOPIC}])
    board.when(ALICE, "merge.accept", topic=OTHER).refused("not_allowed")
    board.when(CHARLIE, "merge.accept", topic=OTHER).accepted()


def test_M1_one_level_deep() -> None:
    board = given("market", ALICES, BOBS, THIRD, merged())
    board.when(CHARLIE, "merge.offer", topic=4, into=OTHER).refused("merged", into=TOPIC)
    board.when(BOB, "merge.offer", topic=OTHER, into=4).refused("merged", into=TOPIC)
    board.when(ALICE, "merge.offer", topic=TOPIC, into=4).refused("merged", into=TOPIC)
    board.when(CHARLIE, "merge.offer", topic=4, into=TOPIC).accepted()


def test_M1_what_was_offered_before_a_merge_is_one_level_deep_too() -> None:
    board = given("market", ALICES, BOBS, THIRD, fact(ALICE, "merge.offer", topic=TOPIC, into=4), merged())
    board.when(CHARLIE, "merge.accept", topic=TOPIC).refused("merged", into=TOPIC)


def test_M1_an_offer_into_a_topic_that_was_merged_since_is_refused() -> None:
    board = given("market", ALICES, BOBS, THIRD, fact(CHARLIE, "merge.offer", topic=4, into=OTHER), merged())
    board.when(BOB, "merge.accept", topic=4).refused("merged", into=TOPIC)


def test_M1_both_are_open() -> None:
    board = given("market", ALICES, BOBS, fact(ALICE, "topic.withdraw", topic=TOPIC))
    board.when(BOB, "merge.offer", topic=OTHER, into=TOPIC).refused("withdrawn")
    board.when(ALICE, "merge.offer", topic=TOPIC, into=OTHER).refused("withdrawn")
    board.when(BOB, "merge.offer", topic=OTHER, into=OTHER).refused("bad_request", where="into")


def test_M2_the_table_is_freed_and_the_host_becomes_cohost() -> None:
    board = given("market", ALICES, BOBS, PLACED, helps(CHARLIE))
    board.and_(fact(BOB, "table.claim", topic=OTHER, slot=ROUND_2, table=TABLE_B), merged())
    board.shows("topics", OTHER, status="merged", slot=None, table=None, host=BOB)
    board.shows("topics", TOPIC, slot=ROUND_1, cohosts=[CHARLIE, BOB], status="open")
    board.me(BOB, topics=[OTHER], cohosts=[TOPIC])
    board.when(FABIAN, "table.claim", topic=PLANNED, slot=ROUND_2, table=TABLE_B).accepted()


def test_M2_a_merged_topic_takes_no_place_and_nobody_is_here() -> None:
    board = given("sessions", ALICES, BOBS, merged())
    board.when(BOB, "table.claim", topic=OTHER, slot=ROUND_1, table=TABLE_B).refused("merged", into=TOPIC)
    board.when(BOB, "here.set", topic=OTHER).refused("merged", into=TOPIC)
    board.when(BOB, "report.write", topic=OTHER, field="happened", text="x", base=0).refused(
        "merged", into=TOPIC
    )
    board.when(BOB, "commitment.add", topic=OTHER, text="Ich rufe an", who="B.").refused("merged", into=TOPIC)


@pytest.mark.parametrize("who", [ALICE, BOB, FABIAN])
def test_M3_either_host_or_a_facilitator_undoes_a_merge(who: int) -> None:
    points = [fact(CHARLIE, "vote.cast", topic=OTHER), fact(CHARLIE, "vote.cast", topic=TOPIC)]
    board = given("market", ALICES, BOBS, helps(CHARLIE), helps(HANNA, OTHER, BOB), points, merged())
    board.when(who, "merge.undo", topic=OTHER).accepted()
    board.shows("topics", OTHER, status="open", merged_into=None, host=BOB, cohosts=[HANNA])
    board.shows("topics", TOPIC, host=ALICE, cohosts=[CHARLIE]).me(BOB, cohosts=[])
    board.shows("tallies", OTHER, votes=1).shows("tallies", TOPIC, votes=1)
    board.me(CHARLIE, votes=[OTHER, TOPIC], votes_left=3)
    board.when(who, "merge.undo", topic=OTHER).unchanged()


def test_M3_nobody_else_undoes_a_merge() -> None:
    board = given("market", ALICES, BOBS, helps(CHARLIE), merged())
    for who in (CHARLIE, HANNA):
        board.when(who, "merge.undo", topic=OTHER).refused("not_allowed")
    board.when(ALICE, "merge.undo", topic=9).refused("unknown", topic=9)


def test_M3_who_was_cohost_before_the_merge_stays_cohost() -> None:
    board = given("market", ALICES, BOBS, helps(BOB), merged()).shows("topics", TOPIC, cohosts=[BOB])
    board.when(BOB, "merge.undo", topic=OTHER).accepted().shows("topics", TOPIC, cohosts=[BOB])


def test_M3_who_was_given_the_role_by_two_merges_keeps_it_until_the_last_is_undone() -> None:
    board = given("market", ALICES, BOBS, fact(BOB, "topic.propose", title="Noch eins"))
    board.and_(merged(), merged(topic=4)).shows("topics", TOPIC, cohosts=[BOB])
    board.when(BOB, "merge.undo", topic=OTHER).accepted().shows("topics", TOPIC, cohosts=[BOB])
    board.when(BOB, "merge.undo", topic=4).accepted().shows("topics", TOPIC, cohosts=[])
    board.and_(merged(), merged(topic=4)).when(ALICE, "topic.withdraw", topic=TOPIC).accepted()
    board.shows("topics", TOPIC, cohosts=[]).shows("topics", 4, status="open")


def test_M3_who_became_host_in_between_stays_host() -> None:
    board = given("market", ALICES, BOBS, merged(), fact(ALICE, "host.handover", topic=TOPIC, person=BOB))
    board.when(BOB, "merge.undo", topic=OTHER).accepted()
    board.shows("topics", TOPIC, host=BOB, cohosts=[ALICE]).shows("topics", OTHER, host=BOB)


def test_M3_who_left_and_came_back_helps_in_their_own_right() -> None:
    board = given("market", ALICES, BOBS, merged(), fact(BOB, "cohost.retract", topic=TOPIC), helps(BOB))
    board.when(ALICE, "merge.undo", topic=OTHER).accepted().shows("topics", TOPIC, cohosts=[BOB])


def test_M3_one_host_of_both_topics_gets_no_role() -> None:
    board = given("market", ALICES, fact(ALICE, "topic.propose", title="Noch eins"))
    board.and_(*merged(by=ALICE)).shows("topics", TOPIC, host=ALICE, cohosts=[])
    board.when(ALICE, "merge.undo", topic=OTHER).accepted().shows("topics", OTHER, status="open")


@pytest.mark.parametrize("leaving", [TOPIC, OTHER])
@pytest.mark.parametrize("kind", ["topic.withdraw", "topic.hide"])
def test_M3_withdrawing_or_hiding_either_undoes_the_merge_first(kind: str, leaving: int) -> None:
    staying = TOPIC + OTHER - leaving
    board = given("market", ALICES, BOBS, fact(CHARLIE, "vote.cast", topic=OTHER), merged())
    board.when(FABIAN, kind, topic=leaving).accepted()
    board.shows("topics", staying, status="open", merged_into=None, cohosts=[])
    board.shows("topics", leaving, to="facilitators", merged_into=None, cohosts=[])
    board.shows("tallies", OTHER, to="facilitators", votes=1)
    if kind == "topic.withdraw":
        board.when(FABIAN, "topic.restore", topic=leaving).accepted()
    else:
        board.when(FABIAN, "topic.show", topic=leaving).accepted()
    board.shows("topics", leaving, status="open", merged_into=None)


@pytest.mark.parametrize("leaving", [TOPIC, OTHER])
@pytest.mark.parametrize("kind", ["topic.withdraw", "topic.hide"])
def test_M3_withdrawing_or_hiding_either_drops_its_offers(kind: str, leaving: int) -> None:
    board = given("market", ALICES, BOBS, OFFER).when(FABIAN, kind, topic=leaving).accepted()
    board.shows("topics", OTHER, to="facilitators", merge_offer=None).me(ALICE, merge_offers=[])
