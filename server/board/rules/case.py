"""One command on its way through the rules, in the order in which rejections count.

The first that applies counts: shape, joined, blocked, unknown, allowed, gate, text, state, limits (part 4).
Shape is checked before a case is made; `open_case` checks joined and blocked. A rule then looks things up
(`topic`, `slot`, ...: unknown), calls `allow` once, then `gate`, then looks at text, state and limits.
"""

from typing import TypeVar

from msgspec import Struct

from server.board.commands import Participants, PersonErase
from server.board.commands.shapes import Command, Gate, Role
from server.board.entities import Slot, Table, Theme
from server.board.entry import Actor
from server.board.instants import Instant
from server.board.questions import at_least, role_of
from server.board.rejections import Rejection, unknown
from server.board.state import Board, PersonState, TopicState

_T = TypeVar("_T")


class Case(Struct, frozen=True):
    """Who asks (`person`: the one acted for), with what role, when, and whether gates bind them (F1, P8)."""

    board: Board
    person: PersonState
    role: Role
    now: Instant
    bound: bool
    refused: bool

    @property
    def facilitates(self) -> bool:
        """Whether they may do what a facilitator may."""
        return at_least(self.role, "facilitator")

    def topic(self, number: int) -> TopicState:
        """A topic that everybody sees; a hidden one is `unknown` (T6)."""
        found = self.board.topics.get(number)
        if found is None or found.hidden:
            raise unknown("topic", number)
        return found

    def topic_or_hidden(self, number: int, host: bool = False) -> TopicState:
        """A topic, hidden or not, for facilitators and, where `host`, for its host; else `unknown` (T6)."""
        found = self.board.topics.get(number)
        if found is None or (
            found.hidden and not self.facilitates and not (host and found.host == self.person.id)
        ):
            raise unknown("topic", number)
        return found

    def theme(self, number: int) -> Theme:
        """A theme of the board."""
        return _known(self.board.themes.get(number), "theme", number)

    def slot(self, number: int) -> Slot:
        """A slot of the board."""
        return _known(self.board.slots.get(number), "slot", number)

    def table(self, number: int) -> Table:
        """A table of the board."""
        return _known(self.board.tables.get(number), "table", number)

    def allow(self, allowed: bool) -> None:
        """Rejection `not_allowed` unless the rules let this person do it."""
        if self.refused or not allowed:
            raise Rejection("not_allowed")

    def gate(self, gate: Gate | None) -> None:
        """Rejection `gate_closed` where this gate is closed for whom gates bind (F1, T9).

        None stands for commands that no gate governs: in `closed` they are refused, too.
        """
        if self.bound and not self._open(gate):
            raise Rejection("gate_closed", {"gate": gate})

    def _open(self, gate: Gate | None) -> bool:
        board = self.board
        if gate is None:
            return board.phase != "closed"
        until = board.settings.proposals_until
        if gate == "propose" and board.phase == "lobby" and until and not board.propose_explicit:
            return board.gates["propose"] and self.now <= until
        return board.gates[gate]

    def hosts(self, topic: TopicState) -> bool:
        """Whether they are the topic's host, or may do all that a host may (T5)."""
        return topic.host == self.person.id or self.facilitates

    def helps(self, topic: TopicState) -> bool:
        """Whether they are host or co-host, or may do all that a host may."""
        return self.hosts(topic) or self.person.id in topic.cohosts


def open_case(board: Board, command: Command, actor: Actor, now: Instant) -> Case:
    """The case of a command; Rejection `not_joined`, `blocked` or `unknown` (of the person acted for)."""
    sender = board.people.get(actor.person) if actor.person is not None else None
    if sender is None or sender.erased:
        raise Rejection("not_joined")
    erases_self = isinstance(command, PersonErase) and command.person == sender.id
    if sender.blocked and not erases_self:
        raise Rejection("blocked")
    role = role_of(board, sender)
    if actor.acting_for is None:
        return Case(board, sender, role, now, bound=role == "participant", refused=False)
    person = board.person(actor.acting_for)
    if person.blocked:
        raise Rejection("blocked")
    may = may_act_for(board, role, person) and isinstance(command, Participants)
    return Case(board, person, "participant", now, bound=False, refused=not may)


def may_act_for(board: Board, role: Role, person: PersonState) -> bool:
    """Helpers act for people without a device, facilitators for anyone; nobody for a higher role (P8)."""
    if not at_least(role, role_of(board, person)):
        return False
    return at_least(role, "facilitator") or (role == "helper" and not person.device)


def in_play(topic: TopicState) -> None:
    """Rejection `withdrawn` or `merged` unless the topic is open, or hidden while it was open."""
    if topic.withdrawn:
        raise Rejection("withdrawn")
    if topic.merged_into is not None:
        raise Rejection("merged", {"into": topic.merged_into})


def _known(found: _T | None, kind: str, number: int) -> _T:
    if found is None:
        raise unknown(kind, number)
    return found
