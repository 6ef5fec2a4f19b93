"""What each view shows of each entity; null: nothing (P4, T6, V3, W7)."""

from collections.abc import Callable
from typing import Literal

from server.board import entities as n
from server.board.questions import votes, votes_withheld
from server.board.state import Board, PersonState, TopicState

ViewName = Literal["all", "facilitators"]
VIEW_NAMES: tuple[ViewName, ...] = ("all", "facilitators")


def view_epoch(board: Board, view: ViewName) -> str:
    """The board's epoch in a view; another in each, so that a client never mixes them (W7)."""
    return board.epoch if view == "all" else f"{board.epoch}.f"


def show_board(board: Board, view: ViewName) -> n.BoardFields:
    """The board's own fields."""
    return n.BoardFields(
        slug=board.slug,
        code=board.code,
        title=board.title,
        subtitle=board.subtitle,
        place=board.place,
        tz=board.tz,
        lang=board.lang,
        epoch=view_epoch(board, view),
        phase=board.phase,
        gates=board.gates,
        scene=_scene(board, view),
        notice=board.notice,
        timer=board.timer,
        gong=board.gong,
        settings=board.settings,
        groups=board.groups,
        privacy=board.privacy,
    )


def _scene(board: Board, view: ViewName) -> n.SceneState:
    """The scene; a hidden topic on the wall is none to everybody (T6)."""
    topic = board.topics.get(board.scene.topic or 0)
    if topic is not None and not _visible(topic, view):
        return n.SceneState("auto", None)
    return board.scene


def _visible(topic: TopicState, view: ViewName) -> bool:
    return view == "facilitators" or not topic.hidden


def show_topic(topic: TopicState, reason: bool) -> n.Topic:
    """A topic's card; the reason of its hiding only for facilitators and its host."""
    return n.Topic(
        id=topic.id,
        title=topic.title,
        theme=topic.theme,
        host=topic.host,
        cohosts=list(topic.cohosts),
        status=topic.status,
        planned=topic.planned,
        slot=topic.slot,
        table=topic.table,
        merged_into=topic.merged_into,
        merge_offer=topic.merge_offer,
        created=topic.created,
        reason=topic.reason if reason else None,
    )


def _topic(board: Board, number: int, view: ViewName) -> n.Topic | None:
    topic = board.topics[number]
    return show_topic(topic, reason=view == "facilitators") if _visible(topic, view) else None


def _text(board: Board, number: int, view: ViewName) -> n.Text | None:
    topic = board.topics[number]
    return n.Text(id=number, text=topic.text) if _visible(topic, view) else None


def _tally(board: Board, number: int, view: ViewName) -> n.Tally | None:
    topic = board.topics[number]
    if not _visible(topic, view):
        return None
    withheld = view == "all" and votes_withheld(board)
    return n.Tally(id=number, votes=None if withheld else votes(board, topic), here=len(topic.here))


def _report(board: Board, number: int, view: ViewName) -> n.Report | None:
    report = board.reports[number]
    if not _visible(board.topics[report.topic], view):
        return None
    revisions = report.revisions
    return n.Report(id=number, topic=report.topic, field=report.field, text=revisions[-1], rev=len(revisions))


def _acts_in_public(board: Board, person: PersonState, view: ViewName) -> bool:
    """Whether a view shows this person as host, co-host or author (P4), or did before erasing (P5)."""
    topics = {*person.hosts, *person.cohosts, *(board.commitments[c].topic for c in person.commitments)}
    return person.was_public or any(_visible(board.topics[topic], view) for topic in topics)


def _person(board: Board, number: int, view: ViewName) -> n.Person | None:
    person = board.people[number]
    if not _acts_in_public(board, person, view):
        return None
    return n.Person(id=number, name=person.name, affiliation=person.affiliation, group=person.group)


def _commitment(board: Board, number: int, view: ViewName) -> n.Commitment | None:
    made = board.commitments.get(number)
    if made is None or not _visible(board.topics[made.topic], view):
        return None
    return n.Commitment(
        id=number, topic=made.topic, text=made.text, person=made.person, who=made.who, due=made.due
    )


SHOW: dict[str, Callable[[Board, int, ViewName], n.Entity | None]] = {
    "themes": lambda board, number, _view: board.themes.get(number),
    "slots": lambda board, number, _view: board.slots.get(number),
    "tables": lambda board, number, _view: board.tables.get(number),
    "topics": _topic,
    "texts": _text,
    "tallies": _tally,
    "reports": _report,
    "people": _person,
    "commitments": _commitment,
}
"""How to show an entity of each kind."""
