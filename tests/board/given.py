"""`given(facts).when(someone asks).refused(why)`: the way in which all tests of the core are written."""

from typing import Any

import msgspec
import pytest

from server.board.entry import Decision, Entry
from server.board.instants import Instant, milliseconds_between, plus
from server.board.me import me_of
from server.board.rejections import Rejection
from server.board.showing import ViewName
from server.board.template import TemplateMistakes, read_template
from tests.board.client import Json, plain
from tests.board.stage import Stage
from tests.cast import ALICE, BOB, CHARLIE, FABIAN, PLANNED, ROUND_1, TABLE_A, TEMPLATE, template

Fact = tuple[int | None, str, Json]

TOPIC, OTHER = 2, 3
"""The first two topics that people propose; number 1 is the template's."""


def fact(who: int | None, kind: str, /, **fields: Any) -> Fact:
    """Something that someone did before."""
    return who, kind, fields


ALICES = fact(ALICE, "topic.propose", title="Rad statt Auto", theme=1)
BOBS = fact(BOB, "topic.propose", title="Gärten für alle")
PLACED = fact(ALICE, "table.claim", topic=TOPIC, slot=ROUND_1, table=TABLE_A)


def helps(person: int, topic: int = TOPIC, host: int = ALICE) -> list[Fact]:
    """A person is co-host of a topic."""
    return [
        fact(person, "cohost.offer", topic=topic),
        fact(host, "cohost.accept", topic=topic, person=person),
    ]


def merged(topic: int = OTHER, into: int = TOPIC, by: int = BOB, host: int = ALICE) -> list[Fact]:
    """A topic is merged into another."""
    return [fact(by, "merge.offer", topic=topic, into=into), fact(host, "merge.accept", topic=topic)]


class Given:
    """A board on which something has happened; each method fails where the rules are broken."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.outcome: Decision | Rejection | None = None

    def and_(self, *facts: Fact | list[Fact]) -> "Given":
        """What else happened; every fact must be accepted."""
        for each in facts:
            for who, kind, fields in each if isinstance(each, list) else [each]:
                outcome = self.stage.act(who, kind, fields)
                assert isinstance(outcome, Decision), f"{kind} by {who}: {outcome!r}"
        return self

    def at(self, moment: Instant) -> "Given":
        """The next act happens at this instant."""
        self.stage.now = plus(moment, -1000)
        return self

    def when(self, who: int | None, kind: str, /, *, acting_for: int | None = None, **fields: Any) -> "Given":
        """Someone asks for something, for themself or for another."""
        self.outcome = self.stage.act(who, kind, fields, acting_for)
        return self

    def accepted(self, **result: int) -> "Given":
        """It happens, and is answered with this result."""
        assert isinstance(self.outcome, Decision), repr(self.outcome)
        assert self.outcome.events, "accepted, yet nothing happened"
        assert self.outcome.result == result
        return self

    def unchanged(self, **result: int) -> "Given":
        """It succeeds and changes nothing, for its aim holds already."""
        assert isinstance(self.outcome, Decision), repr(self.outcome)
        assert not self.outcome.events
        assert self.outcome.result == result
        return self

    def refused(self, code: str, **detail: Any) -> "Given":
        """It is refused for this reason; the words of `what` are not looked at."""
        assert isinstance(self.outcome, Rejection), repr(self.outcome)
        found = {name: value for name, value in self.outcome.detail.items() if name != "what"}
        assert (self.outcome.code, found) == (code, detail)
        return self

    def shows(self, kind: str, number: int, /, to: ViewName = "all", **fields: Any) -> "Given":
        """A view shows this entity with these fields."""
        found = self.stage.screens[to].kinds[kind][number]
        assert {name: found[name] for name in fields} == fields
        return self

    def shows_no(self, kind: str, number: int, /, to: ViewName = "all") -> "Given":
        """A view does not show this entity."""
        assert number not in self.stage.screens[to].kinds[kind]
        return self

    def board(self, **fields: Any) -> "Given":
        """The board's own fields, in everybody's view."""
        found = self.stage.screens["all"].fields
        assert {name: found[name] for name in fields} == fields
        return self

    def me(self, person: int, /, **fields: Any) -> "Given":
        """What a person is told of themself."""
        found = plain(me_of(self.stage.board, self.stage.board.people[person]))
        assert {name: found[name] for name in fields} == fields
        return self

    def types_of_events(self) -> list[str]:
        """What the last entry says happened."""
        return [event["event"] for event in msgspec.json.decode(self.stage.log[-1])["events"]]

    def seconds_left(self) -> float:
        """What the countdown shows now (F4)."""
        return milliseconds_between(self.stage.now, self.stage.screens["all"].fields["timer"]["ends"]) / 1000


def given(phase: str, *facts: Fact | list[Fact], raw: Json = TEMPLATE) -> Given:
    """The cast on a board in this phase, after all these facts."""
    found = Given(Stage(raw).cast())
    return found.and_(fact(FABIAN, "phase.set", phase=phase), *facts)


def place(who: int, topic: int, slot: int, table: int) -> Fact:
    """Someone claims a place for a topic."""
    return fact(who, "table.claim", topic=topic, slot=slot, table=table)


def at(slot: int, table: int) -> dict[str, int]:
    """A place as `free` names it."""
    return {"slot": slot, "table": table}


def mistakes(**changes: Any) -> list[str]:
    """The keys that reading a changed template complains about."""
    with pytest.raises(TemplateMistakes) as caught:
        read_template(template(**changes))
    return [mistake["where"] for mistake in caught.value.mistakes]


def entries(board: Given) -> list[Entry]:
    """The log as it is read again."""
    return [msgspec.json.decode(row, type=Entry) for row in board.stage.log]


def evening() -> Given:
    """A board on which much has happened, hidden and gone things among it."""
    board = given("sessions", ALICES, BOBS, fact(CHARLIE, "vote.cast", topic=OTHER), merged())
    board.and_(fact(CHARLIE, "here.set", topic=TOPIC), fact(FABIAN, "theme.remove", theme=2))
    promise = fact(CHARLIE, "commitment.add", topic=TOPIC, text="Ich rufe an", who="C.")
    board.and_(promise, fact(CHARLIE, "commitment.remove", commitment=1), fact(FABIAN, "slot.remove", slot=2))
    board.and_(fact(FABIAN, "topic.hide", topic=PLANNED, reason="x"), fact(BOB, "person.erase", person=BOB))
    return board.and_(fact(FABIAN, "topic.hide", topic=OTHER), fact(FABIAN, "topic.show", topic=OTHER))
