"""Which reason counts, where several apply (part 4)."""

import pytest

from tests.board.client import Json
from tests.board.given import ALICES, BOBS, OTHER, PLACED, TOPIC, Fact, fact, given, merged
from tests.cast import ALICE, BOB, CHARLIE, CLOSING, FABIAN, OLGA, PLANNED, ROUND_1, TABLE_A

WITHDRAWN = fact(ALICE, "topic.withdraw", topic=TOPIC)
BLOCKED = fact(FABIAN, "person.block", person=ALICE)
CLOSED = fact(FABIAN, "phase.set", phase="closed")
NOBODY: int | None = None


@pytest.mark.parametrize(
    ("who", "kind", "fields"),
    [
        (NOBODY, "topic.propose", {"title": 5}),
        (NOBODY, "topic.propose", {"title": "Rad\x00"}),
        (NOBODY, "topic.propose", {"title": "Rad", "colour": "red"}),
        (NOBODY, "topic.propose", {}),
        (NOBODY, "vote.cast", {"topic": 0}),
        (NOBODY, "vote.cast", {"topic": -1}),
        (NOBODY, "vote.cast", {"topic": 2**31}),
        (NOBODY, "vote.cast", {"topic": None}),
        (NOBODY, "dance", {}),
        (NOBODY, "scene.show", {"scene": "topic"}),
        (NOBODY, "merge.offer", {"topic": 99, "into": 99}),
        (NOBODY, "commitment.add", {"topic": 99, "text": "abc", "who": "x", "contact": "y"}),
        (ALICE, "slot.put", {"slot": 99, "title": "x", "kind": "break", "starts": "x", "ends": "y"}),
    ],
)
def test_W5_shape_comes_before_joined_and_everything_else(who: int | None, kind: str, fields: Json) -> None:
    board = given("collect").when(who, kind, **fields)
    assert getattr(board.outcome, "code", None) == "bad_request"


def refusal(
    facts: list[Fact | list[Fact]], who: int | None, kind: str, fields: Json, code: str, detail: Json
) -> object:
    """A case with two reasons, and the one that counts."""
    return pytest.param(facts, who, kind, fields, code, detail, id=f"{kind}-{code}")


BUSY = [ALICES, BOBS, PLACED, fact(FABIAN, "table.claim", topic=OTHER, slot=ROUND_1, table=2)]
LIMIT_1 = fact(OLGA, "settings.set", max_topics=1)
NO_POINTS = fact(OLGA, "settings.set", vote_budget=0)


@pytest.mark.parametrize(
    ("facts", "who", "kind", "fields", "code", "detail"),
    [
        refusal([ALICES], None, "topic.edit", {"topic": 99}, "not_joined", {}),
        refusal([ALICES, BLOCKED], ALICE, "topic.edit", {"topic": 99}, "blocked", {}),
        refusal([], CHARLIE, "topic.hide", {"topic": 99}, "unknown", {"topic": 99}),
        refusal([], CHARLIE, "slot.remove", {"slot": 99}, "unknown", {"slot": 99}),
        refusal([], CHARLIE, "person.block", {"person": 99}, "unknown", {"person": 99}),
        refusal([ALICES], CHARLIE, "topic.edit", {"topic": TOPIC, "theme": 99}, "unknown", {"theme": 99}),
        refusal([ALICES, CLOSED], CHARLIE, "topic.edit", {"topic": TOPIC}, "not_allowed", {}),
        refusal([CLOSED], CHARLIE, "vote.cast", {"topic": 99}, "unknown", {"topic": 99}),
        refusal([ALICES], CHARLIE, "topic.restore", {"topic": TOPIC}, "not_allowed", {}),
        refusal([CLOSED], CHARLIE, "topic.propose", {"title": ""}, "gate_closed", {"gate": "propose"}),
        refusal(
            [ALICES, CLOSED],
            ALICE,
            "topic.edit",
            {"topic": TOPIC, "title": ""},
            "gate_closed",
            {"gate": None},
        ),
        refusal(
            [ALICES, WITHDRAWN, CLOSED], ALICE, "topic.withdraw", {"topic": 2}, "gate_closed", {"gate": None}
        ),
        refusal(
            [ALICES, LIMIT_1],
            ALICE,
            "topic.propose",
            {"title": ""},
            "too_short",
            {"field": "title", "limit": 3},
        ),
        refusal([ALICES, WITHDRAWN, NO_POINTS], BOB, "vote.cast", {"topic": TOPIC}, "withdrawn", {}),
        refusal(
            [ALICES, BOBS, merged(), NO_POINTS], BOB, "vote.cast", {"topic": 3}, "merged", {"into": TOPIC}
        ),
        refusal(
            [*BUSY, LIMIT_1], FABIAN, "host.handover", {"topic": 3, "person": 1}, "host_busy", {"topic": 2}
        ),
        refusal(
            [ALICES, BOBS, LIMIT_1, fact(FABIAN, "topic.withdraw", topic=PLANNED)],
            ALICE,
            "host.take",
            {"topic": PLANNED},
            "withdrawn",
            {},
        ),
    ],
)
def test_F1_part_4_the_first_reason_counts(
    facts: list[Fact | list[Fact]], who: int | None, kind: str, fields: Json, code: str, detail: Json
) -> None:
    given("market", *facts).when(who, kind, **fields).refused(code, **detail)


def test_R1_text_comes_before_state() -> None:
    board = given("sessions", ALICES, WITHDRAWN)
    write: Json = {"topic": TOPIC, "field": "happened", "text": "x" * 4001, "base": 9}
    board.when(ALICE, "report.write", **write).refused("too_long", field="text", limit=4000)
    promise: Json = {"topic": TOPIC, "text": "ab", "who": "x"}
    board.when(ALICE, "commitment.add", **promise).refused("too_short", field="text", limit=3)


def test_M1_withdrawn_comes_before_merged() -> None:
    third = fact(CHARLIE, "topic.propose", title="Ein drittes")
    board = given("market", ALICES, BOBS, third, merged(), fact(CHARLIE, "topic.withdraw", topic=4))
    board.when(CHARLIE, "merge.offer", topic=4, into=OTHER).refused("withdrawn")
    board.when(BOB, "merge.offer", topic=OTHER, into=4).refused("withdrawn")


def test_C1_withdrawn_and_merged_come_before_slot_not_open() -> None:
    board = given("market", ALICES, BOBS, merged())
    claim: Json = {"slot": CLOSING, "table": TABLE_A}
    board.when(BOB, "table.claim", topic=OTHER, **claim).refused("merged", into=TOPIC)
    board.and_(WITHDRAWN).when(ALICE, "table.claim", topic=TOPIC, **claim).refused("withdrawn")


def test_C6_unknown_comes_before_not_allowed_and_that_before_in_use() -> None:
    board = given("market", ALICES, PLACED)
    board.when(CHARLIE, "table.remove", table=TABLE_A).refused("not_allowed")
    board.when(CHARLIE, "slot.remove", slot=ROUND_1).refused("not_allowed")
    board.when(CHARLIE, "theme.remove", theme=1).refused("not_allowed")


def test_F1_a_closed_gate_counts_even_where_the_aim_already_holds() -> None:
    board = given("collect", ALICES, fact(BOB, "vote.cast", topic=TOPIC), CLOSED)
    board.when(BOB, "vote.cast", topic=TOPIC).refused("gate_closed", gate="vote")
    board.when(ALICE, "host.take", topic=TOPIC).refused("gate_closed", gate=None)


def test_V1_T7_an_aim_that_already_holds_succeeds_whatever_the_limits() -> None:
    board = given("market", ALICES, fact(BOB, "vote.cast", topic=TOPIC), NO_POINTS)
    board.and_(fact(OLGA, "settings.set", max_topics=0))
    board.when(BOB, "vote.cast", topic=TOPIC).unchanged()
    board.when(ALICE, "topic.restore", topic=TOPIC).unchanged()
    board.when(ALICE, "host.take", topic=TOPIC).unchanged()
    board.when(ALICE, "host.handover", topic=TOPIC, person=ALICE).unchanged()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("topic.edit", {"title": "Anders"}),
        ("topic.withdraw", {}),
        ("cohost.accept", {"person": BOB}),
        ("cohost.decline", {"person": BOB}),
        ("host.handover", {"person": ALICE}),
        ("host.leave", {}),
        ("host.take", {}),
        ("merge.offer", {"into": OTHER}),
        ("merge.accept", {}),
        ("merge.decline", {}),
        ("merge.retract", {}),
        ("merge.undo", {}),
    ],
)
def test_F1_in_closed_what_no_gate_governs_is_closed_with_gate_null(kind: str, fields: Json) -> None:
    facts = [ALICES, BOBS, fact(BOB, "cohost.offer", topic=TOPIC)]
    own = fact(ALICE, "topic.propose", title="Noch eins")
    board = given("collect", *facts, own, fact(ALICE, "merge.offer", topic=TOPIC, into=4), CLOSED)
    board.when(ALICE, kind, topic=TOPIC, **fields).refused("gate_closed", gate=None)
    board.when(CHARLIE, "cohost.offer", topic=TOPIC).refused("gate_closed", gate=None)
    board.when(CHARLIE, "cohost.retract", topic=TOPIC).refused("gate_closed", gate=None)
