"""`/b/{slug}/archive`: the proceedings for everyone, once published (part 7); they need no script."""

import asyncio
import gzip
from typing import Any

import brotli
from litestar import Request, Response, Router, get
from litestar.datastructures import State
from litestar.di import Provide

from server.api.caller import base_of, find_room
from server.archive.formats import FORMATS
from server.archive.page import Frame, document, page
from server.archive.telling import source_of, tell
from server.archive.words import WORDS, language
from server.live.feed import accepted_coding
from server.live.room import Room

_HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding", "X-Robots-Tag": "noindex"}


@get("/b/{slug:str}/archive", dependencies={"room": Provide(find_room)}, include_in_schema=False)
async def archive(request: Request[Any, Any, Any], room: Room, state: State) -> Response[bytes]:
    """The proceedings, or that they are not published (404)."""
    stylesheet: str = state.stylesheet.path
    if room.board.settings.archive != "public":
        return Response(
            closed(room.board.lang, stylesheet), status_code=404, media_type="text/html", headers=_HEADERS
        )
    etag = f'W/"{room.row.epoch}-{room.board.seq}"'
    if request.headers.get("if-none-match") == etag:
        return Response(b"", status_code=304, headers={**_HEADERS, "ETag": etag})
    base, slug = base_of(request, state.hall), room.row.slug
    # What is read is as of the last act, not of the reading: it changes only with the board.
    told = tell(source_of(room.board, base, room.board.last_entry, for_organiser=False))
    files = [(told.word(f"file_{name}"), f"/api/boards/{slug}/export/{name}") for name in FORMATS]
    coding = accepted_coding(request.headers.get("accept-encoding", ""))
    body = await asyncio.to_thread(lambda: _coded(page(told, Frame(stylesheet, files)).encode(), coding))
    headers = {**_HEADERS, "ETag": etag}
    if coding != "identity":
        headers["Content-Encoding"] = coding
    return Response(body, media_type="text/html", headers=headers)


def closed(lang: str, stylesheet: str) -> bytes:
    """The page as long as nothing is published: it says nothing of the board."""
    words = WORDS[language(lang)]
    body = f"<main><h1>{words['closed']}</h1><p>{words['closed_more']}</p></main>"
    return document(language(lang), words["closed"], stylesheet, body).encode()


def _coded(body: bytes, coding: str) -> bytes:
    if coding == "br":
        return bytes(brotli.compress(body, quality=4))
    return gzip.compress(body, 5, mtime=0) if coding == "gzip" else body


router = Router("/", route_handlers=[archive])
