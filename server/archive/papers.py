"""`pdf` and what is pinned up: which data each of the papers is made of."""

from server.archive.markdown import facts
from server.archive.page import ink_on
from server.archive.proceedings import Proceedings, Source, Told
from server.archive.telling import tell
from server.archive.typeset import pdf
from server.archive.words import WORDS, clock
from server.board.entities import Slot
from server.qr import qr_svg

_NO_COLOR = "#5D574E"
_MOST_BLANK = 100


def proceedings(source: Source) -> bytes:
    """`pdf`: the proceedings to print."""
    told = tell(source)
    board = told.board
    themes = [
        {
            "name": theme.name if theme else told.word("no_theme"),
            "topics": [_section(told, t) for t in topics],
        }
        for theme, topics in told.by_theme()
    ]
    programme = [
        {"time": _times(told, slot), "title": slot.title, "topics": [_card(told, topic) for topic in topics]}
        for slot, topics in told.by_slot()
        if slot
    ]
    lines = [line for line in (board.place, told.figures(), told.as_of()) if line]
    return pdf(
        "proceedings", {**_common(told), "facts": lines, "programme": programme, "themes": themes}, source.now
    )


def cards(source: Source, topics: set[int] | None = None, blank: int = 0) -> bytes:
    """Topics as cards, four to an A4 page: those asked for, else all that are open; then blank ones."""
    told = tell(source)
    chosen = [t for t in told.topics if (t.status == "open" if topics is None else t.id in topics)]
    data = {
        **_common(told),
        "topics": [{**_card(told, topic), "qr": _qr(told.link(topic.id))} for topic in chosen],
        "blank": min(blank, _MOST_BLANK),
        "propose-qr": _qr(f"{_address(told)}#new"),
    }
    return pdf("cards", data, source.now)


def signs(source: Source) -> bytes:
    """One A5 sign a table."""
    told = tell(source)
    tables: list[dict[str, object]] = [
        {
            "name": table.name,
            "seats": table.seats,
            "place": table.place,
            "qr": _qr(f"{_address(told)}/tables/{table.id}"),
        }
        for table in told.board.tables
    ]
    return pdf("signs", {**_common(told), "tables": tables}, source.now)


def plan(source: Source) -> bytes:
    """The plan as an A3 poster: sessions side by side, a row a table."""
    told = tell(source)
    at = {(t.slot.id, t.table.id): _card(told, t) for t in told.topics if t.slot and t.table}
    sessions = [slot for slot in told.slots if slot.kind == "session"]
    # Many tables and few topics make a poster of white rows: tables without any are told in a line.
    taken = {table for _, table in at}
    tables = [table for table in told.board.tables if table.id in taken or not taken]
    free = [table.name for table in told.board.tables if table not in tables]
    data = {
        **_common(told),
        "programme": [_slot(told, slot) for slot in told.slots if slot.kind != "session"],
        "sessions": [
            {**_slot(told, slot), "topics": [at.get((slot.id, table.id)) for table in tables]}
            for slot in sessions
        ],
        "tables": [{"name": table.name} for table in tables],
        "free": ", ".join(free),
        "waiting": [_card(told, t) for t in told.topics if t.slot is None and t.status == "open"],
    }
    return pdf("plan", data, source.now)


def _common(told: Proceedings) -> dict[str, object]:
    board = told.board
    return {
        "lang": told.lang,
        "title": board.title,
        "subtitle": board.subtitle,
        "as-of": f"{told.word('as_of')} {clock(told.source.now, board.tz)}",
        "address": f"{told.source.base}/{board.code}".partition("://")[2],
        "qr": _qr(_address(told)),
        "words": WORDS[told.lang],
    }


def _address(told: Proceedings) -> str:
    return f"{told.source.base}/b/{told.board.slug}"


def _qr(link: str) -> str:
    return qr_svg(link).decode()


def _slot(told: Proceedings, slot: Slot) -> dict[str, object]:
    return {"time": _times(told, slot), "title": slot.title}


def _times(told: Proceedings, slot: Slot) -> str:
    return f"{clock(slot.starts, told.board.tz)}–{clock(slot.ends, told.board.tz)}"


def _card(told: Proceedings, topic: Told) -> dict[str, object]:
    theme = topic.theme
    color = theme.color if theme else _NO_COLOR
    short = (theme.short or theme.name) if theme else told.word("no_theme")
    slot, table = topic.slot, topic.table
    return {
        "number": topic.id,
        "title": topic.title,
        "host": told.host(topic),
        "theme": {"short": short, "color": color, "ink": ink_on(color)},
        "place": f"{clock(slot.starts, told.board.tz)} {table.name}" if slot and table else "",
        "table": told.table(table) if table else "",
    }


def _section(told: Proceedings, topic: Told) -> dict[str, object]:
    return {
        **_card(told, topic),
        "text": topic.text,
        "facts": facts(told, topic),
        "reports": [{"label": told.word(field), "text": text} for field, text in topic.reports.items()],
        "promises": [{"who": promise.who, "text": told.promise(promise)} for promise in topic.promises],
    }
