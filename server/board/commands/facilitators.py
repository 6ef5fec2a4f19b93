"""What helpers, facilitators and organisers may ask for (part 4)."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from server.board.commands.shapes import (
    Archive,
    Budget,
    Color,
    Command,
    Gate,
    Id,
    Link,
    Phase,
    ReportField,
    Scene,
    Seats,
    Seconds,
    SlotKind,
    VotesShown,
)


class PersonAdd(Command, tag="person.add"):
    """Make a person who has no device (P8)."""

    name: str
    affiliation: str | None | UnsetType = UNSET
    group: str | None | UnsetType = UNSET


class PhaseSet(Command, tag="phase.set"):
    """Move the evening to a phase, which sets all gates (F1)."""

    phase: Phase


class GateSet(Command, tag="gate.set"):
    """Open or close one gate (F1)."""

    gate: Gate
    open: bool


class SceneShow(Command, tag="scene.show"):
    """Say what the wall shows (F2)."""

    scene: Scene
    topic: Id | None | UnsetType = UNSET


class NoticePost(Command, tag="notice.post"):
    """Put a notice on every screen (F3)."""

    text: str
    seconds: Seconds | None | UnsetType = UNSET


class NoticeClear(Command, tag="notice.clear"):
    """Take the notice off every screen (F3)."""


class TimerStart(Command, tag="timer.start"):
    """Start the countdown (F4)."""

    seconds: Seconds
    label: str | None | UnsetType = UNSET


class TimerAdd(Command, tag="timer.add"):
    """Extend the countdown, or shorten it with a negative number (F4)."""

    seconds: Annotated[int, Meta(ge=-36_000, le=36_000)]


class TimerStop(Command, tag="timer.stop"):
    """End the countdown without a gong (F4)."""


class GongRing(Command, tag="gong.ring"):
    """Sound the gong now (F4)."""


class TopicHide(Command, tag="topic.hide"):
    """Hide a topic from everyone but facilitators and its host (T6)."""

    topic: Id
    reason: str | None | UnsetType = UNSET


class TopicShow(Command, tag="topic.show"):
    """Show a hidden topic again (T6)."""

    topic: Id


class TableSwap(Command, tag="table.swap", rename={"with_": "with"}):
    """Exchange two topics' places as one act (C4)."""

    topic: Id
    with_: Id


class ReportRestore(Command, tag="report.restore"):
    """Bring an earlier revision back, as a new one (R1)."""

    topic: Id
    field: ReportField
    rev: Annotated[int, Meta(ge=0)]


class ThemePut(Command, tag="theme.put"):
    """Make or change a theme (F5)."""

    name: str
    color: Color
    theme: Id | UnsetType = UNSET
    short: str | None | UnsetType = UNSET


class SlotPut(Command, tag="slot.put"):
    """Make or change a slot; times are RFC 3339 with an offset (F5, C6)."""

    title: str
    starts: str
    ends: str
    kind: SlotKind
    slot: Id | UnsetType = UNSET


class SlotStart(Command, tag="slot.start"):
    """Start a slot now and move what follows (C7)."""

    slot: Id


class SlotShift(Command, tag="slot.shift"):
    """Move a slot and all that start after it (C7)."""

    slot: Id
    minutes: Annotated[int, Meta(ge=-600, le=600)]


class TablePut(Command, tag="table.put"):
    """Make or change a table (F5, C6)."""

    name: str
    seats: Seats
    table: Id | UnsetType = UNSET
    place: str | None | UnsetType = UNSET
    link: Link | None | UnsetType = UNSET


class ThemeRemove(Command, tag="theme.remove"):
    """Remove a theme that no topic has (C6)."""

    theme: Id


class SlotRemove(Command, tag="slot.remove"):
    """Remove a slot in which no topic is placed (C6)."""

    slot: Id


class TableRemove(Command, tag="table.remove"):
    """Remove a table at which no topic is placed (C6)."""

    table: Id


class SettingsSet(Command, tag="settings.set"):
    """Change any of a board's settings while it is live (F5)."""

    vote_budget: Budget | None | UnsetType = UNSET
    votes_shown: VotesShown | UnsetType = UNSET
    max_topics: Budget | UnsetType = UNSET
    proposals_until: str | None | UnsetType = UNSET
    welcome: str | None | UnsetType = UNSET
    archive: Archive | UnsetType = UNSET


class PersonBlock(Command, tag="person.block"):
    """Refuse a person's writing and hide their live topics (F7)."""

    person: Id


class PersonUnblock(Command, tag="person.unblock"):
    """Lift a block, and show what it hid (F7)."""

    person: Id


class PersonErase(Command, tag="person.erase"):
    """Forget a person (P5)."""

    person: Id
