"""What the server does by itself when time has passed: it forgets (V5, part 8). No command of the wire."""

from server.board import events as e
from server.board.commands.shapes import Command
from server.board.entry import Actor, Decision
from server.board.instants import Instant, plus
from server.board.rejections import Rejection
from server.board.rules.people import erasing
from server.board.state import Board

VOTES_DAYS = 7
"""Days after which votes and presence lose their person (V5)."""

_DAY = 24 * 3600 * 1000


class VotersForget(Command, tag="voters.forget"):
    """Points and presence are nobody's from now on."""


class PersonForget(Command, tag="person.forget"):
    """A person is erased, because the time is over for which the server keeps people."""

    person: int


def ended(board: Board) -> Instant:
    """When a board's last slot ended, or when somebody last did something, if that was later."""
    return max([board.last_entry, *(slot.ends for slot in board.slots.values())])


def voters_due(board: Board) -> Instant | None:
    """When points and presence are to lose their person; null: they have none (V5)."""
    return plus(ended(board), VOTES_DAYS * _DAY) if board.knows_voters else None


def people_due(board: Board, days: int) -> Instant | None:
    """When everybody is to be erased; null: nobody is left."""
    there = any(not person.erased for person in board.people.values())
    return plus(ended(board), days * _DAY) if there else None


def forget_voters(board: Board, _command: VotersForget, _actor: Actor, now: Instant) -> Decision:
    """V5: not before its time, and not where there is nothing to forget."""
    due = voters_due(board)
    if due is None or now < due:
        raise Rejection("not_allowed", {"what": "it is not time to forget"})
    return Decision([e.VotersForgotten()])


def forget_person(board: Board, command: PersonForget, _actor: Actor, _now: Instant) -> Decision:
    """P5, when the days of THEMENWAND_RETENTION_DAYS are over; how many those are, the server knows."""
    return Decision(erasing(board, board.person(command.person)))
