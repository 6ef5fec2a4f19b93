"""`/privacy` and `/imprint`: filled from the boards' [privacy], in German and English (part 7)."""

from html import escape
from typing import Any, Literal
from urllib.parse import urlencode

from litestar import Request, Response, Router, get
from litestar.datastructures import State
from msgspec import Struct

from server.api.privacy_words import FIELDS, TITLES, sections
from server.archive.page import document
from server.board.entities import Privacy
from server.board.events import BoardMade
from server.board.rejections import unknown
from server.live.hall import Hall
from server.words import Language, language_of

Page = Literal["privacy", "imprint"]


class About(Struct, frozen=True):
    """A board as its first entry made it: title and [privacy] never change."""

    slug: str
    title: str
    lang: str
    privacy: Privacy | None


@get("/privacy", include_in_schema=False)
async def privacy(
    request: Request[Any, Any, Any], state: State, board: str | None = None, lang: str | None = None
) -> Response[str]:
    """What is stored, why, how long, and who answers for it: of one board, else of all."""
    return await _page("privacy", request, state, board, lang)


@get("/imprint", include_in_schema=False)
async def imprint(
    request: Request[Any, Any, Any], state: State, board: str | None = None, lang: str | None = None
) -> Response[str]:
    """Who publishes this: of one board, else of all."""
    return await _page("imprint", request, state, board, lang)


async def _page(
    which: Page, request: Request[Any, Any, Any], state: State, board: str | None, lang: str | None
) -> Response[str]:
    boards = await _about(state.hall, board)
    otherwise = boards[0].lang if boards else "de"
    asked = lang if lang in ("de", "en") else request.headers.get("accept-language")
    language = language_of(asked, otherwise)
    told = [_answers(which, about, language, len(boards) > 1) for about in boards]
    texts = sections(language, state.hall.settings.retention_days) if which == "privacy" else []
    parts = [
        f"<h1>{TITLES[language][which]}</h1>{_links(which, language, board)}",
        *(told or [f"<p>{FIELDS[language]['missing']}</p>"]),
        *(f"<h2>{escape(heading)}</h2><p>{escape(text)}</p>" for heading, text in texts),
    ]
    page = document(
        language, TITLES[language][which], state.stylesheet.path, f"<main>{''.join(parts)}</main>"
    )
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language", "Content-Language": language}
    return Response(page, media_type="text/html", headers=headers)


async def _about(hall: Hall, slug: str | None) -> list[About]:
    rows = [row for row in await hall.log.boards() if slug in (None, row.slug)]
    if slug is not None and not rows:
        raise unknown("board", slug)
    firsts = [(row.slug, await hall.log.read(row.id, to=1)) for row in rows]
    return [
        About(slug_, event.title, event.lang, event.privacy)
        for slug_, entries in firsts
        for entry in entries
        for event in entry.events
        if isinstance(event, BoardMade)
    ]


def _links(which: Page, language: Language, board: str | None) -> str:
    """To the other language, and to the other page, about the same board."""
    about = {"board": board} if board else {}
    other = "en" if language == "de" else "de"
    second: Page = "imprint" if which == "privacy" else "privacy"
    to_other = escape(f"/{which}?{urlencode({**about, 'lang': other})}")
    to_second = escape(f"/{second}?{urlencode({**about, 'lang': language})}")
    return (
        f'<nav><a href="{to_other}" lang="{other}" hreflang="{other}">{TITLES[language]["other"]}</a> '
        f'<a href="{to_second}">{TITLES[language][second]}</a></nav>'
    )


def _answers(which: Page, about: About, language: Language, one_of_several: bool) -> str:
    """Who answers for a board."""
    words = FIELDS[language]
    heading = f"<h2>{escape(about.title)}</h2>" if one_of_several else ""
    names = ("controller", "contact", "legal_basis") if which == "privacy" else ("imprint", "contact")
    told = [(words[name], getattr(about.privacy, name)) for name in names] if about.privacy else []
    given = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in told if text)
    return heading + (f"<dl>{given}</dl>" if given else f"<p>{words['missing']}</p>")


router = Router("/", route_handlers=[privacy, imprint])
