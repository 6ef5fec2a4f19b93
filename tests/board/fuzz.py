"""Acts that people might think of: mostly sensible, sometimes not (the manner of tldraw's FuzzEditor)."""

from collections.abc import Callable
from random import Random
from typing import Any

from server.board.state import Board, TopicState
from tests.board.client import Json
from tests.cast import FABIAN, GRETA, HANNA, OLGA

Act = tuple[int | None, str, Json, int | None]
"""Who asks, for what, and for whom."""

OF_PARTICIPANTS: dict[str, str] = {
    "profile.set": "name",
    "topic.propose": "title text theme",
    "topic.edit": "topic title text theme",
    "topic.withdraw": "topic",
    "topic.restore": "topic",
    "cohost.offer": "topic",
    "cohost.retract": "topic",
    "cohost.accept": "topic person",
    "cohost.decline": "topic person",
    "host.handover": "topic person",
    "host.leave": "topic",
    "host.take": "topic",
    "vote.cast": "topic",
    "vote.retract": "topic",
    "table.claim": "topic slot table",
    "table.release": "topic",
    "merge.offer": "topic into",
    "merge.accept": "topic",
    "merge.decline": "topic",
    "merge.retract": "topic",
    "merge.undo": "topic",
    "here.set": "topic",
    "here.clear": "",
    "report.write": "topic field text base",
    "commitment.add": "topic promise who",
    "commitment.remove": "commitment",
}
OF_FACILITATORS: dict[str, str] = {
    "phase.set": "phase",
    "gate.set": "gate open",
    "settings.set": "votes_shown vote_budget",
    "scene.show": "scene topic",
    "notice.post": "title",
    "notice.clear": "",
    "timer.start": "seconds",
    "timer.stop": "",
    "topic.hide": "topic",
    "topic.show": "topic",
    "table.swap": "topic with",
    "theme.put": "name color",
    "slot.start": "slot",
    "slot.shift": "slot minutes",
    "table.put": "name seats",
    "theme.remove": "theme",
    "slot.remove": "slot",
    "table.remove": "table",
    "report.restore": "topic field rev",
    "person.block": "person",
    "person.unblock": "person",
    "person.erase": "person",
}
_OFTEN = (
    "vote.cast",
    "merge.offer",
    "merge.accept",
    "cohost.offer",
    "cohost.accept",
    "here.set",
    "table.claim",
)
_AGAIN = ("topic.show", "topic.restore", "topic.propose", "report.write", "report.restore", "person.unblock")
_SELDOM = ("person.block", "person.erase", "phase.set", "slot.remove", "table.remove", "topic.hide")
_WEIGHTS = {**dict.fromkeys(_OFTEN, 4.0), **dict.fromkeys(_AGAIN, 2.0), **dict.fromkeys(_SELDOM, 0.5)}
_AIMS: dict[str, Callable[[TopicState], object]] = {
    "topic.restore": lambda topic: topic.withdrawn,
    "topic.show": lambda topic: topic.hidden,
    "merge.accept": lambda topic: topic.merge_offer,
    "merge.decline": lambda topic: topic.merge_offer,
    "merge.retract": lambda topic: topic.merge_offer,
    "vote.retract": lambda topic: topic.voters,
    "cohost.retract": lambda topic: topic.cohosts,
    "commitment.remove": lambda topic: topic.commitments,
    "merge.undo": lambda topic: topic.merged_into,
    "cohost.accept": lambda topic: topic.offers,
    "cohost.decline": lambda topic: topic.offers,
    "host.handover": lambda topic: topic.cohosts,
    "host.take": lambda topic: topic.host is None,
    "table.release": lambda topic: topic.slot,
    "report.restore": lambda topic: topic.reports,
    "report.write": lambda topic: topic.reports,
}
"""The topics for which an act makes sense."""


def some_act(random: Random, board: Board) -> Act:
    """Somebody asks for something; OLGA alone, and seldom, erases people or revokes keys."""
    kinds = [*OF_PARTICIPANTS, *OF_FACILITATORS]
    kind = random.choices(kinds, [_WEIGHTS.get(each, 1) for each in kinds])[0]
    topic = _topic(random, board, kind)
    fields = _fields(random, board, topic, kind)
    if kind == "person.erase" and random.random() < 0.7:
        return None, "person.join", {"name": "Dora"}, None
    if kind in OF_FACILITATORS:
        return (OLGA if kind == "person.erase" else FABIAN), kind, fields, None
    if random.random() < 0.1:
        return random.choice([HANNA, FABIAN]), kind, fields, random.choice([GRETA, *board.people])
    return random.choice([*_likely(board, topic, kind), FABIAN, *board.people]), kind, fields, None


def _likely(board: Board, topic: TopicState, kind: str) -> list[int]:
    """Those who have reason to ask for such a thing."""
    if kind == "vote.retract":
        return list(topic.voters) * 2
    if kind == "cohost.retract":
        return [*topic.offers, *topic.cohosts] * 3
    upper = board.topics.get(topic.merge_offer or topic.merged_into or 0, topic)
    return [host for host in (topic.host, upper.host, upper.host) if host is not None] * 4


def _topic(random: Random, board: Board, kind: str) -> TopicState:
    fits = [topic for topic in board.topics.values() if _AIMS.get(kind, bool)(topic)]
    return random.choice(fits or list(board.topics.values()))


def _persons(board: Board, topic: TopicState, kind: str) -> list[int]:
    blocked = [person.id for person in board.people.values() if person.blocked]
    if kind == "person.unblock" and blocked:
        return blocked
    if kind == "person.erase":
        return [*blocked, *list(board.people)[7:], *topic.cohosts, 1]
    return [*topic.offers, *topic.offers, *topic.cohosts, *board.people]


def _fields(random: Random, board: Board, topic: TopicState, kind: str) -> Json:
    placed = [number for number, other in board.topics.items() if other.slot] or [1]
    sessions = [slot.id for slot in board.slots.values() if slot.kind == "session"]
    written = [len(board.reports[report].revisions) for report in topic.reports.values()]
    some: dict[str, Any] = {
        "topic": topic.id,
        "into": random.choice(list(board.topics)),
        "with": random.choice(placed),
        "person": random.choice(_persons(board, topic, kind)),
        "slot": random.choice([*sessions * 4, *board.slots, 9]),
        "table": random.choice([*board.tables, 9]),
        "theme": random.choice([*board.themes, 1]),
        "commitment": random.choice([*topic.commitments, 1]),
        "title": random.choice(["Rad statt Auto", "Gärten"]),
        "text": random.choice(["", "eins", "zwei\ndrei", "vier", "fünf"]),
        "name": random.choice(["Dora", "Emil"]),
        "field": "happened",
        "base": random.choice([0, *written, *written]),
        "rev": 1,
        "who": "Dora",
        "phase": random.choice(["collect", "sessions", "sessions", "harvest"]),
        "gate": random.choice(["vote", "claim"]),
        "open": random.choice([True, False]),
        "votes_shown": random.choice(["always", "after"]),
        "vote_budget": random.choice([None, 1, 3, 5]),
        "seconds": 60,
        "minutes": random.choice([-5, 0, 5]),
        "color": "#000000",
        "seats": random.choice([2, 8]),
        "scene": "topic",
    }
    wire = {"promise": "text", "title": "text" if kind == "notice.post" else "title"}
    names = (OF_PARTICIPANTS | OF_FACILITATORS)[kind].split()
    return {wire.get(name, name): some.get(name, "Ich rufe an") for name in names}
