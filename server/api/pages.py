"""The addresses people see (part 7): the built web client, served from memory.

Vite names files by their content, so `/assets/*` never changes and is precompressed at build time. The pages
themselves are asked for again each time, with the board's own words filled in.
"""

import html
import mimetypes
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, Router, get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from litestar.response import Redirect
from msgspec import Struct

from server.api.caller import base_for_phones, find_room
from server.live.feed import accepted_coding
from server.live.hall import Hall
from server.live.room import Room

DIST = Path(__file__).parents[2] / "web" / "dist"
"""Where `make web` builds to."""

_IMMUTABLE = "public, max-age=31536000, immutable"
_ICONS = (
    ("icon-192-", "192x192", "any"),
    ("icon-512-", "512x512", "any"),
    ("icon-maskable-512-", "512x512", "maskable"),
)
_SUFFIXES = {"br": ".br", "gzip": ".gz"}
mimetypes.add_type("font/woff2", ".woff2")


class Asset(Struct, frozen=True):
    """A built file in each content coding there is."""

    media_type: str
    bodies: dict[str, bytes]


class Site:
    """All built pages and assets, read once."""

    def __init__(self, dist: Path) -> None:
        self._pages = {page.parent.name: page.read_text() for page in dist.glob("*/index.html")}
        self._assets = {
            file.relative_to(dist).as_posix(): _asset(file)
            for file in (*(dist / "assets").rglob("*"), dist / "sw.js")
            if file.is_file() and file.suffix not in (".br", ".gz", ".map")
        }

    def page(self, name: str, board: Room | None, base: str = "") -> str:
        """A page with a board's slug, title, code and language filled in, or none of them for `/`.

        `base` is what the short address on the wall begins with.
        """
        page = self._pages.get(name)
        if page is None:
            raise NotFoundException("This page is not built: run `make web`.")
        state = board.board if board else None
        words = {
            "__SLUG__": state.slug if state else "",
            "__TITLE__": state.title if state else "Themenwand",
            "__CODE__": state.code if state else "",
            "__LANG__": state.lang if state else "de",
            "__HOST__": base.partition("://")[2],
        }
        for name_, word in words.items():
            page = page.replace(name_, html.escape(word))
        return page

    def named(self, start: str) -> str | None:
        """The path of the built file whose name starts so, whatever its content makes of the rest."""
        return next((path for path in self._assets if path.startswith(f"assets/{start}")), None)

    def asset(self, path: str) -> Asset | None:
        """A built file by its path."""
        return self._assets.get(path)


def _asset(file: Path) -> Asset:
    bodies = {"identity": file.read_bytes()}
    for coding, suffix in _SUFFIXES.items():
        packed = file.with_name(file.name + suffix)
        if packed.exists():
            bodies[coding] = packed.read_bytes()
    return Asset(mimetypes.guess_type(file.name)[0] or "application/octet-stream", bodies)


@get("/assets/{path:path}", include_in_schema=False)
async def asset(request: Request[Any, Any, Any], path: str, state: State) -> Response[bytes]:
    """A file whose name says its content, so that it may be kept for ever."""
    site: Site = state.site
    return _file(request, site.asset(f"assets/{path.lstrip('/')}"), _IMMUTABLE)


@get("/sw.js", include_in_schema=False)
async def worker(request: Request[Any, Any, Any], state: State) -> Response[bytes]:
    """The phone's service worker. Its name says nothing of its content, so it is asked for each time."""
    site: Site = state.site
    return _file(request, site.asset("sw.js"), "no-cache")


def _file(request: Request[Any, Any, Any], found: Asset | None, caching: str) -> Response[bytes]:
    if found is None:
        raise NotFoundException
    coding = accepted_coding(request.headers.get("accept-encoding", ""))
    coding = coding if coding in found.bodies else "identity"
    headers = {"Cache-Control": caching, "Vary": "Accept-Encoding"}
    if coding != "identity":
        headers["Content-Encoding"] = coding
    return Response(found.bodies[coding], media_type=found.media_type, headers=headers)


@get("/", include_in_schema=False)
async def home(state: State) -> Response[str]:
    """Join by code."""
    return _html(state.site.page("home", None))


@get("/{code:str}", include_in_schema=False)
async def by_code(code: str, state: State) -> Redirect:
    """The board whose code was read off a wall and typed (B2)."""
    hall: Hall = state.hall
    row = await hall.log.board_with_code(code.upper())
    if row is None:
        raise NotFoundException
    return Redirect(f"/b/{row.slug}", status_code=302)


@get(
    ["/b/{slug:str}", "/b/{slug:str}/t/{number:int}", "/b/{slug:str}/tables/{number:int}"],
    include_in_schema=False,
)
async def phone(slug: str, state: State) -> Response[str]:
    """The phone; a topic's card and a table's sign lead here, too."""
    return _html(state.site.page("phone", await find_room(slug, state)))


@get("/b/{slug:str}/manifest.webmanifest", include_in_schema=False)
async def manifest(slug: str, state: State) -> Response[bytes]:
    """What a phone needs to put a board on its home screen, where it opens at that board."""
    site: Site = state.site
    board = (await find_room(slug, state)).board
    address = f"/b/{board.slug}"
    body = {
        "id": address,
        "name": board.title,
        "short_name": "Themenwand",
        "lang": board.lang,
        "start_url": address,
        "scope": address,
        "display": "standalone",
        "background_color": "#F4EFE6",
        "theme_color": "#F4EFE6",
        "icons": [
            {"src": f"/{path}", "sizes": sizes, "type": "image/png", "purpose": purpose}
            for start, sizes, purpose in _ICONS
            if (path := site.named(start))
        ],
    }
    headers = {"Cache-Control": "no-cache"}
    return Response(msgspec.json.encode(body), media_type="application/manifest+json", headers=headers)


@get("/b/{slug:str}/{page:str}", include_in_schema=False)
async def other(request: Request[Any, Any, Any], slug: str, page: str, state: State) -> Response[str]:
    """Wall, console, desk and check."""
    if page not in ("beamer", "facilitate", "desk", "check"):
        raise NotFoundException
    base = base_for_phones(request, state.hall)
    return _html(state.site.page(page, await find_room(slug, state), base))


def _html(page: str) -> Response[str]:
    return Response(page, media_type="text/html", headers={"Cache-Control": "no-cache"})


router = Router("/", route_handlers=[asset, worker, home, by_code, phone, manifest, other])
