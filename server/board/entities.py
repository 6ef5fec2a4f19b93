"""The entities of a view, as part 5 puts them on the wire; a view holds them ready-made."""

from typing import Literal

from msgspec import Struct

from server.board.commands.shapes import (
    Archive,
    Gate,
    Phase,
    ReportField,
    Scene,
    SlotKind,
    VotesShown,
)
from server.board.instants import Instant

Status = Literal["open", "withdrawn", "hidden", "merged"]


class Entity(Struct, frozen=True):
    """Something with an id of its board, replaced whole in a patch (W1)."""

    id: int


class SceneState(Struct, frozen=True):
    """What the wall shows (F2)."""

    scene: Scene
    topic: int | None


class Notice(Struct, frozen=True):
    """A message on every screen; `until` null: until it is cleared (F3)."""

    text: str
    until: Instant | None


class Timer(Struct, frozen=True):
    """The countdown; `seconds` is its whole length (F4)."""

    ends: Instant
    seconds: int
    label: str


class Settings(Struct, frozen=True):
    """What a facilitator may change on a live board; `vote_budget` null: no limit."""

    vote_budget: int | None = 5
    votes_shown: VotesShown = "always"
    max_topics: int = 5
    proposals_until: Instant | None = None
    welcome: str = ""
    archive: Archive = "closed"


class Privacy(Struct, frozen=True):
    """Who answers for the data, for the privacy page and the imprint; any of them may be empty."""

    controller: str = ""
    contact: str = ""
    legal_basis: str = ""
    imprint: str = ""


class Theme(Entity, frozen=True):
    """A field that topics belong to."""

    name: str
    short: str
    color: str


class Slot(Entity, frozen=True):
    """A span of time."""

    title: str
    starts: Instant
    ends: Instant
    kind: SlotKind


class Table(Entity, frozen=True):
    """A place in the room."""

    name: str
    seats: int
    place: str
    link: str | None


class Topic(Entity, frozen=True):
    """A card on the wall; its text and its counts are entities of their own."""

    title: str
    theme: int | None
    host: int | None
    cohosts: list[int]
    status: Status
    planned: bool
    slot: int | None
    table: int | None
    merged_into: int | None
    merge_offer: int | None
    created: Instant
    reason: str | None


class Text(Entity, frozen=True):
    """A topic's text; the id is the topic's."""

    text: str


class Tally(Entity, frozen=True):
    """How many are interested and how many are here; the id is the topic's. `votes` null: withheld (V3)."""

    votes: int | None
    here: int


class Report(Entity, frozen=True):
    """One field of a topic's report at its newest revision."""

    topic: int
    field: ReportField
    text: str
    rev: int


class Person(Entity, frozen=True):
    """Someone who acts in public; name null: erased, or none given yet (P4, P5)."""

    name: str | None
    affiliation: str
    group: str | None


class Commitment(Entity, frozen=True):
    """What someone promises to do next."""

    topic: int
    text: str
    person: int
    who: str | None
    due: str | None


class BoardFields(Struct, frozen=True, kw_only=True):
    """The board's own fields: the `board` of a patch."""

    slug: str
    code: str
    title: str
    subtitle: str
    place: str
    tz: str
    lang: str
    epoch: str
    phase: Phase
    gates: dict[Gate, bool]
    scene: SceneState
    notice: Notice | None
    timer: Timer | None
    gong: Instant | None
    settings: Settings
    groups: list[str]
    privacy: Privacy | None


class BoardSnapshot(BoardFields, frozen=True, kw_only=True):
    """BOARD of part 5: everything that one of the two views shows."""

    themes: list[Theme]
    slots: list[Slot]
    tables: list[Table]
    topics: list[Topic]
    texts: list[Text]
    tallies: list[Tally]
    reports: list[Report]
    people: list[Person]
    commitments: list[Commitment]
