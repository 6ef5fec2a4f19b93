"""An entry of the log: one accepted command (rule L1)."""

from msgspec import Struct

from server.board.events import AnyEvent
from server.board.instants import Instant


class Actor(Struct, frozen=True):
    """Who asks: a person of the board, or null for the server itself; and the person acted for (P8)."""

    person: int | None
    acting_for: int | None = None


class Decision(Struct, frozen=True):
    """What an accepted command brings about; without events it changes nothing (L3)."""

    events: list[AnyEvent]
    result: dict[str, int] = {}


class Entry(Struct, frozen=True, kw_only=True):
    """One row of a board's log; `command` is the id that its maker gave it (L3)."""

    seq: int
    at: Instant
    actor: int | None
    acting_for: int | None
    command: str
    type: str
    events: list[AnyEvent]
    result: dict[str, int]


class Act(Struct, frozen=True, rename={"as_": "as"}):
    """What a helper, facilitator or organiser did (F6)."""

    seq: int
    at: Instant
    person: int
    as_: int | None
    type: str
