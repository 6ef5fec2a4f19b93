"""Devices, and acting for others (P7, P8)."""

from tests.board.given import ALICES, BOBS, TOPIC, fact, given
from tests.cast import (
    ALICE,
    BOB,
    FABIAN,
    GRETA,
    HANNA,
    OLGA,
    ORGANISER_KEY,
)

NEW = GRETA + 1


def test_P7_a_code_is_made_for_oneself_or_by_a_facilitator() -> None:
    board = given("collect").when(ALICE, "code.make", person=ALICE).accepted()
    board.when(FABIAN, "code.make", person=GRETA).accepted()
    board.when(OLGA, "code.make", person=FABIAN).accepted()
    for who, whom in ((ALICE, BOB), (HANNA, ALICE), (HANNA, GRETA)):
        board.when(who, "code.make", person=whom).refused("not_allowed")
    board.when(FABIAN, "code.make", person=99).refused("unknown", person=99)
    board.when(None, "code.make", person=ALICE).refused("not_joined")


def test_P7_P8_nobody_makes_a_code_for_a_person_of_a_higher_role() -> None:
    given("collect").when(FABIAN, "code.make", person=OLGA).refused("not_allowed")


def test_P7_a_code_ignores_the_join_gate_and_gives_the_same_person_back() -> None:
    board = given("closed").when(None, "code.use", person=ALICE).accepted(person=ALICE)
    board.when(None, "code.use", person=99).refused("unknown", person=99)


def test_P7_P8_helpers_no_longer_act_for_someone_who_has_got_a_device() -> None:
    board = given("collect").when(HANNA, "topic.propose", acting_for=GRETA, title="Gärten").accepted(topic=2)
    board.and_(fact(None, "code.use", person=GRETA))
    board.when(HANNA, "topic.propose", acting_for=GRETA, title="Gärten").refused("not_allowed")


def test_P8_a_helper_or_facilitator_makes_a_person_without_a_device() -> None:
    board = given("closed")
    for number, who in enumerate((HANNA, FABIAN, OLGA)):
        board.when(who, "person.add", name=" Dora ", affiliation=None, group="Kommune")
        board.accepted(person=NEW + number)
    board.me(NEW, name="Dora", role="participant", group="Kommune", affiliation="")
    board.when(ALICE, "person.add", name="Dora").refused("not_allowed")
    board.when(HANNA, "person.add", name="Dora", group="Presse").refused("bad_request", where="group")


def test_P8_helpers_act_for_people_without_a_device_facilitators_for_anyone() -> None:
    board = given("closed")
    board.when(HANNA, "topic.propose", acting_for=GRETA, title="Gärten").accepted(topic=2)
    board.shows("topics", 2, host=GRETA)
    board.when(FABIAN, "topic.propose", acting_for=ALICE, title="Rad").accepted(topic=3)
    board.shows("topics", 3, host=ALICE)
    board.when(HANNA, "topic.propose", acting_for=ALICE, title="Rad").refused("not_allowed")
    board.when(ALICE, "topic.propose", acting_for=GRETA, title="Rad").refused("not_allowed")
    board.when(GRETA, "topic.propose", acting_for=GRETA, title="Rad").refused("not_allowed")


def test_P8_nobody_acts_for_a_person_of_a_higher_role() -> None:
    board = given("collect", fact(OLGA, "person.add", name="Dora"), fact(NEW, "key.use", key=ORGANISER_KEY))
    board.when(FABIAN, "topic.propose", acting_for=OLGA, title="Rad").refused("not_allowed")
    board.when(HANNA, "topic.propose", acting_for=NEW, title="Rad").refused("not_allowed")
    board.when(OLGA, "topic.propose", acting_for=FABIAN, title="Rad").accepted(topic=2)


def test_P8_the_rules_hold_for_the_person_acted_for() -> None:
    board = given("market", ALICES, BOBS)
    board.when(FABIAN, "topic.withdraw", acting_for=BOB, topic=TOPIC).refused("not_allowed")
    board.and_(fact(OLGA, "settings.set", vote_budget=0, max_topics=0))
    board.when(FABIAN, "vote.cast", acting_for=BOB, topic=TOPIC).refused("no_votes_left")
    board.when(FABIAN, "topic.propose", acting_for=BOB, title="Rad").refused("too_many_topics", limit=0)
    board.and_(fact(FABIAN, "person.block", person=BOB))
    board.when(FABIAN, "vote.retract", acting_for=BOB, topic=TOPIC).refused("blocked")
    board.when(FABIAN, "vote.cast", acting_for=99, topic=TOPIC).refused("unknown", person=99)


def test_P8_with_as_only_what_a_participant_may_do_is_allowed() -> None:
    board = given("collect", ALICES)
    for kind, fields in (
        ("phase.set", {"phase": "market"}),
        ("topic.hide", {"topic": TOPIC}),
        ("person.add", {"name": "Dora"}),
        ("person.erase", {"person": ALICE}),
    ):
        board.when(OLGA, kind, acting_for=ALICE, **fields).refused("not_allowed")
        board.when(OLGA, kind, acting_for=FABIAN, **fields).refused("not_allowed")


def test_P8_F6_the_log_names_both() -> None:
    board = given("collect").when(HANNA, "topic.propose", acting_for=GRETA, title="Gärten").accepted(topic=2)
    act = board.stage.board.acts[-1]
    assert (act.person, act.as_, act.type, act.seq) == (HANNA, GRETA, "topic.propose", board.stage.board.seq)
