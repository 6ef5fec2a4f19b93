"""Joining, roles and names (P1, P3, P4); P5 and F7 are in test_leaving.py."""

import pytest

from tests.board.given import ALICES, TOPIC, fact, given, helps
from tests.cast import (
    ALICE,
    BOB,
    CHARLIE,
    FABIAN,
    FACILITATOR_KEY,
    GRETA,
    HANNA,
    HELPER_KEY,
    OLGA,
    PLANNED,
)

NEW = GRETA + 1


def test_P1_joining_needs_a_name_and_nothing_else() -> None:
    board = given("lobby").when(None, "person.join", name="  Dora  ").accepted(person=NEW)
    board.me(NEW, id=NEW, name="Dora", affiliation="", group=None, role="participant", blocked=False)
    board.me(NEW, votes=[], votes_left=5, here=None, topics=[], cohosts=[], cohost_offers=[])
    board.me(NEW, merge_offers=[], hidden=[])


def test_P1_affiliation_and_group_are_optional() -> None:
    board = given("lobby").when(None, "person.join", name="Dora", affiliation=" Stadt  Ulm ", group="Kommune")
    board.accepted(person=NEW).me(NEW, affiliation="Stadt Ulm", group="Kommune")
    board.when(None, "person.join", name="Dora", group="Presse").refused("bad_request", where="group")


@pytest.mark.parametrize("kind", ["person.join", "person.add", "profile.set"])
def test_P1_a_name_has_1_to_40_characters_an_affiliation_0_to_80(kind: str) -> None:
    who = {"person.join": None, "person.add": HANNA, "profile.set": ALICE}[kind]
    board = given("lobby").when(who, kind, name=" \t ").refused("too_short", field="name", limit=1)
    board.when(who, kind, name="x" * 41).refused("too_long", field="name", limit=40)
    board.when(who, kind, name="Dora", affiliation="x" * 81).refused(
        "too_long", field="affiliation", limit=80
    )
    board.when(who, kind, name="ü" * 40, affiliation="x" * 80)
    board.accepted(**({} if kind == "profile.set" else {"person": NEW}))


def test_P1_the_join_gate_closes_for_newcomers_and_who_is_in_stays_in() -> None:
    board = given("collect", fact(FABIAN, "gate.set", gate="join", open=False))
    board.when(None, "person.join", name="Dora").refused("gate_closed", gate="join")
    board.when(None, "person.join", name="").refused("gate_closed", gate="join")
    board.when(ALICE, "topic.propose", title="Rad statt Auto").accepted(topic=2)


def test_P1_a_person_may_change_name_affiliation_and_group_one_by_one() -> None:
    board = given("closed").when(ALICE, "profile.set", name="Alix").accepted().me(ALICE, name="Alix")
    board.when(ALICE, "profile.set", group="Kommune").accepted().me(ALICE, name="Alix", group="Kommune")
    board.when(ALICE, "profile.set", affiliation="Ulm").accepted().me(ALICE, affiliation="Ulm")
    board.when(ALICE, "profile.set", affiliation=None).accepted().me(ALICE, affiliation="", group="Kommune")
    board.when(ALICE, "profile.set", group=None).accepted().me(ALICE, group=None, name="Alix")
    board.when(ALICE, "profile.set", name="Alix").unchanged()
    board.when(ALICE, "profile.set").unchanged()
    board.when(ALICE, "profile.set", name=None).refused("bad_request", where="name")
    board.when(ALICE, "profile.set", group="Presse").refused("bad_request", where="group")


def test_P3_a_key_gives_its_role_and_the_highest_counts() -> None:
    board = given("lobby").when(BOB, "key.use", key=FACILITATOR_KEY).accepted(person=BOB)
    board.me(BOB, role="facilitator")
    board.when(BOB, "key.use", key=HELPER_KEY).accepted(person=BOB).me(BOB, role="facilitator")
    board.when(OLGA, "key.revoke", key=FACILITATOR_KEY).accepted()
    board.me(BOB, role="helper").me(FABIAN, role="participant")
    board.when(FABIAN, "phase.set", phase="collect").refused("not_allowed")
    board.when(OLGA, "key.revoke", key=HELPER_KEY).accepted().me(BOB, role="participant")


def test_P3_a_revoked_key_is_no_key_and_is_revoked_once() -> None:
    board = given("lobby").when(OLGA, "key.revoke", key=HELPER_KEY).accepted()
    board.when(OLGA, "key.revoke", key=HELPER_KEY).unchanged()
    board.when(BOB, "key.use", key=HELPER_KEY).refused("not_allowed")
    board.when(None, "key.use", key=HELPER_KEY, name="Dora").refused("not_allowed")
    board.when(OLGA, "key.revoke", key=99).refused("unknown", key=99)


def test_P3_only_organisers_make_and_revoke_keys() -> None:
    board = given("lobby").when(OLGA, "key.make", role="helper", label="Tür").accepted(key=4)
    board.when(BOB, "key.use", key=4).accepted(person=BOB).me(BOB, role="helper")
    for who in (ALICE, HANNA, FABIAN):
        board.when(who, "key.make", role="helper", label="Tür").refused("not_allowed")
        board.when(who, "key.revoke", key=4).refused("not_allowed")
    board.when(OLGA, "key.make", role="helper", label=" ").refused("too_short", field="label", limit=1)
    board.when(None, "key.make", role="helper", label="x").refused("not_joined")


def test_P3_a_key_ignores_the_join_gate_and_makes_a_person_without_a_name() -> None:
    board = given("closed").when(None, "key.use", key=HELPER_KEY).accepted(person=NEW)
    board.me(NEW, name=None, role="helper")
    board.when(NEW, "topic.propose", title="Rad statt Auto").refused("too_short", field="name", limit=1)
    board.when(NEW, "host.take", topic=PLANNED).refused("too_short", field="name", limit=1)
    board.when(NEW, "cohost.offer", topic=PLANNED).refused("too_short", field="name", limit=1)
    board.when(FABIAN, "host.handover", topic=PLANNED, person=NEW).refused("too_short", field="name", limit=1)
    board.when(NEW, "profile.set", name="Dora").accepted()
    board.when(NEW, "topic.propose", title="Rad statt Auto").accepted(topic=2)


def test_P3_a_name_comes_with_the_key_only_where_there_is_none() -> None:
    board = given("lobby").when(None, "key.use", key=HELPER_KEY, name=" Dora ").accepted(person=NEW)
    board.me(NEW, name="Dora")
    board.when(ALICE, "key.use", key=HELPER_KEY, name="Anders").accepted(person=ALICE)
    board.me(ALICE, name="Alice", role="helper")
    board.when(None, "key.use", key=HELPER_KEY).accepted(person=NEW + 1)
    board.when(NEW + 1, "key.use", key=HELPER_KEY).accepted(person=NEW + 1).me(NEW + 1, name=None)
    assert board.types_of_events() == ["key used"]
    board.when(NEW + 1, "key.use", key=HELPER_KEY, name="Emil").accepted(person=NEW + 1)
    board.me(NEW + 1, name="Emil")


def test_P4_names_are_shown_only_where_people_act_in_public() -> None:
    board = given("sessions", ALICES, helps(BOB), fact(CHARLIE, "vote.cast", topic=TOPIC))
    board.and_(fact(CHARLIE, "here.set", topic=TOPIC))
    board.shows("people", ALICE, name="Alice", affiliation="", group=None).shows("people", BOB)
    for nobody in (CHARLIE, HANNA, FABIAN, OLGA, GRETA):
        board.shows_no("people", nobody).shows_no("people", nobody, to="facilitators")
    board.when(CHARLIE, "commitment.add", topic=TOPIC, text="Ich rufe an", who="C.")
    board.accepted(commitment=1).shows("people", CHARLIE, name="Charlie")
    board.when(CHARLIE, "commitment.remove", commitment=1).accepted().shows_no("people", CHARLIE)
    board.when(BOB, "cohost.retract", topic=TOPIC).accepted().shows_no("people", BOB)


def test_P4_who_hosts_only_hidden_topics_is_shown_to_facilitators_alone() -> None:
    board = given("collect", ALICES).when(FABIAN, "topic.hide", topic=TOPIC).accepted()
    board.shows_no("people", ALICE).shows("people", ALICE, to="facilitators", name="Alice")


def test_P3_roles_include_what_the_one_before_may() -> None:
    board = given("lobby")
    board.when(OLGA, "phase.set", phase="collect").accepted()
    board.when(FABIAN, "person.add", name="Dora").accepted(person=NEW)
    board.when(HANNA, "topic.propose", title="Rad statt Auto").accepted(topic=2)
    board.when(HANNA, "phase.set", phase="market").refused("not_allowed")
