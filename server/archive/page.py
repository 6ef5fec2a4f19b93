"""The proceedings as one page of HTML that needs no script: the archive's page, and the one in the zip.

Everything that people typed is escaped. A theme's colour is an attribute of a picture behind its name: the
strict content security policy allows no style of the page's own.
"""

from html import escape

from msgspec import Struct

from server.archive.markdown import facts
from server.archive.proceedings import Proceedings, Told
from server.archive.words import clock
from server.board.entities import Theme

_NO_COLOR = "#5D574E"


class Frame(Struct, frozen=True):
    """What differs between the pages: where the stylesheet is, and links to files, name and address each."""

    stylesheet: str
    files: list[tuple[str, str]]


def page(told: Proceedings, frame: Frame) -> str:
    """Title, figures, contents; the topics by theme; where and when they were."""
    board = told.board
    return document(
        told.lang,
        f"{board.title}: {told.word('proceedings')}",
        frame.stylesheet,
        _header(told, frame) + f"<main>{_themes(told)}{_tables(told)}{_times(told)}</main>",
    )


def document(lang: str, title: str, stylesheet: str, body: str) -> str:
    """A page of this house around a body, which is HTML already; search engines are asked to pass by."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'
        '<link rel="icon" href="data:,">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="{escape(stylesheet)}">'
        f"</head><body>{body}</body></html>"
    )


def _header(told: Proceedings, frame: Frame) -> str:
    board = told.board
    lines = [line for line in (board.subtitle, board.place, told.figures(), told.as_of()) if line]
    parts = [("themes", "by_theme"), ("tables", "by_table"), ("times", "by_time")]
    links = [(told.word(word), f"#{part}") for part, word in parts]
    links += [
        (theme.name if theme else told.word("no_theme"), f"#{_anchor(theme)}") for theme, _ in told.by_theme()
    ]
    return (
        f"<header><h1>{escape(board.title)}</h1>"
        + "".join(f"<p>{escape(line)}</p>" for line in lines)
        + f'<nav aria-label="{told.word("overview")}">{_links(links)}</nav>'
        + (f'<nav class="files">{_links(frame.files)}</nav>' if frame.files else "")
        + "</header>"
    )


def _links(links: list[tuple[str, str]]) -> str:
    return "".join(f'<a href="{escape(target)}">{escape(name)}</a> ' for name, target in links)


def _anchor(theme: Theme | None) -> str:
    return f"theme-{theme.id}" if theme else "theme-none"


def _themes(told: Proceedings) -> str:
    groups = "".join(
        f'<section><h3 id="{_anchor(theme)}">{escape(theme.name if theme else told.word("no_theme"))}</h3>'
        + "".join(_card(told, topic) for topic in topics)
        + "</section>"
        for theme, topics in told.by_theme()
    )
    empty = f"<p>{told.word('none')}</p>"
    return f'<h2 id="themes">{told.word("by_theme")}</h2>{groups or empty}'


def _tables(told: Proceedings) -> str:
    groups = "".join(
        f"<h3>{escape(told.table(table))}</h3>" + _list(told, topics) for table, topics in told.by_table()
    )
    return f'<h2 id="tables">{told.word("by_table")}</h2>{groups}'


def _times(told: Proceedings) -> str:
    tz = told.board.tz
    groups = "".join(
        (
            f"<h3>{clock(slot.starts, tz)}–{clock(slot.ends, tz)} {escape(slot.title)}</h3>"
            if slot
            else f"<h3>{told.word('no_table')}</h3>"
        )
        + _list(told, topics)
        for slot, topics in told.by_slot()
    )
    return f'<h2 id="times">{told.word("by_time")}</h2>{groups}'


def _list(told: Proceedings, topics: list[Told]) -> str:
    items = "".join(
        f'<li><a href="#t{topic.id}"><b>{topic.id}</b> {escape(topic.title)}</a> '
        f"{escape(told.place(topic))}</li>"
        for topic in topics
    )
    return f"<ul>{items}</ul>" if items else ""


def _card(told: Proceedings, topic: Told) -> str:
    theme = topic.theme
    short = (theme.short or theme.name) if theme else told.word("no_theme")
    when = (
        f"{clock(topic.slot.starts, told.board.tz)} {topic.table.name}" if topic.slot and topic.table else ""
    )
    color = theme.color if theme else _NO_COLOR
    band = (
        f'<p class="band {ink_on(color)}"><svg aria-hidden="true"><rect width="100%" height="100%" '
        f'fill="{escape(color)}"/></svg><b>{topic.id}</b><span>{escape(short)}</span><i>{escape(when)}</i></p>'
    )
    return (
        f'<article id="t{topic.id}">{band}<h4>{escape(topic.title)}</h4>'
        f"<p class=facts>{'<br>'.join(escape(fact) for fact in facts(told, topic))}</p>"
        + (f'<p class="text">{escape(topic.text)}</p>' if topic.text else "")
        + _results(told, topic)
        + "</article>"
    )


def _results(told: Proceedings, topic: Told) -> str:
    reports = "".join(
        f'<h5>{told.word(field)}</h5><p class="text">{escape(text)}</p>'
        for field, text in topic.reports.items()
    )
    promises = "".join(
        f"<li><b>{escape(promise.who)}</b>: {escape(told.promise(promise))}</li>"
        for promise in topic.promises
    )
    found = reports + (f"<h5>{told.word('commitments')}</h5><ul>{promises}</ul>" if promises else "")
    return found or f'<p class="none">{told.word("no_results")}</p>'


def ink_on(color: str) -> str:
    """`light` or `dark`: which ink can be read on a colour `#RRGGBB` (WCAG 2.2, relative luminance)."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "light" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else "dark"
