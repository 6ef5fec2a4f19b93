"""What came out, told once for all formats: each topic with its names, its place and its results.

Everything here is read from a view's snapshot, so no format can show what the view does not hold (P4, T6).
"""

from msgspec import Struct

from server.archive.words import WORDS, clock, day
from server.board.commands.shapes import ReportField
from server.board.entities import BoardSnapshot, Slot, Status, Table, Theme
from server.board.instants import Instant
from server.words import Language

REPORT_FIELDS: tuple[ReportField, ...] = ("happened", "next_step", "open_question")


class Source(Struct, frozen=True, kw_only=True):
    """What a format is made from: everybody's view, what links begin with, and when.

    `contacts` holds commitments' contacts by their ids, and is null for all but organisers (R2).
    """

    board: BoardSnapshot
    base: str
    now: Instant
    contacts: dict[int, str] | None = None


class Promise(Struct, frozen=True):
    """A commitment; `who` is "gelöscht" or "deleted" where its author was erased (P5)."""

    id: int
    text: str
    who: str
    due: str


class Told(Struct, frozen=True, kw_only=True):
    """One topic as the proceedings tell it. `host` is "" where nobody hosts; `votes` null: withheld (V3)."""

    id: int
    title: str
    text: str
    theme: Theme | None
    host: str
    cohosts: list[str]
    status: Status
    planned: bool
    slot: Slot | None
    table: Table | None
    votes: int | None
    here: int
    into: int | None
    merged: list[int]
    reports: dict[ReportField, str]
    promises: list[Promise]

    @property
    def has_results(self) -> bool:
        """Whether anything came out of it that was written down."""
        return bool(self.reports or self.promises)


class Proceedings(Struct, frozen=True, kw_only=True):
    """All topics of a board in the order of their numbers, and the programme in the order of time."""

    source: Source
    lang: Language
    topics: list[Told]
    slots: list[Slot]

    @property
    def board(self) -> BoardSnapshot:
        """The view that is told."""
        return self.source.board

    def word(self, name: str) -> str:
        """A word in the board's language."""
        return WORDS[self.lang][name]

    def link(self, topic: int) -> str:
        """Where a topic's card leads."""
        return f"{self.source.base}/b/{self.board.slug}/t/{topic}"

    def table(self, table: Table | None) -> str:
        """A table in words, as the screens have it: a name that is a word of its own stays alone."""
        if table is None:
            return self.word("no_table")
        return f"{self.word('table')} {table.name}" if len(table.name) <= 3 else table.name

    def as_of(self) -> str:
        """When this was made, in words."""
        tz, now = self.board.tz, self.source.now
        return f"{self.word('as_of')} {day(now, tz, self.lang)}, {clock(now, tz)}"

    def place(self, told: Told) -> str:
        """Round and table in words; "" for a topic without a place."""
        if told.slot is None or told.table is None:
            return ""
        return f"{told.slot.title}, {self.table(told.table)}"

    def promise(self, promise: Promise) -> str:
        """What was promised, and by when."""
        return f"{promise.text} ({self.word('due')} {promise.due})" if promise.due else promise.text

    def host(self, topic: Told) -> str:
        """Who invites to a topic, or what there is instead."""
        if topic.host:
            return f"{self.word('by')} {topic.host}"
        return self.word("team") if topic.planned else self.word("nobody")

    def figures(self) -> str:
        """How much came out, in a line."""
        return self.word("figures").format(
            topics=sum(told.status == "open" for told in self.topics),
            reports=sum(bool(told.reports) for told in self.topics),
            commitments=sum(len(told.promises) for told in self.topics),
        )

    def by_theme(self) -> list[tuple[Theme | None, list[Told]]]:
        """Topics by theme in the board's order, those without a theme last; no empty groups."""
        keys: list[Theme | None] = [*self.board.themes, None]
        groups = [(key, [told for told in self.topics if told.theme == key]) for key in keys]
        return [(key, topics) for key, topics in groups if topics]

    def by_table(self) -> list[tuple[Table | None, list[Told]]]:
        """Topics by table, by time within each, those without a table last; no empty groups."""
        keys: list[Table | None] = [*self.board.tables, None]
        order = {slot.id: index for index, slot in enumerate(self.slots)}
        groups = [(key, [told for told in self.topics if told.table == key]) for key in keys]
        return [
            (key, sorted(topics, key=lambda told: order[told.slot.id] if told.slot else 0))
            for key, topics in groups
            if topics
        ]

    def by_slot(self) -> list[tuple[Slot | None, list[Told]]]:
        """The whole programme with the topics in it, then the topics without a place, if there are any."""
        order = {table.id: index for index, table in enumerate(self.board.tables)}
        keys: list[Slot | None] = [*self.slots, None]
        groups = [
            (
                key,
                sorted(
                    (told for told in self.topics if told.slot == key),
                    key=lambda told: order[told.table.id] if told.table else 0,
                ),
            )
            for key in keys
        ]
        return [(key, topics) for key, topics in groups if key is not None or topics]
