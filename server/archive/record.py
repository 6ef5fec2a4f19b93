"""The record of privacy ("Datenschutz-Nachweis"), for organisers.

Who had access by which link, who was erased when, who consented to leaving a contact, and what is forgotten
when. People are numbers in it, and no contact is told.
"""

from collections.abc import Sequence

from msgspec import Struct

from server.board import events as e
from server.board.commands.shapes import KeyRole
from server.board.entry import Entry
from server.board.housekeeping import ended, people_due, voters_due
from server.board.instants import Instant
from server.board.state import Board


class Access(Struct, frozen=True):
    """A link, and the people who came in by it, whether it is still good or not."""

    key: int
    role: KeyRole
    label: str
    people: list[int]
    used: Instant | None
    revoked: bool


class Erasure(Struct, frozen=True):
    """Someone was erased: when, and under which number; by `null`: the retention."""

    at: Instant
    person: int
    by: int | None


class Consent(Struct, frozen=True):
    """Someone left a contact on a commitment, and agreed to that; `kept` false: it is gone again."""

    at: Instant
    person: int
    commitment: int
    kept: bool


class Record(Struct, frozen=True, kw_only=True):
    """All of it. `voters_due` and `people_due` null: there is nothing left to forget."""

    ended: Instant
    retention_days: int
    voters_due: Instant | None
    people_due: Instant | None
    people: int
    access: list[Access]
    erasures: list[Erasure]
    consents: list[Consent]


def record_of(board: Board, entries: Sequence[Entry], days: int) -> Record:
    """The record of a board, from its state and its log; `days`: how long people are kept."""
    return Record(
        ended=ended(board),
        retention_days=days,
        voters_due=voters_due(board),
        people_due=people_due(board, days),
        people=sum(not person.erased for person in board.people.values()),
        access=[
            Access(key.id, key.role, key.label, _came_by(board, key.id), key.used, key.revoked)
            for key in board.keys.values()
        ],
        erasures=[
            Erasure(entry.at, event.person, entry.actor)
            for entry in entries
            for event in entry.events
            if isinstance(event, e.PersonErased)
        ],
        consents=[
            Consent(entry.at, event.person, event.commitment, _kept(board, event.commitment))
            for entry in entries
            for event in entry.events
            if isinstance(event, e.CommitmentMade) and event.contact
        ],
    )


def _came_by(board: Board, key: int) -> list[int]:
    return [person.id for person in board.people.values() if key in person.keys]


def _kept(board: Board, commitment: int) -> bool:
    made = board.commitments.get(commitment)
    return made is not None and made.contact is not None
