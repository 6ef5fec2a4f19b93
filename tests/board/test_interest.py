"""Points (V1 to V4); what any play does to the counts is in test_play_interest.py."""

from tests.board.given import ALICES, BOBS, OTHER, TOPIC, Fact, fact, given, helps, merged
from tests.cast import ALICE, BOB, CHARLIE, FABIAN, GRETA, HANNA, OLGA, PLANNED, template


def point(who: int, topic: int = TOPIC) -> Fact:
    """Someone gives a topic their point."""
    return fact(who, "vote.cast", topic=topic)


def budget(points: int | None) -> Fact:
    """So many points a person."""
    return fact(OLGA, "settings.set", vote_budget=points)


def test_V1_a_participant_gives_a_topic_at_most_one_point() -> None:
    board = given("collect", ALICES).when(BOB, "vote.cast", topic=TOPIC).accepted()
    board.shows("tallies", TOPIC, votes=1, here=0).me(BOB, votes=[TOPIC], votes_left=4)
    board.when(BOB, "vote.cast", topic=TOPIC).unchanged().shows("tallies", TOPIC, votes=1)
    board.when(ALICE, "vote.cast", topic=TOPIC).accepted().shows("tallies", TOPIC, votes=2)
    board.when(BOB, "vote.cast", topic=99).refused("unknown", topic=99)


def test_V1_there_is_a_budget_of_points() -> None:
    board = given("collect", ALICES, BOBS, budget(1), point(CHARLIE)).me(CHARLIE, votes_left=0)
    board.when(CHARLIE, "vote.cast", topic=OTHER).refused("no_votes_left")
    board.when(CHARLIE, "vote.cast", topic=TOPIC).unchanged()
    board.and_(fact(CHARLIE, "vote.retract", topic=TOPIC), point(CHARLIE, OTHER)).me(CHARLIE, votes=[OTHER])


def test_V1_the_default_is_five_and_null_is_no_limit() -> None:
    board = given("collect", *[fact(FABIAN, "topic.propose", title=f"Thema {n}") for n in range(5)])
    board.and_(*[point(BOB, n) for n in range(1, 6)])
    board.when(BOB, "vote.cast", topic=6).refused("no_votes_left")
    board.and_(budget(None)).me(BOB, votes_left=None)
    board.when(BOB, "vote.cast", topic=6).accepted().me(BOB, votes=[1, 2, 3, 4, 5, 6], votes_left=None)


def test_V1_a_budget_of_nothing_is_no_point_at_all() -> None:
    board = given("collect", raw=template(settings={"vote_budget": 0})).me(BOB, votes_left=0)
    board.when(BOB, "vote.cast", topic=PLANNED).refused("no_votes_left")


def test_V2_a_point_can_be_taken_back_while_the_gate_is_open() -> None:
    board = given("collect", ALICES, point(BOB)).when(BOB, "vote.retract", topic=TOPIC).accepted()
    board.shows("tallies", TOPIC, votes=0).me(BOB, votes=[], votes_left=5)
    board.when(BOB, "vote.retract", topic=TOPIC).unchanged()
    board.and_(point(BOB), fact(FABIAN, "gate.set", gate="vote", open=False))
    board.when(BOB, "vote.retract", topic=TOPIC).refused("gate_closed", gate="vote")
    board.when(CHARLIE, "vote.cast", topic=TOPIC).refused("gate_closed", gate="vote")
    board.when(HANNA, "vote.cast", topic=TOPIC).accepted()
    board.when(BOB, "vote.retract", topic=99).refused("unknown", topic=99)


def test_V2_on_a_withdrawn_topic_a_point_is_free_and_comes_back_on_restoring() -> None:
    board = given("collect", ALICES, point(BOB), fact(ALICE, "topic.withdraw", topic=TOPIC))
    board.me(BOB, votes=[TOPIC], votes_left=5)
    board.when(CHARLIE, "vote.cast", topic=TOPIC).refused("withdrawn")
    board.when(ALICE, "topic.restore", topic=TOPIC).accepted().me(BOB, votes=[TOPIC], votes_left=4)
    board.shows("tallies", TOPIC, votes=1)


def test_V2_restoring_brings_no_point_back_whose_owner_has_none_free() -> None:
    board = given("collect", ALICES, BOBS, budget(1), point(BOB), point(CHARLIE))
    board.and_(fact(ALICE, "topic.withdraw", topic=TOPIC), point(BOB, OTHER))
    board.when(ALICE, "topic.restore", topic=TOPIC).accepted().shows("tallies", TOPIC, votes=1)
    board.me(BOB, votes=[OTHER], votes_left=0).me(CHARLIE, votes=[TOPIC], votes_left=0)


def test_V2_a_point_on_a_hidden_topic_is_spent_and_can_be_taken_back_by_its_owner() -> None:
    board = given("collect", ALICES, point(BOB), fact(FABIAN, "topic.hide", topic=TOPIC))
    board.me(BOB, votes=[TOPIC], votes_left=4)
    board.when(CHARLIE, "vote.retract", topic=TOPIC).refused("unknown", topic=TOPIC)
    board.when(CHARLIE, "vote.cast", topic=TOPIC).refused("unknown", topic=TOPIC)
    board.when(BOB, "vote.retract", topic=TOPIC).accepted().me(BOB, votes=[], votes_left=5)
    board.shows("tallies", TOPIC, to="facilitators", votes=0)


def test_V2_a_point_on_a_withdrawn_topic_can_be_taken_back() -> None:
    board = given("collect", ALICES, point(BOB), fact(ALICE, "topic.withdraw", topic=TOPIC))
    board.when(BOB, "vote.retract", topic=TOPIC).accepted().me(BOB, votes=[])
    board.when(ALICE, "topic.restore", topic=TOPIC).accepted().shows("tallies", TOPIC, votes=0)


def test_V2_a_topic_counts_each_person_once_with_the_topics_merged_into_it() -> None:
    facts = [point(BOB), point(CHARLIE), point(BOB, OTHER), point(GRETA - 1, OTHER)]
    board = given("collect", ALICES, BOBS, facts, merged())
    board.shows("tallies", TOPIC, votes=3).shows("tallies", OTHER, votes=0)
    board.me(BOB, votes=[TOPIC], votes_left=4).me(CHARLIE, votes=[TOPIC])


def test_V2_casting_and_taking_back_on_a_merged_topic_is_merged() -> None:
    board = given("collect", ALICES, BOBS, point(BOB, OTHER), merged())
    board.when(CHARLIE, "vote.cast", topic=OTHER).refused("merged", into=TOPIC)
    board.when(BOB, "vote.retract", topic=OTHER).refused("merged", into=TOPIC)
    board.when(BOB, "vote.cast", topic=TOPIC).unchanged()


def test_V2_taking_back_on_the_upper_topic_takes_all_of_theirs() -> None:
    board = given("collect", ALICES, BOBS, point(BOB), point(BOB, OTHER), point(CHARLIE, OTHER), merged())
    board.when(BOB, "vote.retract", topic=TOPIC).accepted().me(BOB, votes=[], votes_left=5)
    board.shows("tallies", TOPIC, votes=1)
    board.when(CHARLIE, "vote.retract", topic=TOPIC).accepted().shows("tallies", TOPIC, votes=0)
    board.when(ALICE, "merge.undo", topic=OTHER).accepted().shows("tallies", OTHER, votes=0)


def test_V2_votes_left_is_never_below_0_and_a_lower_budget_takes_no_points() -> None:
    board = given("collect", ALICES, BOBS, point(CHARLIE), point(CHARLIE, OTHER), budget(1))
    board.me(CHARLIE, votes=[TOPIC, OTHER], votes_left=0).shows("tallies", OTHER, votes=1)
    board.when(CHARLIE, "vote.cast", topic=PLANNED).refused("no_votes_left")


def test_V2_points_apart_again_may_be_more_than_the_budget() -> None:
    board = given("collect", ALICES, BOBS, point(CHARLIE), point(CHARLIE, OTHER), merged(), budget(1))
    board.me(CHARLIE, votes=[TOPIC], votes_left=0)
    board.when(BOB, "merge.undo", topic=OTHER).accepted().me(CHARLIE, votes=[TOPIC, OTHER], votes_left=0)


def test_V3_counts_are_withheld_exactly_while_the_vote_gate_is_open() -> None:
    board = given("lobby", ALICES, raw=template(settings={"votes_shown": "after"}))
    board.shows("tallies", TOPIC, votes=0).when(FABIAN, "phase.set", phase="collect").accepted()
    board.and_(point(BOB)).shows("tallies", TOPIC, votes=None, here=0)
    board.shows("tallies", TOPIC, to="facilitators", votes=1)
    board.when(FABIAN, "gate.set", gate="vote", open=False).accepted().shows("tallies", TOPIC, votes=1)
    board.when(FABIAN, "gate.set", gate="vote", open=True).accepted().shows("tallies", TOPIC, votes=None)
    board.when(FABIAN, "phase.set", phase="harvest").accepted().shows("tallies", TOPIC, votes=1)


def test_V3_a_setting_begins_and_ends_to_hide_counts() -> None:
    board = given("collect", ALICES, point(BOB)).shows("tallies", TOPIC, votes=1)
    board.when(FABIAN, "settings.set", votes_shown="after").accepted()
    board.shows("tallies", TOPIC, votes=None).shows("tallies", PLANNED, votes=None).me(BOB, votes=[TOPIC])
    board.when(FABIAN, "settings.set", votes_shown="always").accepted().shows("tallies", TOPIC, votes=1)


def test_V4_a_refused_point_counts_nobody() -> None:
    board = given("collect", ALICES, budget(0)).when(BOB, "vote.cast", topic=TOPIC)
    board.refused("no_votes_left").shows("tallies", TOPIC, votes=0)


def test_V4_an_erased_person_counts_no_longer() -> None:
    board = given("collect", ALICES, BOBS, point(CHARLIE, OTHER), point(CHARLIE), merged())
    board.when(CHARLIE, "person.erase", person=CHARLIE).accepted().shows("tallies", TOPIC, votes=0)
    board.when(ALICE, "merge.undo", topic=OTHER).accepted().shows("tallies", OTHER, votes=0)


def test_V2_helpers_of_a_topic_have_points_like_anyone() -> None:
    given("collect", ALICES, helps(BOB)).when(BOB, "vote.cast", topic=TOPIC).accepted().me(BOB, votes=[TOPIC])
