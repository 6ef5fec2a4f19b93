"""Hosts and co-hosts: offers, handing over, stepping back, taking (T5, with T7 and C4)."""

from tests.board.given import ALICES, BOBS, OTHER, PLACED, TOPIC, fact, given, helps, merged
from tests.cast import ALICE, BOB, CHARLIE, FABIAN, GRETA, HANNA, OLGA, PLANNED, ROUND_1, TABLE_B


def test_T5_someone_offers_and_the_host_accepts() -> None:
    board = given("collect", ALICES).when(BOB, "cohost.offer", topic=TOPIC).accepted()
    board.me(ALICE, cohost_offers=[{"topic": TOPIC, "person": BOB, "name": "Bob"}])
    board.shows("topics", TOPIC, cohosts=[]).shows_no("people", BOB)
    board.when(BOB, "cohost.offer", topic=TOPIC).unchanged()
    board.when(ALICE, "cohost.accept", topic=TOPIC, person=BOB).accepted()
    board.shows("topics", TOPIC, cohosts=[BOB]).me(BOB, cohosts=[TOPIC]).me(ALICE, cohost_offers=[])
    board.when(ALICE, "cohost.accept", topic=TOPIC, person=BOB).unchanged()
    board.when(BOB, "cohost.offer", topic=TOPIC).unchanged()


def test_T5_a_host_sees_the_new_name_of_someone_who_offers() -> None:
    board = given("collect", ALICES, fact(BOB, "cohost.offer", topic=TOPIC))
    board.when(BOB, "profile.set", name="Bert").accepted()
    board.me(ALICE, cohost_offers=[{"topic": TOPIC, "person": BOB, "name": "Bert"}])


def test_T5_the_host_declines_and_may_end_it_later() -> None:
    board = given("collect", ALICES, fact(BOB, "cohost.offer", topic=TOPIC))
    board.when(ALICE, "cohost.decline", topic=TOPIC, person=BOB).accepted().me(ALICE, cohost_offers=[])
    board.when(ALICE, "cohost.decline", topic=TOPIC, person=BOB).unchanged()
    board.and_(*helps(BOB)).when(ALICE, "cohost.decline", topic=TOPIC, person=BOB).accepted()
    board.shows("topics", TOPIC, cohosts=[]).me(BOB, cohosts=[])


def test_T5_a_cohost_may_leave_and_an_offer_be_taken_back() -> None:
    board = given("collect", ALICES, helps(BOB))
    board.when(BOB, "cohost.retract", topic=TOPIC).accepted().shows("topics", TOPIC, cohosts=[])
    board.and_(fact(BOB, "cohost.offer", topic=TOPIC))
    board.when(BOB, "cohost.retract", topic=TOPIC).accepted().me(ALICE, cohost_offers=[])
    board.when(BOB, "cohost.retract", topic=TOPIC).unchanged()


def test_T5_an_offer_that_is_not_there_is_unknown() -> None:
    board = given("collect", ALICES)
    board.when(ALICE, "cohost.accept", topic=TOPIC, person=BOB).refused("unknown", person=BOB)
    board.when(FABIAN, "cohost.accept", topic=TOPIC, person=99).refused("unknown", person=99)
    board.when(ALICE, "cohost.decline", topic=TOPIC, person=99).refused("unknown", person=99)


def test_T5_only_host_and_facilitator_answer_offers() -> None:
    board = given("collect", ALICES, helps(CHARLIE), fact(BOB, "cohost.offer", topic=TOPIC))
    for who in (BOB, CHARLIE, HANNA):
        board.when(who, "cohost.accept", topic=TOPIC, person=BOB).refused("not_allowed")
        board.when(who, "cohost.decline", topic=TOPIC, person=BOB).refused("not_allowed")
    board.when(FABIAN, "cohost.accept", topic=TOPIC, person=BOB).accepted()
    board.shows("topics", TOPIC, cohosts=[CHARLIE, BOB])
    board.when(FABIAN, "cohost.decline", topic=TOPIC, person=CHARLIE).accepted()


def test_T5_a_host_does_not_offer_to_help_themself() -> None:
    given("collect", ALICES).when(ALICE, "cohost.offer", topic=TOPIC).refused("not_allowed")


def test_T5_nobody_helps_with_a_withdrawn_or_merged_topic() -> None:
    board = given("collect", ALICES, BOBS, merged())
    board.when(CHARLIE, "cohost.offer", topic=OTHER).refused("merged", into=TOPIC)
    board.and_(fact(ALICE, "topic.withdraw", topic=TOPIC))
    board.when(CHARLIE, "cohost.offer", topic=TOPIC).refused("withdrawn")


def test_T5_host_hands_over_to_a_cohost_and_becomes_cohost() -> None:
    board = given("collect", ALICES, helps(CHARLIE), helps(BOB))
    board.when(ALICE, "host.handover", topic=TOPIC, person=BOB).accepted()
    board.shows("topics", TOPIC, host=BOB, cohosts=[CHARLIE, ALICE])
    board.me(ALICE, topics=[], cohosts=[TOPIC]).me(BOB, topics=[TOPIC], cohosts=[])
    board.when(BOB, "host.handover", topic=TOPIC, person=BOB).unchanged()


def test_T5_handing_over_to_someone_who_is_no_cohost_is_unknown() -> None:
    board = given("collect", ALICES, fact(BOB, "cohost.offer", topic=TOPIC))
    for whom in (BOB, CHARLIE, 99):
        board.when(ALICE, "host.handover", topic=TOPIC, person=whom).refused("unknown", person=whom)


def test_T5_only_the_host_and_facilitators_hand_over() -> None:
    board = given("collect", ALICES, helps(BOB))
    board.when(BOB, "host.handover", topic=TOPIC, person=BOB).refused("not_allowed")
    board.when(HANNA, "host.handover", topic=TOPIC, person=BOB).refused("not_allowed")
    board.when(CHARLIE, "host.handover", topic=TOPIC, person=CHARLIE).refused("not_allowed")
    board.when(FABIAN, "host.handover", topic=TOPIC, person=GRETA).accepted()
    board.shows("topics", TOPIC, host=GRETA, cohosts=[BOB, ALICE])
    board.when(FABIAN, "host.handover", topic=TOPIC, person=ALICE).accepted()
    board.shows("topics", TOPIC, host=ALICE, cohosts=[BOB, GRETA])


def test_T5_the_host_steps_back_and_the_longest_serving_cohost_succeeds() -> None:
    board = given("collect", ALICES, helps(CHARLIE), helps(BOB))
    board.when(ALICE, "host.leave", topic=TOPIC).accepted().me(ALICE, topics=[], cohosts=[])
    board.shows("topics", TOPIC, host=CHARLIE, cohosts=[BOB]).me(CHARLIE, topics=[TOPIC], cohosts=[])


def test_T5_with_no_cohost_the_topic_is_open_for_anyone_to_take() -> None:
    board = given("collect", ALICES).when(ALICE, "host.leave", topic=TOPIC).accepted()
    board.shows("topics", TOPIC, host=None, status="open").shows_no("people", ALICE)
    board.when(FABIAN, "host.leave", topic=TOPIC).unchanged()
    board.when(ALICE, "host.leave", topic=TOPIC).refused("not_allowed")
    board.when(CHARLIE, "host.take", topic=TOPIC).accepted().shows("topics", TOPIC, host=CHARLIE)
    board.when(CHARLIE, "host.take", topic=TOPIC).unchanged()
    board.when(BOB, "host.take", topic=TOPIC).refused("not_allowed")


def test_T5_only_host_and_facilitator_step_the_host_back() -> None:
    board = given("collect", ALICES, helps(BOB))
    for who in (BOB, CHARLIE, HANNA):
        board.when(who, "host.leave", topic=TOPIC).refused("not_allowed")
    board.when(FABIAN, "host.leave", topic=TOPIC).accepted().shows("topics", TOPIC, host=BOB)


def test_T5_T7_a_cohost_with_too_many_topics_is_passed_over() -> None:
    board = given("collect", ALICES, BOBS, helps(BOB), fact(OLGA, "settings.set", max_topics=1))
    board.and_(*helps(CHARLIE)).when(ALICE, "host.leave", topic=TOPIC).accepted()
    board.shows("topics", TOPIC, host=CHARLIE, cohosts=[BOB])
    board.when(CHARLIE, "host.leave", topic=TOPIC).accepted()
    board.shows("topics", TOPIC, host=None, cohosts=[BOB])


def test_T5_T7_the_receiver_of_a_topic_has_room_for_it() -> None:
    board = given("collect", ALICES, BOBS, helps(BOB), fact(OLGA, "settings.set", max_topics=1))
    board.when(ALICE, "host.handover", topic=TOPIC, person=BOB).refused("too_many_topics", limit=1)


def test_T5_C4_a_cohost_who_hosts_in_the_same_slot_is_passed_over() -> None:
    board = given("market", ALICES, BOBS, helps(BOB), PLACED)
    board.and_(fact(BOB, "table.claim", topic=OTHER, slot=ROUND_1, table=TABLE_B))
    board.when(ALICE, "host.handover", topic=TOPIC, person=BOB).refused("host_busy", topic=OTHER)
    board.when(FABIAN, "host.handover", topic=TOPIC, person=BOB).refused("host_busy", topic=OTHER)
    board.when(ALICE, "host.leave", topic=TOPIC).accepted()
    board.shows("topics", TOPIC, host=None, cohosts=[BOB], slot=ROUND_1)
    board.when(BOB, "host.take", topic=TOPIC).refused("host_busy", topic=OTHER)
    board.and_(fact(BOB, "table.release", topic=OTHER))
    board.when(BOB, "host.take", topic=TOPIC).accepted().shows("topics", TOPIC, host=BOB, cohosts=[])


def test_T5_a_topic_out_of_play_has_no_change_of_host() -> None:
    board = given("market", ALICES, BOBS, helps(CHARLIE, OTHER, BOB), merged(), helps(CHARLIE))
    board.when(BOB, "host.leave", topic=OTHER).refused("merged", into=TOPIC)
    board.when(BOB, "host.handover", topic=OTHER, person=CHARLIE).refused("merged", into=TOPIC)
    board.and_(fact(ALICE, "topic.withdraw", topic=TOPIC))
    board.when(ALICE, "host.leave", topic=TOPIC).refused("withdrawn")
    board.when(FABIAN, "host.handover", topic=TOPIC, person=BOB).refused("withdrawn")
    board.and_(fact(FABIAN, "topic.withdraw", topic=PLANNED))
    board.when(ALICE, "host.take", topic=PLANNED).refused("withdrawn")


def test_T5_offers_wait_for_the_next_host() -> None:
    board = given("collect", fact(BOB, "cohost.offer", topic=PLANNED))
    board.when(ALICE, "host.take", topic=PLANNED).accepted()
    board.me(ALICE, cohost_offers=[{"topic": PLANNED, "person": BOB, "name": "Bob"}])
    board.when(FABIAN, "host.handover", topic=PLANNED, person=BOB).accepted().me(BOB, cohost_offers=[])
    board.shows("topics", PLANNED, host=BOB, cohosts=[ALICE])
