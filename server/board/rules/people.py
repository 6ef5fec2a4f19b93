"""People: profiles, people without a device, blocking, erasing (P1, P5, P8, F7)."""

from msgspec import UNSET, UnsetType

from server.board import commands as c
from server.board import events as e
from server.board.entry import Decision
from server.board.questions import at_least, counts_for_host, role_of
from server.board.rejections import Rejection
from server.board.rules.case import Case
from server.board.rules.hosts import succession
from server.board.rules.topics import hide_event
from server.board.state import Board, PersonState
from server.board.text import within


def group_of(board: Board, asked: str | UnsetType | None, otherwise: str | None) -> str | None:
    """One of the template's groups, or none; else Rejection `bad_request`."""
    if asked is UNSET:
        return otherwise
    if asked is not None and asked not in board.groups:
        raise Rejection("bad_request", {"what": "not one of the board's groups", "where": "group"})
    return asked


def change_profile(case: Case, command: c.ProfileSet) -> Decision:
    """P1; possible in every phase (F1)."""
    person = case.person
    group = group_of(case.board, command.group, person.group)
    case.allow(True)
    name = person.name if command.name is UNSET else within(command.name, "name", 1, 40)
    affiliation = person.affiliation
    if command.affiliation is not UNSET:
        affiliation = within(command.affiliation or "", "affiliation", 0, 80)
    if (name, affiliation, group) == (person.name, person.affiliation, person.group):
        return Decision([])
    return Decision([e.ProfileChanged(person.id, name, affiliation, group)])


def add(case: Case, command: c.PersonAdd) -> Decision:
    """P8."""
    group = group_of(case.board, command.group, None)
    case.allow(at_least(case.role, "helper"))
    name = within(command.name, "name", 1, 40)
    affiliation = within(command.affiliation or "", "affiliation", 0, 80)
    number = case.board.next_id("people")
    return Decision([e.PersonJoined(number, name, affiliation, group, device=False)], {"person": number})


def block(case: Case, command: c.PersonBlock) -> Decision:
    """F7: live topics are hidden, points stay."""
    person = case.board.person(command.person)
    case.allow(_may_block(case, person))
    if person.blocked:
        return Decision([])
    events: list[e.AnyEvent] = [e.PersonBlocked(person.id)]
    for number in person.hosts:
        topic = case.board.topics[number]
        if not topic.hidden and not topic.withdrawn:
            events += hide_event(case.board, topic, None, person.id)
    return Decision(once(events))


def unblock(case: Case, command: c.PersonUnblock) -> Decision:
    """F7: what the block hid is shown."""
    person = case.board.person(command.person)
    case.allow(_may_block(case, person))
    if not person.blocked:
        return Decision([])
    hidden = [t.id for t in case.board.topics.values() if t.hidden_by_block == person.id]
    return Decision([e.PersonUnblocked(person.id), *(e.TopicShown(topic) for topic in hidden)])


def erase(case: Case, command: c.PersonErase) -> Decision:
    """P5: by oneself or by an organiser; co-hosts succeed, points, presence and open offers go."""
    person = case.board.person(command.person)
    case.allow(person.id == case.person.id or case.role == "organiser")
    return Decision(erasing(case.board, person))


def erasing(board: Board, person: PersonState) -> list[e.AnyEvent]:
    """What erasing a person brings about (P5)."""
    events: list[e.AnyEvent] = [e.PersonErased(person.id)]
    for topic in board.topics.values():
        if person.id in topic.cohosts:
            events.append(e.CohostRemoved(topic.id, person.id))
        if person.id in topic.offers:
            events.append(e.CohostOfferDropped(topic.id, person.id))
        if topic.host == person.id:
            if topic.merge_offer is not None:
                events.append(e.MergeOfferDropped(topic.id))
            events += succession(board, topic, _hosts_to_be(board, events))
    events += [e.PointTaken(topic, person.id) for topic in person.votes]
    if person.here is not None:
        events.append(e.HereCleared(person.id))
    return events


def once(events: list[e.AnyEvent]) -> list[e.AnyEvent]:
    """Each event once: two topics of one person that are merged name their parting twice."""
    kept: list[e.AnyEvent] = []
    for event in events:
        if event not in kept:
            kept.append(event)
    return kept


def _hosts_to_be(board: Board, events: list[e.AnyEvent]) -> list[int]:
    """Who gets a topic by these events, once for each that counts (T7)."""
    changes = [event for event in events if isinstance(event, e.HostChanged)]
    return [to.person for to in changes if to.person and counts_for_host(board.topics[to.topic])]


def _may_block(case: Case, person: PersonState) -> bool:
    """Facilitators block those below them, only an organiser a facilitator, nobody themself (F7)."""
    if person.id == case.person.id:
        return False
    if case.role == "organiser":
        return True
    return case.facilitates and not at_least(role_of(case.board, person), "facilitator")
