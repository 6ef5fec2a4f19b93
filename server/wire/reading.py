"""What clients send, and the only decoders (part 5 of the specification).

A frame is read in two steps: first the frame, so that a readable id gets its answer whatever the command
holds (W5), then the command.
"""

import json
import re

import msgspec
from msgspec import Raw, Struct

from server.board.commands import AnyCommand
from server.board.commands.shapes import Command, Id
from server.board.rejections import Rejection

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class BadFrame(Exception):
    """A frame that is none of part 5's, or has no readable id: the connection closes with 4000."""


class Ping(Struct, frozen=True):
    """A client asks whether the connection lives."""


class Order(Struct, frozen=True, kw_only=True):
    """A command as someone sent it; `command` is a Rejection where it could not be read (W5)."""

    id: str
    acting_for: int | None
    command: Command | Rejection


_HALF = Raw(b'"\\ud800"')
"""Reading this says what is wrong."""

_read_object = msgspec.json.Decoder(dict[str, Raw]).decode
_read_string = msgspec.json.Decoder(str).decode
_read_person = msgspec.json.Decoder(Id | None).decode
_read_command = msgspec.json.Decoder(AnyCommand).decode


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
        return _half_readable(data, error)


def _half_readable(data: str | bytes, error: Exception) -> dict[str, Raw]:
    """The `t` and `id` of a frame with half a surrogate pair: JSON, but msgspec reads none of it.

    Browsers send it when a text was cut within an emoji: they must hear so, not lose their connection (W5).
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise BadFrame(str(error)) from error
    if not isinstance(found, dict):
        raise BadFrame(str(error)) from error
    fields = {name: Raw(json.dumps(found[name]).encode()) for name in ("t", "id") if name in found}
    return {**fields, "command": _HALF}


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
