"""Reports and commitments (R1, R2)."""

import pytest

from tests.board.client import Json
from tests.board.given import ALICES, TOPIC, Fact, fact, given, helps
from tests.cast import ALICE, BOB, CHARLIE, FABIAN, GRETA, HANNA

HERE = fact(CHARLIE, "here.set", topic=TOPIC)


def wrote(who: int, text: str, base: int, field: str = "happened") -> Fact:
    """Someone wrote a field of Alice's report."""
    return fact(who, "report.write", topic=TOPIC, field=field, text=text, base=base)


@pytest.mark.parametrize("field", ["happened", "next_step", "open_question"])
def test_R1_a_report_has_three_fields(field: str) -> None:
    board = given("sessions", ALICES)
    board.when(ALICE, "report.write", topic=TOPIC, field=field, text=" a\r\nb ", base=0).accepted(rev=1)
    board.shows("reports", 1, topic=TOPIC, field=field, text="a\nb", rev=1)
    board.when(ALICE, "report.write", topic=TOPIC, field="mood", text="x", base=0).refused(
        "bad_request", where="field"
    )


def test_R1_each_field_has_revisions_of_its_own() -> None:
    board = given("sessions", ALICES, wrote(ALICE, "eins", 0), wrote(ALICE, "zwei", 0, "next_step"))
    board.when(ALICE, "report.write", topic=TOPIC, field="happened", text="drei", base=1).accepted(rev=2)
    board.shows("reports", 1, text="drei", rev=2).shows("reports", 2, text="zwei", rev=1)


def test_R1_a_field_has_0_to_4000_characters() -> None:
    board = given("sessions", ALICES)
    write: Json = dict(topic=TOPIC, field="happened")
    board.when(ALICE, "report.write", **write, text="x" * 4001, base=0).refused(
        "too_long", field="text", limit=4000
    )
    board.when(ALICE, "report.write", **write, text="x" * 4000, base=0).accepted(rev=1)
    board.when(ALICE, "report.write", **write, text="", base=1).accepted(rev=2).shows("reports", 1, text="")


def test_R1_host_cohosts_facilitators_and_who_is_here_write_it() -> None:
    board = given("sessions", ALICES, helps(BOB), HERE)
    for base, who in enumerate((ALICE, BOB, CHARLIE, FABIAN)):
        board.when(who, "report.write", topic=TOPIC, field="happened", text=f"von {who}", base=base)
        board.accepted(rev=base + 1)
    board.and_(fact(CHARLIE, "here.clear"))
    for who in (CHARLIE, HANNA):
        board.when(who, "report.write", topic=TOPIC, field="happened", text="x", base=4).refused(
            "not_allowed"
        )
    board.when(ALICE, "report.write", topic=9, field="happened", text="x", base=0).refused("unknown", topic=9)


def test_R1_a_conflict_returns_both_texts_and_loses_nothing() -> None:
    board = given("sessions", ALICES, helps(BOB), wrote(ALICE, "eins", 0))
    board.when(BOB, "report.write", topic=TOPIC, field="happened", text="zwei", base=0)
    board.refused("conflict", field="happened", base=0, now={"rev": 1, "text": "eins"})
    board.when(BOB, "report.write", topic=TOPIC, field="happened", text="zwei", base=7)
    board.refused("conflict", field="happened", base=7, now={"rev": 1, "text": "eins"})
    board.when(BOB, "report.write", topic=TOPIC, field="next_step", text="zwei", base=1)
    board.refused("conflict", field="next_step", base=1, now={"rev": 0, "text": ""})
    board.when(BOB, "report.write", topic=TOPIC, field="happened", text="eins und zwei", base=1)
    board.accepted(rev=2)


def test_R1_the_text_that_is_there_already_is_no_conflict() -> None:
    board = given("sessions", ALICES, wrote(ALICE, "eins", 0), wrote(ALICE, "zwei", 1))
    board.when(ALICE, "report.write", topic=TOPIC, field="happened", text="zwei", base=0).unchanged(rev=2)


def test_R1_a_withdrawn_topic_has_no_report_to_write() -> None:
    board = given("sessions", ALICES, fact(ALICE, "topic.withdraw", topic=TOPIC))
    board.when(ALICE, "report.write", topic=TOPIC, field="happened", text="x", base=0).refused("withdrawn")


def test_R1_facilitators_bring_an_earlier_revision_back() -> None:
    board = given("sessions", ALICES, wrote(ALICE, "eins", 0), wrote(ALICE, "zwei", 1))
    restore: Json = dict(topic=TOPIC, field="happened")
    for who in (ALICE, HANNA):
        board.when(who, "report.restore", **restore, rev=1).refused("not_allowed")
    board.when(FABIAN, "report.restore", **restore, rev=1).accepted(rev=3)
    board.shows("reports", 1, text="eins", rev=3)
    board.when(FABIAN, "report.restore", **restore, rev=1).unchanged(rev=3)
    board.when(FABIAN, "report.restore", **restore, rev=2).accepted(rev=4).shows("reports", 1, text="zwei")
    for rev in (0, 5):
        board.when(FABIAN, "report.restore", **restore, rev=rev).refused("unknown", rev=rev)
    board.when(FABIAN, "report.restore", topic=TOPIC, field="next_step", rev=1).refused("unknown", rev=1)
    board.when(FABIAN, "report.restore", topic=9, field="happened", rev=1).refused("unknown", topic=9)


def test_R1_T6_the_report_of_a_hidden_topic_is_hidden_and_comes_back() -> None:
    board = given("sessions", ALICES, wrote(ALICE, "eins", 0))
    board.when(FABIAN, "topic.hide", topic=TOPIC).accepted().shows_no("reports", 1)
    board.shows("reports", 1, to="facilitators", text="eins")
    board.when(FABIAN, "topic.show", topic=TOPIC).accepted().shows("reports", 1, text="eins", rev=1)


def promise(**changes: object) -> Json:
    """A commitment on Alice's topic."""
    return {"topic": TOPIC, "text": "Ich rufe im Rathaus an", "who": "Charlie", **changes}


def test_R2_a_commitment_says_what_who_and_by_when() -> None:
    board = given("sessions", ALICES, HERE)
    board.when(CHARLIE, "commitment.add", **promise(due=" bis  Freitag ")).accepted(commitment=1)
    board.shows("commitments", 1, topic=TOPIC, text="Ich rufe im Rathaus an", person=CHARLIE, who="Charlie")
    board.shows("commitments", 1, due="bis Freitag")
    board.when(CHARLIE, "commitment.add", **promise(due=None)).accepted(commitment=2)
    board.shows("commitments", 2, due=None)


@pytest.mark.parametrize(
    ("field", "value", "code", "limit"),
    [
        ("text", "ab", "too_short", 3),
        ("text", "x" * 281, "too_long", 280),
        ("who", " ", "too_short", 1),
        ("who", "x" * 81, "too_long", 80),
        ("due", "x" * 41, "too_long", 40),
    ],
)
def test_R2_its_fields_have_bounds(field: str, value: str, code: str, limit: int) -> None:
    board = given("sessions", ALICES).when(ALICE, "commitment.add", **promise(**{field: value}))
    board.refused(code, field=field, limit=limit)
    fits = {"text": "x" * 280, "who": "x" * 80, "due": "x" * 40}
    board.when(ALICE, "commitment.add", **promise(**fits)).accepted(commitment=1)


def test_R2_a_contact_needs_consent_and_is_in_no_view() -> None:
    board = given("sessions", ALICES)
    for consent in ({}, {"consent": False}, {"consent": None}):
        board.when(ALICE, "commitment.add", **promise(contact="a@example.org", **consent))
        board.refused("bad_request", where="consent")
    board.when(ALICE, "commitment.add", **promise(contact="a@example.org", consent=True))
    board.accepted(commitment=1)
    assert board.stage.board.commitments[1].contact == "a@example.org"
    for screen in board.stage.screens.values():
        assert set(screen.kinds["commitments"][1]) == {"id", "topic", "text", "person", "who", "due"}
    for number, contact in enumerate((None, "", "  "), 2):
        board.when(ALICE, "commitment.add", **promise(contact=contact)).accepted(commitment=number)
        assert board.stage.board.commitments[number].contact is None


def test_R2_whoever_may_write_the_report_may_add_one() -> None:
    board = given("sessions", ALICES, helps(BOB), HERE)
    for number, who in enumerate((ALICE, BOB, CHARLIE, FABIAN), 1):
        board.when(who, "commitment.add", **promise()).accepted(commitment=number)
    board.when(HANNA, "commitment.add", **promise()).refused("not_allowed")
    board.when(GRETA, "commitment.add", **promise()).refused("not_allowed")
    board.when(ALICE, "commitment.add", **promise(topic=9)).refused("unknown", topic=9)
    board.and_(fact(ALICE, "topic.withdraw", topic=TOPIC))
    board.when(ALICE, "commitment.add", **promise()).refused("withdrawn")


def test_R2_its_author_and_facilitators_may_remove_it() -> None:
    board = given("sessions", ALICES, HERE, fact(CHARLIE, "commitment.add", **promise()))
    for who in (ALICE, BOB, HANNA):
        board.when(who, "commitment.remove", commitment=1).refused("not_allowed")
    board.when(CHARLIE, "commitment.remove", commitment=1).accepted().shows_no("commitments", 1)
    board.when(CHARLIE, "commitment.remove", commitment=1).refused("unknown", commitment=1)
    board.when(CHARLIE, "commitment.add", **promise()).accepted(commitment=2)
    board.when(FABIAN, "commitment.remove", commitment=2).accepted()


def test_R2_T6_a_commitment_on_a_hidden_topic_is_hidden() -> None:
    board = given("sessions", ALICES, HERE, fact(CHARLIE, "commitment.add", **promise()))
    board.when(FABIAN, "topic.hide", topic=TOPIC).accepted().shows_no("commitments", 1)
    board.shows("commitments", 1, to="facilitators").shows_no("people", CHARLIE)
    board.when(CHARLIE, "commitment.remove", commitment=1).refused("unknown", commitment=1)
    board.when(FABIAN, "topic.show", topic=TOPIC).accepted().shows("commitments", 1, person=CHARLIE)
    board.shows("people", CHARLIE, name="Charlie")
    board.when(FABIAN, "topic.hide", topic=TOPIC).accepted()
    board.when(FABIAN, "commitment.remove", commitment=1).accepted().shows_no("people", CHARLIE)
    board.shows_no("commitments", 1, to="facilitators")
