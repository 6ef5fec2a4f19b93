"""Hosts and co-hosts: offers, handing over, stepping back, taking (T5)."""

from collections.abc import Sequence

from server.board import commands as c
from server.board import events as e
from server.board.entry import Decision
from server.board.questions import busy_with, counts_for_host, may_host_one_more
from server.board.rejections import Rejection, unknown
from server.board.rules.case import Case, in_play
from server.board.rules.topics import has_name, room_for_one_more
from server.board.state import Board, PersonState, TopicState


def offer(case: Case, command: c.CohostOffer) -> Decision:
    """Someone offers to help; who helps already, helps."""
    topic = case.topic(command.topic)
    case.allow(topic.host != case.person.id)
    case.gate(None)
    has_name(case.person)
    in_play(topic)
    if case.person.id in topic.cohosts or case.person.id in topic.offers:
        return Decision([])
    return Decision([e.CohostOffered(topic.id, case.person.id)])


def retract(case: Case, command: c.CohostRetract) -> Decision:
    """An offer taken back, or a co-host who leaves."""
    topic = case.topic(command.topic)
    case.allow(True)
    case.gate(None)
    return Decision(_end(topic, case.person.id))


def accept(case: Case, command: c.CohostAccept) -> Decision:
    """The host takes up an offer."""
    topic = case.topic_or_hidden(command.topic)
    person = case.board.person(command.person)
    if person.id not in topic.offers and person.id not in topic.cohosts:
        raise unknown("person", person.id)
    case.allow(case.hosts(topic))
    case.gate(None)
    in_play(topic)
    return Decision([e.CohostAdded(topic.id, person.id)] if person.id in topic.offers else [])


def decline(case: Case, command: c.CohostDecline) -> Decision:
    """The host declines an offer, or ends someone's co-hosting."""
    topic = case.topic_or_hidden(command.topic)
    person = case.board.person(command.person)
    case.allow(case.hosts(topic))
    case.gate(None)
    return Decision(_end(topic, person.id))


def handover(case: Case, command: c.HostHandover) -> Decision:
    """To a co-host; a facilitator may name anyone. The host before becomes co-host (T5, T7, T8, C4)."""
    topic = case.topic_or_hidden(command.topic)
    person = case.board.person(command.person)
    host_asks = topic.host == case.person.id and not case.facilitates
    if host_asks and person.id not in (*topic.cohosts, topic.host):
        raise unknown("person", person.id)
    case.allow(case.hosts(topic))
    case.gate(None)
    if topic.host == person.id:
        return Decision([])
    has_name(person)
    in_play(topic)
    not_busy(case.board, person, topic)
    room_for_one_more(case.board, person)
    stays = [] if topic.host is None else [e.CohostAdded(topic.id, topic.host)]
    return Decision([*_becomes_host(topic, person.id), *stays])


def leave(case: Case, command: c.HostLeave) -> Decision:
    """The host steps back; a co-host succeeds, or anyone may take the topic."""
    topic = case.topic_or_hidden(command.topic)
    case.allow(case.hosts(topic))
    case.gate(None)
    in_play(topic)
    return Decision([] if topic.host is None else succession(case.board, topic))


def take(case: Case, command: c.HostTake) -> Decision:
    """Anyone becomes host of a topic that has none."""
    topic = case.topic(command.topic)
    case.allow(topic.host is None or topic.host == case.person.id)
    case.gate(None)
    if topic.host == case.person.id:
        return Decision([])
    has_name(case.person)
    in_play(topic)
    not_busy(case.board, case.person, topic)
    room_for_one_more(case.board, case.person)
    return Decision(_becomes_host(topic, case.person.id))


def not_busy(board: Board, person: PersonState, topic: TopicState) -> None:
    """Rejection `host_busy` where this person hosts another topic in the topic's slot (C4)."""
    other = busy_with(board, person.id, topic.slot, topic.id)
    if other is not None:
        raise Rejection("host_busy", {"topic": other})


def succession(board: Board, topic: TopicState, before: Sequence[int] = ()) -> list[e.AnyEvent]:
    """The longest-serving co-host whom T7 and C4 allow becomes host; none who is blocked (T5).

    `before`: who becomes host of another topic by the same act, once for each.
    """
    for number in topic.cohosts:
        person = board.people[number]
        free = busy_with(board, number, topic.slot, topic.id) is None
        room = not counts_for_host(topic) or may_host_one_more(board, person, before.count(number))
        if free and room and person.name and not person.blocked:
            return _becomes_host(topic, number)
    return [e.HostChanged(topic.id, None)]


def _becomes_host(topic: TopicState, person: int) -> list[e.AnyEvent]:
    helped = person in topic.cohosts
    return [*([e.CohostRemoved(topic.id, person)] if helped else []), e.HostChanged(topic.id, person)]


def _end(topic: TopicState, person: int) -> list[e.AnyEvent]:
    if person in topic.cohosts:
        return [e.CohostRemoved(topic.id, person)]
    return [e.CohostOfferDropped(topic.id, person)] if person in topic.offers else []
