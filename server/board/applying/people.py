"""What the events of people mean for the state."""

from collections.abc import Callable

from server.board import events as e
from server.board.instants import Instant
from server.board.state import Board, KeyState, PersonState


def touch_person(board: Board, person: int | None) -> None:
    """A person's own view, and whether and how they act in public, may be others now."""
    if person is not None:
        board.touched.people.add(person)
        board.touched.entities.add(("people", person))


def _joined(board: Board, event: e.PersonJoined, _at: Instant) -> None:
    board.people[event.person] = PersonState(
        id=event.person,
        name=event.name,
        affiliation=event.affiliation,
        group=event.group,
        device=event.device,
    )
    board.next_ids["people"] = event.person + 1
    touch_person(board, event.person)


def _profile(board: Board, event: e.ProfileChanged, _at: Instant) -> None:
    person = board.people[event.person]
    person.name, person.affiliation, person.group = event.name, event.affiliation, event.group
    touch_person(board, event.person)
    # A host sees the names of those who offer to help.
    for topic in board.topics.values():
        if event.person in topic.offers and topic.host is not None:
            board.touched.people.add(topic.host)


def _key_made(board: Board, event: e.KeyMade, _at: Instant) -> None:
    board.keys[event.key] = KeyState(event.key, event.role, event.label)
    board.next_ids["keys"] = event.key + 1


def _key_used(board: Board, event: e.KeyUsed, at: Instant) -> None:
    board.keys[event.key].used = at
    board.people[event.person].keys[event.key] = None
    touch_person(board, event.person)


def _key_revoked(board: Board, event: e.KeyRevoked, _at: Instant) -> None:
    board.keys[event.key].revoked = True
    board.touched.people.update(p.id for p in board.people.values() if event.key in p.keys)


def _code_made(_board: Board, _event: e.CodeMade, _at: Instant) -> None:
    """Making a code is on record; it changes nothing on the board."""


def _moved(board: Board, event: e.DeviceMoved, _at: Instant) -> None:
    board.people[event.person].device = True


def _blocked(board: Board, event: e.PersonBlocked, _at: Instant) -> None:
    board.people[event.person].blocked = True
    touch_person(board, event.person)


def _unblocked(board: Board, event: e.PersonUnblocked, _at: Instant) -> None:
    board.people[event.person].blocked = False
    touch_person(board, event.person)


def _erased(board: Board, event: e.PersonErased, _at: Instant) -> None:
    person = board.people[event.person]
    person.name, person.affiliation, person.group = None, "", None
    person.erased = True
    person.was_public = bool(person.hosts or person.cohosts or person.commitments)
    for number in person.commitments:
        commitment = board.commitments[number]
        commitment.who, commitment.contact = None, None
        board.touched.entities.add(("commitments", number))
    touch_person(board, event.person)


def _voters_forgotten(board: Board, _event: e.VotersForgotten, _at: Instant) -> None:
    for person in board.people.values():
        person.votes.clear()
        person.here = None
    board.knows_voters = False
    board.touched.everybody = board.touched.history = True


APPLY: dict[type, Callable[..., None]] = {
    e.PersonJoined: _joined,
    e.ProfileChanged: _profile,
    e.KeyMade: _key_made,
    e.KeyUsed: _key_used,
    e.KeyRevoked: _key_revoked,
    e.CodeMade: _code_made,
    e.DeviceMoved: _moved,
    e.PersonBlocked: _blocked,
    e.PersonUnblocked: _unblocked,
    e.PersonErased: _erased,
    e.VotersForgotten: _voters_forgotten,
}
"""What to do for each event."""
