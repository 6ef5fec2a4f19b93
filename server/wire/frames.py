"""What the server sends: frames and bodies, and the only encoder (part 5 of the specification)."""

from typing import Any, Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

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
from server.board.rejections import Code


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


_encoder = msgspec.json.Encoder()


def encode(value: Any) -> bytes:
    """A frame or a body as UTF-8 JSON."""
    return _encoder.encode(value)
