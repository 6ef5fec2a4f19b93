"""Presence (H1, H2)."""

from tests.board.given import ALICES, BOBS, OTHER, TOPIC, fact, given, merged
from tests.cast import ALICE, BOB, CHARLIE, FABIAN, HANNA, OLGA, ROUND_1, TABLE_B

OFFER = fact(BOB, "merge.offer", topic=OTHER, into=TOPIC)
THIRD = fact(CHARLIE, "topic.propose", title="Ein drittes")


def test_H1_here_holds_for_one_open_topic_until_it_is_moved_or_cleared() -> None:
    board = given("sessions", ALICES, BOBS).when(CHARLIE, "here.set", topic=TOPIC).accepted()
    board.shows("tallies", TOPIC, here=1).me(CHARLIE, here=TOPIC).shows_no("people", CHARLIE)
    board.when(CHARLIE, "here.set", topic=TOPIC).unchanged()
    board.when(CHARLIE, "here.set", topic=OTHER).accepted().me(CHARLIE, here=OTHER)
    board.shows("tallies", TOPIC, here=0).shows("tallies", OTHER, here=1)
    board.when(CHARLIE, "here.clear").accepted().shows("tallies", OTHER, here=0).me(CHARLIE, here=None)
    board.when(CHARLIE, "here.clear").unchanged()
    board.when(CHARLIE, "here.set", topic=9).refused("unknown", topic=9)


def test_H1_withdrawing_hiding_and_erasing_clear_it() -> None:
    board = given("sessions", ALICES, BOBS, fact(CHARLIE, "here.set", topic=TOPIC))
    board.when(ALICE, "topic.withdraw", topic=TOPIC).accepted().me(CHARLIE, here=None)
    board.shows("tallies", TOPIC, here=0).when(CHARLIE, "here.set", topic=TOPIC).refused("withdrawn")
    board.and_(fact(CHARLIE, "here.set", topic=OTHER))
    board.when(FABIAN, "topic.hide", topic=OTHER).accepted().me(CHARLIE, here=None)
    board.and_(fact(FABIAN, "topic.show", topic=OTHER)).shows("tallies", OTHER, here=0)
    board.and_(fact(CHARLIE, "here.set", topic=OTHER))
    board.when(OLGA, "person.erase", person=CHARLIE).accepted().shows("tallies", OTHER, here=0)


def test_H1_merging_moves_it() -> None:
    board = given("sessions", ALICES, BOBS, fact(CHARLIE, "here.set", topic=OTHER), merged())
    board.me(CHARLIE, here=TOPIC).shows("tallies", TOPIC, here=1).shows("tallies", OTHER, here=0)
    board.when(ALICE, "merge.undo", topic=OTHER).accepted().me(CHARLIE, here=TOPIC)


def test_H1_the_report_gate_governs_it() -> None:
    board = given("market", ALICES).when(CHARLIE, "here.set", topic=TOPIC)
    board.refused("gate_closed", gate="report")
    board.when(CHARLIE, "here.clear").refused("gate_closed", gate="report")
    board.when(HANNA, "here.set", topic=TOPIC).accepted()


def test_H2_nobody_is_turned_away_from_a_full_table() -> None:
    board = given("sessions", ALICES, fact(ALICE, "table.claim", topic=TOPIC, slot=ROUND_1, table=TABLE_B))
    for count, who in enumerate((ALICE, BOB, CHARLIE, HANNA), 1):
        board.when(who, "here.set", topic=TOPIC).accepted().shows("tallies", TOPIC, here=count)
        board.when(who, "vote.cast", topic=TOPIC).accepted()


def test_H2_C3_a_table_may_be_too_small_for_the_interest() -> None:
    interest = [fact(who, "vote.cast", topic=TOPIC) for who in (ALICE, BOB, CHARLIE)]
    board = given("market", ALICES, interest)
    board.when(ALICE, "table.claim", topic=TOPIC, slot=ROUND_1, table=TABLE_B).accepted()
