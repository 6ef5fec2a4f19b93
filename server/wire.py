"""Every frame that crosses the WebSocket, with the only encoders and decoders (part 5 of the specification).

A frame is one JSON object in UTF-8, `t` first. What a client may send is read in two steps: first the frame,
so that a readable id gets its answer whatever the command holds (W5), then the command.
"""

import re
from typing import Any, Literal

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from server.board.commands import AnyCommand
from server.board.commands.shapes import Command, Id
from server.board.entities import (
    BoardFields,
    BoardSnapshot,
    Commitment,
    Person,
    Report,
    Slot,
    Table,
    Tally,
    Text,
    Theme,
    Topic,
)
from server.board.instants import Instant
from server.board.me import Me
from server.board.rejections import Code, Rejection

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class BadFrame(Exception):
    """A frame that is none of part 5's, or has no readable id: the connection closes with 4000."""


class Frame(Struct, frozen=True, tag_field="t"):
    """A frame from the server; the subclass's tag is its `t`."""


class Hello(Frame, frozen=True, tag="hello"):
    """The server's first frame."""

    epoch: str
    seq: int
    now: Instant
    me: Me | None
    protocol: Literal[1] = 1


class BoardFrame(Frame, frozen=True, tag="board"):
    """Everything that a view shows at `seq`."""

    seq: int
    board: BoardSnapshot


class Set(Struct, frozen=True, omit_defaults=True):
    """Whole entities as they are now, by kind (W1)."""

    board: BoardFields | UnsetType = UNSET
    themes: list[Theme] = []
    slots: list[Slot] = []
    tables: list[Table] = []
    topics: list[Topic] = []
    texts: list[Text] = []
    tallies: list[Tally] = []
    reports: list[Report] = []
    people: list[Person] = []
    commitments: list[Commitment] = []


class Gone(Struct, frozen=True, omit_defaults=True):
    """Ids that a view shows no longer, by kind (W1)."""

    themes: list[int] = []
    slots: list[int] = []
    tables: list[int] = []
    topics: list[int] = []
    texts: list[int] = []
    tallies: list[int] = []
    reports: list[int] = []
    people: list[int] = []
    commitments: list[int] = []


class Patch(Frame, frozen=True, tag="patch", rename={"from_": "from"}):
    """What has changed: valid on top of any state whose seq is `from` to `seq` - 1 (W1 to W3)."""

    from_: int
    seq: int
    set: Set
    gone: Gone


class MeFrame(Frame, frozen=True, tag="me"):
    """This person's own view has changed."""

    me: Me


class Pulse(Frame, frozen=True, tag="pulse"):
    """How many people are connected (watchers not counted), and how many have joined."""

    now: Instant
    online: int
    joined: int


class Ok(Frame, frozen=True, tag="ok", omit_defaults=True):
    """A command is in the log at `seq` and durable; `me` where it changed."""

    id: str
    seq: int
    result: dict[str, int]
    me: Me | UnsetType = UNSET


class No(Frame, frozen=True, tag="no"):
    """A command was refused, and changed nothing."""

    id: str
    code: Code
    message: str
    detail: dict[str, Any]


class Pong(Frame, frozen=True, tag="pong"):
    """The answer to a ping."""

    now: Instant


class Outcome(Struct, frozen=True):
    """The body of an accepted command over HTTP."""

    seq: int
    result: dict[str, int]


class Snapshot(Struct, frozen=True):
    """The body of a board over HTTP."""

    seq: int
    board: BoardSnapshot


class Ping(Struct, frozen=True):
    """A client asks whether the connection lives."""


class Order(Struct, frozen=True, kw_only=True):
    """A command as someone sent it; `command` is a Rejection where it could not be read (W5)."""

    id: str
    acting_for: int | None
    command: Command | Rejection


_encoder = msgspec.json.Encoder()
_read_object = msgspec.json.Decoder(dict[str, Raw]).decode
_read_string = msgspec.json.Decoder(str).decode
_read_person = msgspec.json.Decoder(Id | None).decode
_read_command = msgspec.json.Decoder(AnyCommand).decode


def encode(value: Any) -> bytes:
    """A frame or a body as UTF-8 JSON."""
    return _encoder.encode(value)


def read_frame(data: str | bytes) -> Ping | Order:
    """What a client sent over the socket; BadFrame where it is none of part 5's frames."""
    fields = _object(data)
    kind = _string(fields.pop("t", None))
    if kind == "ping" and not fields:
        return Ping()
    if kind != "do":
        raise BadFrame("neither a do nor a ping")
    return _order(fields)


def read_order(data: bytes) -> Order:
    """The body of a command over HTTP; BadFrame where it has no readable id."""
    return _order(_object(data))


def _object(data: str | bytes) -> dict[str, Raw]:
    try:
        return _read_object(data)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadFrame(str(error)) from error


def _order(fields: dict[str, Raw]) -> Order:
    command_id = _string(fields.pop("id", None))
    if command_id is None or not _UUID.fullmatch(command_id):
        raise BadFrame("id is not a UUID")
    try:
        acting_for = _read_person(fields.pop("as", Raw(b"null")))
        command: Command | Rejection = _read_command(fields.pop("command", Raw(b"null")))
        if fields:
            raise msgspec.ValidationError(f"Object contains unknown field `{next(iter(fields))}`")
    except (msgspec.DecodeError, RecursionError) as error:
        return Order(id=command_id, acting_for=None, command=_unreadable(error))
    return Order(id=command_id, acting_for=acting_for, command=command)


def _string(raw: Raw | None) -> str | None:
    try:
        return None if raw is None else _read_string(raw)
    except msgspec.DecodeError:
        return None


def _unreadable(error: Exception) -> Rejection:
    """What is wrong with a command's shape, and where."""
    what, _, path = str(error).partition(" - at `$")
    return Rejection("bad_request", {"what": what, "where": path.strip(".`") or "command"})
