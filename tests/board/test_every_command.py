"""Every command of part 4, sent once where it is accepted and once where it is refused."""

from typing import Any, get_args

import msgspec
import pytest

from server.board.commands import AnyCommand
from server.board.entry import Decision
from tests.board.client import Json
from tests.board.given import ALICES, BOBS, OTHER, PLACED, TOPIC, Fact, fact, given, helps
from tests.cast import ALICE, BOB, CHARLIE, FABIAN, GRETA, HANNA, OLGA, PLANNED, ROUND_1, ROUND_2, TABLE_A

TIMES: Json = {"starts": "2025-07-09T21:00:00+02:00", "ends": "2025-07-09T21:30:00+02:00"}
REPORT: Json = {"topic": TOPIC, "field": "happened"}
WROTE = [fact(ALICE, "report.write", **REPORT, text="eins", base=0)]
AGAIN = [*WROTE, fact(ALICE, "report.write", **REPORT, text="zwei", base=1)]
OFFER = [fact(BOB, "cohost.offer", topic=TOPIC)]
MERGE = [fact(BOB, "merge.offer", topic=OTHER, into=TOPIC)]
MERGED = [*MERGE, fact(ALICE, "merge.accept", topic=OTHER)]
PROMISE: Json = {"topic": TOPIC, "text": "Ich rufe an", "who": "Alice"}
MADE = [fact(ALICE, "commitment.add", **PROMISE)]

EXAMPLES: dict[str, tuple[list[Fact], int, Json]] = {
    "profile.set": ([], CHARLIE, {"name": "Karl"}),
    "topic.propose": ([], CHARLIE, {"title": "Noch eins", "text": "Wie?", "theme": 1}),
    "topic.edit": ([], ALICE, {"topic": TOPIC, "title": "Rad und Bahn"}),
    "topic.withdraw": ([], ALICE, {"topic": TOPIC}),
    "topic.restore": ([fact(ALICE, "topic.withdraw", topic=TOPIC)], ALICE, {"topic": TOPIC}),
    "cohost.offer": ([], BOB, {"topic": TOPIC}),
    "cohost.retract": (OFFER, BOB, {"topic": TOPIC}),
    "cohost.accept": (OFFER, ALICE, {"topic": TOPIC, "person": BOB}),
    "cohost.decline": (OFFER, ALICE, {"topic": TOPIC, "person": BOB}),
    "host.handover": (helps(BOB), ALICE, {"topic": TOPIC, "person": BOB}),
    "host.leave": ([], ALICE, {"topic": TOPIC}),
    "host.take": ([], CHARLIE, {"topic": PLANNED}),
    "vote.cast": ([], CHARLIE, {"topic": TOPIC}),
    "vote.retract": ([fact(CHARLIE, "vote.cast", topic=TOPIC)], CHARLIE, {"topic": TOPIC}),
    "table.claim": ([], ALICE, {"topic": TOPIC, "slot": ROUND_1, "table": TABLE_A}),
    "table.release": ([PLACED], ALICE, {"topic": TOPIC}),
    "merge.offer": ([], BOB, {"topic": OTHER, "into": TOPIC}),
    "merge.accept": (MERGE, ALICE, {"topic": OTHER}),
    "merge.decline": (MERGE, ALICE, {"topic": OTHER}),
    "merge.retract": (MERGE, BOB, {"topic": OTHER}),
    "merge.undo": (MERGED, BOB, {"topic": OTHER}),
    "here.set": ([], CHARLIE, {"topic": TOPIC}),
    "here.clear": ([fact(CHARLIE, "here.set", topic=TOPIC)], CHARLIE, {}),
    "report.write": ([], ALICE, {**REPORT, "text": "eins", "base": 0}),
    "commitment.add": ([], ALICE, {**PROMISE, "due": "Mai", "contact": "a@example.org", "consent": True}),
    "commitment.remove": (MADE, ALICE, {"commitment": 1}),
    "person.add": ([], HANNA, {"name": "Dora", "affiliation": "Stadt Ulm", "group": "Kommune"}),
    "phase.set": ([], FABIAN, {"phase": "harvest"}),
    "gate.set": ([], FABIAN, {"gate": "vote", "open": False}),
    "scene.show": ([], FABIAN, {"scene": "topic", "topic": TOPIC}),
    "notice.post": ([], FABIAN, {"text": "Essen ist fertig", "seconds": 60}),
    "notice.clear": ([fact(FABIAN, "notice.post", text="x")], FABIAN, {}),
    "timer.start": ([], FABIAN, {"seconds": 60, "label": "Runde 1"}),
    "timer.add": ([fact(FABIAN, "timer.start", seconds=60)], FABIAN, {"seconds": 60}),
    "timer.stop": ([fact(FABIAN, "timer.start", seconds=60)], FABIAN, {}),
    "gong.ring": ([], FABIAN, {}),
    "topic.hide": ([], FABIAN, {"topic": TOPIC, "reason": "Doppelt"}),
    "topic.show": ([fact(FABIAN, "topic.hide", topic=TOPIC)], FABIAN, {"topic": TOPIC}),
    "table.swap": ([PLACED], FABIAN, {"topic": TOPIC, "with": OTHER}),
    "report.restore": (AGAIN, FABIAN, {**REPORT, "rev": 1}),
    "theme.put": ([], FABIAN, {"theme": 1, "name": "Klima", "color": "#0053A5", "short": "K"}),
    "slot.put": ([], FABIAN, {"slot": 3, "title": "Ende", "kind": "break", **TIMES}),
    "slot.start": ([], FABIAN, {"slot": ROUND_1}),
    "slot.shift": ([], FABIAN, {"slot": ROUND_2, "minutes": 5}),
    "table.put": (
        [],
        FABIAN,
        {"table": 1, "name": "A", "seats": 6, "place": "Hof", "link": "http://x.example"},
    ),
    "theme.remove": ([], FABIAN, {"theme": 2}),
    "slot.remove": ([], FABIAN, {"slot": ROUND_2}),
    "table.remove": ([], FABIAN, {"table": TABLE_A}),
    "settings.set": ([], FABIAN, {"vote_budget": 3, "votes_shown": "after", "archive": "public"}),
    "person.block": ([], FABIAN, {"person": ALICE}),
    "person.unblock": ([fact(FABIAN, "person.block", person=ALICE)], FABIAN, {"person": ALICE}),
    "person.erase": ([], OLGA, {"person": ALICE}),
}
"""What happened before, who asks, and for what; on a board in `sessions` with two topics."""

ANYONE = {
    "profile.set",
    "topic.propose",
    "cohost.retract",
    "here.set",
    "here.clear",
    "vote.cast",
    "vote.retract",
}
"""What nobody who has joined is refused for who they are, with `cohost.offer` and `host.take` below."""

KINDS = sorted(EXAMPLES)


def test_F5_every_command_of_part_4_has_an_example() -> None:
    tags = {command.__struct_config__.tag for command in get_args(AnyCommand)}
    assert tags == set(EXAMPLES)


def asked(kind: str, who: int | None, **changes: Any) -> str:
    """What comes of an example when someone else asks for it: a code, or `done`."""
    facts, _, fields = EXAMPLES[kind]
    board = given("sessions", ALICES, BOBS, facts).when(who, kind, **{**fields, **changes})
    return "done" if isinstance(board.outcome, Decision) else str(getattr(board.outcome, "code", ""))


@pytest.mark.parametrize("kind", KINDS)
def test_L1_the_example_is_accepted_and_its_entry_has_the_type(kind: str) -> None:
    facts, who, fields = EXAMPLES[kind]
    board = given("sessions", ALICES, BOBS, facts).when(who, kind, **fields)
    assert isinstance(board.outcome, Decision), repr(board.outcome)
    assert board.outcome.events
    assert msgspec.json.decode(board.stage.log[-1])["type"] == kind


@pytest.mark.parametrize("kind", KINDS)
def test_W4_who_has_not_joined_is_refused(kind: str) -> None:
    assert asked(kind, None) == "not_joined"


@pytest.mark.parametrize("kind", KINDS)
def test_P3_P8_greta_who_has_no_business_here_is_refused(kind: str) -> None:
    hers = ANYONE | {"cohost.offer", "host.take"}
    expected = {"topic.show": "unknown"}.get(kind, "done" if kind in hers else "not_allowed")
    assert asked(kind, GRETA) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_F7_a_blocked_person_is_refused(kind: str) -> None:
    facts, _, fields = EXAMPLES[kind]
    board = given("sessions", ALICES, BOBS, facts, fact(FABIAN, "person.block", person=CHARLIE))
    board.when(CHARLIE, kind, **fields).refused("blocked")


@pytest.mark.parametrize("kind", KINDS)
def test_W5_unknown_fields_are_refused(kind: str) -> None:
    assert asked(kind, FABIAN, colour="red") == "bad_request"


REQUIRED = [(kind, name) for kind in KINDS for name in EXAMPLES[kind][2]]
OPTIONAL = {
    "profile.set": {"name", "affiliation", "group"},
    "topic.propose": {"text", "theme"},
    "topic.edit": {"title", "text", "theme"},
    "commitment.add": {"due", "contact", "consent"},
    "person.add": {"affiliation", "group"},
    "notice.post": {"seconds"},
    "timer.start": {"label"},
    "topic.hide": {"reason"},
    "theme.put": {"theme", "short"},
    "slot.put": {"slot"},
    "table.put": {"table", "place", "link"},
    "settings.set": {"vote_budget", "votes_shown", "archive"},
}


@pytest.mark.parametrize(("kind", "name"), REQUIRED)
def test_W5_a_field_may_be_left_out_only_where_part_4_says_so(kind: str, name: str) -> None:
    facts, who, fields = EXAMPLES[kind]
    board = given("sessions", ALICES, BOBS, facts)
    board.when(who, kind, **{key: value for key, value in fields.items() if key != name})
    refused = getattr(board.outcome, "code", None) == "bad_request"
    # A scene may leave out its topic, save the scene `topic`; a contact may not be without consent.
    together = (kind, name) in {("scene.show", "topic"), ("commitment.add", "consent")}
    assert refused == (together or name not in OPTIONAL.get(kind, set()))


@pytest.mark.parametrize("kind", KINDS)
def test_P3_an_organiser_may_do_all_that_a_facilitator_may(kind: str) -> None:
    _, who, _ = EXAMPLES[kind]
    if who in (FABIAN, OLGA):
        assert asked(kind, OLGA) == "done"
