"""What a board leaves behind, over HTTP: exports and paper (part 6)."""

from functools import partial
from typing import Any

from litestar import Request, Response, Router, get
from litestar.di import Provide
from litestar.response import Stream

from server.api.caller import Caller, base_for_phones, find_caller
from server.api.kept import Kept, kept_of
from server.archive import logfile, papers
from server.archive.formats import FORMATS, file_name
from server.archive.proceedings import Source
from server.archive.telling import source_of
from server.board.rejections import Rejection, unknown
from server.live import clock


@get("/export/{format_name:str}")
async def export(
    request: Request[Any, Any, Any], caller: Caller, kept: Kept, format_name: str
) -> Response[bytes] | Stream:
    """One of the formats of part 6, to be saved as a file."""
    if format_name == "json":
        return _log(request, caller)
    found = FORMATS.get(format_name)
    if found is None:
        raise unknown("format", format_name)
    source = _source(request, caller)
    body = await kept.made(lambda: found.write(source), _key(caller, format_name, source.base))
    return _file(body, found.media_type, f'attachment; filename="{file_name(source, found.extension)}"')


def _log(request: Request[Any, Any, Any], caller: Caller) -> Stream:
    caller.needs("organiser")
    room, now = caller.room, clock.now()
    name = file_name(_source(request, caller), "json")
    return Stream(
        logfile.write(room.log, room.row, room.board.seq, now),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


@get("/cards.pdf")
async def cards(
    request: Request[Any, Any, Any],
    caller: Caller,
    kept: Kept,
    topics: str | None = None,
    blank: int = 0,
) -> Response[bytes]:
    """Topics as cards: all that are open, or those named in `topics=3,7`, and so many blank ones."""
    source, chosen = _source(request, caller), _numbers(topics)
    made = partial(papers.cards, source, chosen, max(0, blank))
    body = await kept.made(made, _key(caller, "cards", topics or "", str(blank), source.base))
    return _file(body, "application/pdf", "inline")


@get("/signs.pdf")
async def signs(request: Request[Any, Any, Any], caller: Caller, kept: Kept) -> Response[bytes]:
    """A sign for each table."""
    source = _source(request, caller)
    body = await kept.made(lambda: papers.signs(source), _key(caller, "signs", source.base))
    return _file(body, "application/pdf", "inline")


@get("/plan.pdf")
async def plan(request: Request[Any, Any, Any], caller: Caller, kept: Kept) -> Response[bytes]:
    """The plan as a poster."""
    source = _source(request, caller)
    body = await kept.made(lambda: papers.plan(source), _key(caller, "plan", source.base))
    return _file(body, "application/pdf", "inline")


def _source(request: Request[Any, Any, Any], caller: Caller) -> Source:
    """Everybody's view, for those who may have it: anyone once the archive is public, else facilitators.

    Organisers get the contacts with it (R2), which only the csv has a column for.
    """
    board = caller.room.board
    if board.settings.archive != "public":
        caller.needs("facilitator", "organiser")
    return source_of(board, base_for_phones(request, caller.hall), clock.now(), caller.role == "organiser")


def _key(caller: Caller, *what: str) -> tuple[str, ...] | None:
    """By what a file is kept for the next reader: public ones alone; staff see what they print made anew."""
    if caller.role in ("facilitator", "organiser"):
        return None
    return (caller.room.row.epoch, str(caller.room.board.seq), *what)


def _numbers(topics: str | None) -> set[int] | None:
    if topics is None:
        return None
    try:
        return {int(number) for number in topics.split(",") if number}
    except ValueError as error:
        raise Rejection("bad_request", {"what": "numbers of topics, as in 3,7", "where": "topics"}) from error


def _file(body: bytes, media_type: str, disposition: str) -> Response[bytes]:
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-cache"}
    return Response(body, media_type=media_type, headers=headers)


router = Router(
    "/api/boards/{slug:str}",
    route_handlers=[export, cards, signs, plan],
    dependencies={"caller": Provide(find_caller), "kept": Provide(kept_of)},
)
