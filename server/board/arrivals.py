"""What the server asks of a board by itself: joining, keys, codes (L1). None is a command of the wire."""

from server.board import events as e
from server.board.commands.shapes import Command, KeyRole
from server.board.entry import Actor, Decision
from server.board.instants import Instant
from server.board.questions import at_least, role_of
from server.board.rejections import Rejection, unknown
from server.board.rules.case import may_act_for
from server.board.rules.people import group_of
from server.board.state import Board, PersonState
from server.board.text import within


class Join(Command, tag="person.join"):
    """A newcomer joins with a name (P1)."""

    name: str
    affiliation: str = ""
    group: str | None = None


class KeyUse(Command, tag="key.use"):
    """Someone comes in by a key whose secret was right; with no person yet, one is made (P3)."""

    key: int
    name: str | None = None


class KeyMake(Command, tag="key.make"):
    """An organiser makes a link for a role (P3)."""

    role: KeyRole
    label: str


class KeyRevoke(Command, tag="key.revoke"):
    """An organiser revokes a link (P3)."""

    key: int


class CodeMake(Command, tag="code.make"):
    """A code for another device: for oneself, or by a facilitator for someone (P7)."""

    person: int


class CodeUse(Command, tag="code.use"):
    """A device came in by a code that was right (P7)."""

    person: int


def join(board: Board, command: Join, _actor: Actor, _now: Instant) -> Decision:
    """P1: the gate binds newcomers."""
    group = group_of(board, command.group, None)
    if not board.gates["join"]:
        raise Rejection("gate_closed", {"gate": "join"})
    name = within(command.name, "name", 1, 40)
    affiliation = within(command.affiliation, "affiliation", 0, 80)
    number = board.next_id("people")
    return Decision([e.PersonJoined(number, name, affiliation, group, device=True)], {"person": number})


def use_key(board: Board, command: KeyUse, actor: Actor, _now: Instant) -> Decision:
    """P3: a revoked key is no key; a name is taken where the person has none yet."""
    key = board.keys.get(command.key)
    if key is None or key.revoked:
        raise Rejection("not_allowed")
    name = within(command.name, "name", 1, 40) if command.name else None
    if actor.person is None:
        number = board.next_id("people")
        came: list[e.AnyEvent] = [e.PersonJoined(number, name, "", None, device=True)]
        return Decision([*came, e.KeyUsed(key.id, number)], {"person": number})
    person = board.person(actor.person)
    named: list[e.AnyEvent] = []
    if name and person.name is None:
        named.append(e.ProfileChanged(person.id, name, person.affiliation, person.group))
    return Decision([*named, e.KeyUsed(key.id, person.id)], {"person": person.id})


def make_key(board: Board, command: KeyMake, actor: Actor, _now: Instant) -> Decision:
    """P3: organisers alone."""
    _organiser(board, actor)
    label = within(command.label, "label", 1, 80)
    number = board.next_id("keys")
    return Decision([e.KeyMade(number, command.role, label)], {"key": number})


def revoke_key(board: Board, command: KeyRevoke, actor: Actor, _now: Instant) -> Decision:
    """P3: organisers alone; a key revoked twice is revoked once."""
    key = board.keys.get(command.key)
    if key is None:
        raise unknown("key", command.key)
    _organiser(board, actor)
    return Decision([] if key.revoked else [e.KeyRevoked(key.id)])


def make_code(board: Board, command: CodeMake, actor: Actor, _now: Instant) -> Decision:
    """P7, P8: for oneself, or by a facilitator for someone of no higher role."""
    asks = _joined(board, actor)
    person = board.person(command.person)
    role = role_of(board, asks)
    if person.id != asks.id and not (at_least(role, "facilitator") and may_act_for(board, role, person)):
        raise Rejection("not_allowed")
    return Decision([e.CodeMade(person.id)])


def use_code(board: Board, command: CodeUse, _actor: Actor, _now: Instant) -> Decision:
    """P7: the join gate does not bind."""
    person = board.person(command.person)
    return Decision([e.DeviceMoved(person.id)], {"person": person.id})


def _joined(board: Board, actor: Actor) -> PersonState:
    if actor.person is None or board.people[actor.person].erased:
        raise Rejection("not_joined")
    person = board.people[actor.person]
    if person.blocked:
        raise Rejection("blocked")
    return person


def _organiser(board: Board, actor: Actor) -> None:
    if role_of(board, _joined(board, actor)) != "organiser":
        raise Rejection("not_allowed")
