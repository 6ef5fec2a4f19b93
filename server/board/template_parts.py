"""What a template is made of, as part 8 lists it."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from server.board.commands.shapes import Archive, Budget, Color, Link, Seats, SlotKind, VotesShown
from server.board.entities import Privacy

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9-]{3,40}\Z")]


class SettingsPart(Struct, kw_only=True):
    """`[settings]`."""

    vote_budget: Budget | Literal["none"] | None = 5
    votes_shown: VotesShown = "always"
    max_topics: Budget = 5
    proposals_until: str | None = None
    welcome: str = ""
    archive: Archive = "closed"


class ThemePart(Struct, kw_only=True):
    """One of `[[themes]]`."""

    name: str
    color: Color
    short: str = ""


class SlotPart(Struct, kw_only=True):
    """One of `[[slots]]`."""

    title: str
    starts: str
    ends: str
    kind: SlotKind


class TablePart(Struct, kw_only=True):
    """One of `[[tables]]`."""

    name: str
    seats: Seats
    place: str = ""
    link: Link | None = None


class TopicPart(Struct, kw_only=True):
    """One of `[[topics]]`: planned beforehand, `theme` by its name (T8)."""

    title: str
    text: str = ""
    theme: str | None = None


class Template(Struct, kw_only=True):
    """A template without mistakes: text uniform, times as instants."""

    slug: Slug
    title: str
    tz: str
    subtitle: str = ""
    place: str = ""
    lang: Literal["de", "en"] = "de"
    groups: list[str] = []
    settings: SettingsPart = msgspec.field(default_factory=SettingsPart)
    privacy: Privacy | None = None
    themes: list[ThemePart] = []
    slots: list[SlotPart] = []
    tables: list[TablePart] = []
    topics: list[TopicPart] = []
