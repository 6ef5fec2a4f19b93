"""Making the proceedings: what a snapshot names by id is looked up, and erased names become a word (P5)."""

from collections import defaultdict

from server.archive.proceedings import REPORT_FIELDS, Proceedings, Promise, Source, Told
from server.archive.words import WORDS, language
from server.board.entities import Commitment, Topic
from server.board.instants import Instant
from server.board.state import Board
from server.board.view import fresh_view
from server.words import Language


def source_of(board: Board, base: str, now: Instant, for_organiser: bool) -> Source:
    """Everybody's view of a board; with it, for organisers, the contacts on commitments (R2)."""
    contacts = {made.id: made.contact for made in board.commitments.values() if made.contact}
    return Source(
        board=fresh_view(board, "all").snapshot(),
        base=base,
        now=now,
        contacts=contacts if for_organiser else None,
    )


def tell(source: Source) -> Proceedings:
    """The proceedings of a view."""
    board, lang = source.board, language(source.board.lang)
    teller = _Teller(source, lang)
    return Proceedings(
        source=source,
        lang=lang,
        topics=[teller.told(topic) for topic in board.topics],
        slots=sorted(board.slots, key=lambda slot: (slot.starts, slot.id)),
    )


class _Teller:
    """Looks up by id what a topic's card only names by id."""

    def __init__(self, source: Source, lang: Language) -> None:
        board = source.board
        self._deleted = WORDS[lang]["deleted"]
        self._themes = {theme.id: theme for theme in board.themes}
        self._slots = {slot.id: slot for slot in board.slots}
        self._tables = {table.id: table for table in board.tables}
        self._people = {person.id: person for person in board.people}
        self._texts = {text.id: text.text for text in board.texts}
        self._tallies = {tally.id: tally for tally in board.tallies}
        self._reports = {(report.topic, report.field): report.text for report in board.reports}
        self._promises: dict[int, list[Promise]] = defaultdict(list)
        for made in board.commitments:
            self._promises[made.topic].append(self._promise(made))
        self._merged: dict[int, list[int]] = defaultdict(list)
        for topic in board.topics:
            if topic.merged_into is not None:
                self._merged[topic.merged_into].append(topic.id)

    def told(self, topic: Topic) -> Told:
        tally = self._tallies[topic.id]
        return Told(
            id=topic.id,
            title=topic.title,
            text=self._texts[topic.id],
            theme=self._themes.get(topic.theme or 0),
            host=self._name(topic.host) if topic.host is not None else "",
            cohosts=[self._name(person) for person in topic.cohosts],
            status=topic.status,
            planned=topic.planned,
            slot=self._slots.get(topic.slot or 0),
            table=self._tables.get(topic.table or 0),
            votes=tally.votes,
            here=tally.here,
            into=topic.merged_into,
            merged=self._merged.get(topic.id, []),
            reports={
                field: self._reports[topic.id, field]
                for field in REPORT_FIELDS
                if self._reports.get((topic.id, field))
            },
            promises=self._promises.get(topic.id, []),
        )

    def _name(self, person: int) -> str:
        """Someone with their affiliation, else their group, as the screens write it."""
        found = self._people.get(person)
        if found is None or found.name is None:
            return self._deleted
        origin = found.affiliation or found.group
        return f"{found.name}, {origin}" if origin else found.name

    def _promise(self, made: Commitment) -> Promise:
        return Promise(made.id, made.text, made.who or self._deleted, made.due or "")
