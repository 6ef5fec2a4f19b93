"""Topics: propose, edit, withdraw, restore, hide, show (T1 to T9)."""

from msgspec import UNSET, UnsetType

from server.board import commands as c
from server.board import events as e
from server.board.entry import Decision
from server.board.questions import may_host_one_more, votes_left
from server.board.rejections import Rejection
from server.board.rules.case import Case
from server.board.rules.merges import undo_merges
from server.board.state import Board, PersonState, TopicState
from server.board.text import within


def has_name(person: PersonState) -> None:
    """Rejection `too_short` for someone who came in by key and has not set a name yet (P3)."""
    within(person.name or "", "name", 1, 40)


def room_for_one_more(board: Board, person: PersonState) -> None:
    """Rejection `too_many_topics` where T7 does not let this person host another topic."""
    if not may_host_one_more(board, person):
        raise Rejection("too_many_topics", {"limit": board.settings.max_topics})


def propose(case: Case, command: c.TopicPropose) -> Decision:
    """T1 to T3, T7, T9."""
    theme = _theme(case, command.theme, None)
    case.allow(True)
    case.gate("propose")
    title = within(command.title, "title", 3, 120)
    text = within(command.text or "", "text", 0, 2000)
    has_name(case.person)
    room_for_one_more(case.board, case.person)
    number = case.board.next_id("topics")
    return Decision([e.TopicProposed(number, title, text, theme, case.person.id)], {"topic": number})


def edit(case: Case, command: c.TopicEdit) -> Decision:
    """T4; of a hidden topic only its host and facilitators know (T6)."""
    topic = case.topic_or_hidden(command.topic, host=True)
    theme = _theme(case, command.theme, topic.theme)
    case.allow(case.helps(topic))
    case.gate(None)
    title = topic.title if command.title is UNSET else within(command.title, "title", 3, 120)
    text = topic.text if command.text is UNSET else within(command.text or "", "text", 0, 2000)
    if (title, text, theme) == (topic.title, topic.text, topic.theme):
        return Decision([])
    return Decision([e.TopicEdited(topic.id, title, text, theme)])


def withdraw(case: Case, command: c.TopicWithdraw) -> Decision:
    """T4; the topic's merges are undone first (M3)."""
    topic = case.topic_or_hidden(command.topic, host=True)
    case.allow(case.hosts(topic))
    case.gate(None)
    if topic.withdrawn:
        return Decision([])
    return Decision([*undo_merges(case.board, topic), e.TopicWithdrawn(topic.id)])


def restore(case: Case, command: c.TopicRestore) -> Decision:
    """T4, T7; points come back to owners who still have one free (V2)."""
    topic = case.topic_or_hidden(command.topic)
    case.allow(case.hosts(topic))
    case.gate("propose")
    if not topic.withdrawn:
        return Decision([])
    if topic.host is not None and not topic.hidden:
        room_for_one_more(case.board, case.board.people[topic.host])
    dropped = [
        e.PointTaken(topic.id, voter)
        for voter in topic.voters
        if voter > 0  # nobody's points stay (V5)
        and votes_left(case.board, case.board.people[voter]) == 0
    ]
    return Decision([e.TopicRestored(topic.id), *dropped])


def hide_event(board: Board, topic: TopicState, reason: str | None, block: int | None) -> list[e.AnyEvent]:
    """What hiding a topic brings about (T6, M3)."""
    return [*undo_merges(board, topic), e.TopicHidden(topic.id, reason, block)]


def hide(case: Case, command: c.TopicHide) -> Decision:
    """T6."""
    topic = case.topic_or_hidden(command.topic, host=True)
    case.allow(case.facilitates)
    reason = within(command.reason or "", "reason", 0, 280) or None
    if topic.hidden:
        return Decision([])
    return Decision(hide_event(case.board, topic, reason, None))


def show(case: Case, command: c.TopicShow) -> Decision:
    """T6."""
    topic = case.topic_or_hidden(command.topic, host=True)
    case.allow(case.facilitates)
    return Decision([e.TopicShown(topic.id)] if topic.hidden else [])


def _theme(case: Case, asked: int | UnsetType | None, otherwise: int | None) -> int | None:
    if asked is UNSET:
        return otherwise
    return None if asked is None else case.theme(asked).id
