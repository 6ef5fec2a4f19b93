"""What happens to the board itself: its making, the facilitation, and the plan."""

from server.board.commands.shapes import Gate, Phase, Scene, SlotKind
from server.board.entities import Privacy, Settings
from server.board.events.shapes import Event
from server.board.instants import Instant


class BoardMade(Event, tag="board made"):
    """The first event of a log (L1)."""

    slug: str
    code: str
    title: str
    subtitle: str
    place: str
    tz: str
    lang: str
    groups: list[str]
    settings: Settings
    privacy: Privacy | None


class PhaseChanged(Event, tag="phase changed"):
    """The evening is in this phase, and its gates are the phase's (F1)."""

    phase: Phase


class GateMoved(Event, tag="gate moved"):
    """A facilitator opened or closed one gate; that outweighs `proposals_until` (F1, T9)."""

    gate: Gate
    open: bool


class SceneChanged(Event, tag="scene changed"):
    """The wall shows this (F2)."""

    scene: Scene
    topic: int | None


class NoticePosted(Event, tag="notice posted"):
    """A notice stands on every screen (F3)."""

    text: str
    until: Instant | None


class NoticeCleared(Event, tag="notice cleared"):
    """No notice stands."""


class TimerSet(Event, tag="timer set"):
    """The countdown ends then; `seconds` is its whole length (F4)."""

    ends: Instant
    seconds: int
    label: str


class TimerStopped(Event, tag="timer stopped"):
    """No countdown runs."""


class GongRung(Event, tag="gong rung"):
    """The gong sounds (F4)."""

    at: Instant


class ThemeChanged(Event, tag="theme changed"):
    """A theme as it is now; a new id makes one."""

    theme: int
    name: str
    short: str
    color: str


class SlotChanged(Event, tag="slot changed"):
    """A slot as it is now; a new id makes one."""

    slot: int
    title: str
    starts: Instant
    ends: Instant
    kind: SlotKind


class TableChanged(Event, tag="table changed"):
    """A table as it is now; a new id makes one."""

    table: int
    name: str
    seats: int
    place: str
    link: str | None


class ThemeRemoved(Event, tag="theme removed"):
    """A theme is gone."""

    theme: int


class SlotRemoved(Event, tag="slot removed"):
    """A slot is gone."""

    slot: int


class TableRemoved(Event, tag="table removed"):
    """A table is gone."""

    table: int


class SettingsChanged(Event, tag="settings changed"):
    """The settings as they are now (F5)."""

    settings: Settings


EveningEvent = (
    BoardMade
    | PhaseChanged
    | GateMoved
    | SceneChanged
    | NoticePosted
    | NoticeCleared
    | TimerSet
    | TimerStopped
    | GongRung
    | ThemeChanged
    | SlotChanged
    | TableChanged
    | ThemeRemoved
    | SlotRemoved
    | TableRemoved
    | SettingsChanged
)
