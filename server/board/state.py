"""What a board is at some seq: the fold of its log (rule L1). Only `apply` changes it."""

from msgspec import Struct, field

from server.board.commands.shapes import Gate, KeyRole, Phase, ReportField, Role
from server.board.entities import (
    Notice,
    Privacy,
    SceneState,
    Settings,
    Slot,
    Status,
    Table,
    Theme,
    Timer,
)
from server.board.entry import Act
from server.board.instants import Instant
from server.board.rejections import unknown

GATES_OPEN: dict[Phase, frozenset[Gate]] = {
    "lobby": frozenset({"join", "propose"}),
    "collect": frozenset({"join", "propose", "vote"}),
    "market": frozenset({"join", "propose", "vote", "claim"}),
    "sessions": frozenset({"join", "propose", "vote", "claim", "report"}),
    "harvest": frozenset({"join", "report"}),
    "closed": frozenset(),
}
"""Which gates a phase opens (F1)."""

GATES: tuple[Gate, ...] = ("join", "propose", "vote", "claim", "report")
ROLES: tuple[Role, ...] = ("participant", "helper", "facilitator", "organiser")


class TopicState(Struct, kw_only=True):
    """A topic with everything that views count or hide. Sets that keep an order are dicts without values."""

    id: int
    title: str
    text: str
    theme: int | None
    host: int | None
    planned: bool
    created: Instant
    cohosts: list[int] = field(default_factory=list)
    offers: dict[int, None] = field(default_factory=dict)
    withdrawn: bool = False
    hidden: bool = False
    hidden_by_block: int | None = None
    reason: str | None = None
    slot: int | None = None
    table: int | None = None
    merged_into: int | None = None
    merge_cohost: int | None = None
    merge_offer: int | None = None
    merged: list[int] = field(default_factory=list)
    voters: dict[int, None] = field(default_factory=dict)
    here: dict[int, None] = field(default_factory=dict)
    reports: dict[ReportField, int] = field(default_factory=dict)
    commitments: dict[int, None] = field(default_factory=dict)

    @property
    def status(self) -> Status:
        """What part 5 calls the topic's status; hidden outweighs the others (T6)."""
        if self.hidden:
            return "hidden"
        if self.merged_into is not None:
            return "merged"
        return "withdrawn" if self.withdrawn else "open"


class PersonState(Struct, kw_only=True):
    """A person; `votes`, `hosts`, `cohosts` and `commitments` mirror what topics hold, in order of giving."""

    id: int
    name: str | None
    affiliation: str
    group: str | None
    device: bool
    keys: dict[int, None] = field(default_factory=dict)
    blocked: bool = False
    erased: bool = False
    was_public: bool = False
    here: int | None = None
    votes: dict[int, None] = field(default_factory=dict)
    hosts: dict[int, None] = field(default_factory=dict)
    cohosts: dict[int, None] = field(default_factory=dict)
    commitments: dict[int, None] = field(default_factory=dict)


class KeyState(Struct):
    """A link for a role (P3); its secret is elsewhere."""

    id: int
    role: KeyRole
    label: str
    used: Instant | None = None
    revoked: bool = False


class ReportState(Struct):
    """One field of a topic's report with all its revisions, the first at revision 1 (R1)."""

    id: int
    topic: int
    field: ReportField
    revisions: list[str]


class CommitmentState(Struct, kw_only=True):
    """A commitment; `contact` is for organisers only (R2)."""

    id: int
    topic: int
    person: int
    text: str
    who: str | None
    due: str | None
    contact: str | None


class Touched(Struct):
    """What an entry may have changed: entities by kind, and people whose own view may be another now.

    `history`: the entries before this one were rewritten, so that a state made from them is another (V5).
    """

    entities: set[tuple[str, int]] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    everybody: bool = False
    history: bool = False


class Board(Struct, kw_only=True):
    """One board. `seq` is the last entry's; `next_ids` counts every kind's ids, and never gives one again.

    `last_entry` is when somebody last did something; `knows_voters`: points or presence have a person (V5).
    """

    epoch: str
    seq: int = 0
    slug: str = ""
    code: str = ""
    title: str = ""
    subtitle: str = ""
    place: str = ""
    tz: str = "UTC"
    lang: str = "de"
    groups: list[str] = field(default_factory=list)
    settings: Settings = Settings()
    privacy: Privacy | None = None
    phase: Phase = "lobby"
    gates: dict[Gate, bool] = field(default_factory=lambda: gates_of("lobby"))
    propose_explicit: bool = False
    scene: SceneState = SceneState("auto", None)
    notice: Notice | None = None
    timer: Timer | None = None
    gong: Instant | None = None
    themes: dict[int, Theme] = field(default_factory=dict)
    slots: dict[int, Slot] = field(default_factory=dict)
    tables: dict[int, Table] = field(default_factory=dict)
    topics: dict[int, TopicState] = field(default_factory=dict)
    people: dict[int, PersonState] = field(default_factory=dict)
    keys: dict[int, KeyState] = field(default_factory=dict)
    reports: dict[int, ReportState] = field(default_factory=dict)
    commitments: dict[int, CommitmentState] = field(default_factory=dict)
    places: dict[tuple[int, int], int] = field(default_factory=dict)
    next_ids: dict[str, int] = field(default_factory=dict)
    outcomes: dict[tuple[int | None, str], tuple[int, dict[str, int]]] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    last_entry: Instant = ""
    knows_voters: bool = False
    last_command: str = ""
    touched: Touched = field(default_factory=Touched)

    def next_id(self, kind: str) -> int:
        """The id that the next thing of this kind will get."""
        return self.next_ids.get(kind, 1)

    def person(self, number: int) -> PersonState:
        """A person who has not been erased; Rejection `unknown` otherwise."""
        found = self.people.get(number)
        if found is None or found.erased:
            raise unknown("person", number)
        return found


def gates_of(phase: Phase) -> dict[Gate, bool]:
    """All gates as a phase sets them (F1)."""
    return {gate: gate in GATES_OPEN[phase] for gate in GATES}
