"""Boards: making one, its snapshot, its QR code, the places for a topic."""

import asyncio
import hmac
from typing import Any, Literal

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.datastructures import State
from litestar.di import Provide
from msgspec import Struct

from server.api.caller import Caller, base_for_phones, base_of, find_caller, find_room
from server.board.questions import at_least, overlap, votes_withheld
from server.board.rejections import Rejection, unknown
from server.board.showing import VIEW_NAMES, ViewName
from server.board.template import read_template
from server.links import Links, links_of
from server.live.feed import accepted_coding
from server.live.hall import Hall
from server.live.history import board_at
from server.live.room import Room
from server.qr import qr_svg
from server.store.log import NameTaken


class MadeBoard(Struct):
    """What making a board answers."""

    slug: str
    code: str
    links: Links


class SlotPlaces(Struct):
    """Free tables of a slot, and how many people are interested here and in what is placed there (C5).

    `overlap` is null for hosts while counts are withheld (V3).
    """

    slot: int
    free: list[int]
    overlap: int | Literal["few"] | None


class Places(Struct):
    """For each session, what a host about to choose wants to know."""

    slots: list[SlotPlaces]


@post("/api/boards", status_code=201)
async def make_board(request: Request[Any, Any, Any], state: State) -> MadeBoard:
    """Make a board from a template as JSON; needs the instance key as a bearer token."""
    hall: Hall = state.hall
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(given.encode(), hall.settings.instance_key.encode()):
        raise Rejection("not_joined", {"what": "the instance key is missing or wrong"})
    try:
        template = read_template(msgspec.json.decode(await request.body()))
    except msgspec.DecodeError as error:
        raise Rejection("bad_request", {"what": str(error), "where": "body"}) from error
    try:
        row = await hall.make(template)
    except NameTaken as error:
        mistake = {"where": "slug", "what": "a board with this slug is there already"}
        raise Rejection("in_use", {"slug": template.slug, "mistakes": [mistake]}) from error
    return MadeBoard(row.slug, row.code, links_of(hall.settings, base_of(request, hall), row))


@get("/api/boards/{slug:str}", dependencies={"caller": Provide(find_caller)})
async def snapshot(
    request: Request[Any, Any, Any], caller: Caller, view: str | None = None, at: int | None = None
) -> Response[bytes]:
    """The board as JSON; compressed once a seq, `304` while nothing changed; with `at`, as it was."""
    if at is not None:
        return Response(await board_at(caller.room, at), media_type="application/json")
    feed = caller.room.feeds[chosen_view(caller, view)]
    etag = f'W/"{feed.view.epoch}-{feed.view.seq}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, Cookie"}
    if _matches(request.headers.get("if-none-match", ""), etag):
        return Response(b"", status_code=304, headers=headers)
    coding = accepted_coding(request.headers.get("accept-encoding", ""))
    if coding != "identity":
        headers["Content-Encoding"] = coding
    return Response(feed.body(coding), media_type="application/json", headers=headers)


@get("/api/boards/{slug:str}/topics/{number:int}/places", dependencies={"caller": Provide(find_caller)})
async def places(caller: Caller, number: int) -> Places:
    """Free tables and overlaps for each session, for the topic's hosts and for facilitators (C5)."""
    board = caller.room.board
    person = caller.state
    topic = board.topics.get(number)
    if topic is None or topic.hidden:
        raise unknown("topic", number)
    facilitates = at_least(caller.role or "participant", "facilitator")
    if person.id not in (topic.host, *topic.cohosts) and not facilitates:
        raise Rejection("not_allowed")
    withheld = votes_withheld(board) and not facilitates
    sessions = sorted((s.starts, s.id) for s in board.slots.values() if s.kind == "session")
    slots = []
    for _, slot in sessions:
        free = [table for table in board.tables if (slot, table) not in board.places]
        common = overlap(board, topic, slot)
        slots.append(SlotPlaces(slot, free, None if withheld else "few" if common is None else common))
    return Places(slots)


@get("/api/boards/{slug:str}/qr.svg", dependencies={"room": Provide(find_room)})
async def qr_code(request: Request[Any, Any, Any], room: Room, state: State) -> Response[bytes]:
    """The way to the board on a phone, as a QR code."""
    link = f"{base_for_phones(request, state.hall)}/b/{room.row.slug}"
    picture = await asyncio.to_thread(qr_svg, link)
    return Response(picture, media_type="image/svg+xml", headers={"Cache-Control": "no-cache"})


def chosen_view(caller: Caller, view: str | None) -> ViewName:
    """The view that was asked for, else the one of the caller's role (W7)."""
    facilitates = caller.role in ("facilitator", "organiser")
    if view == "facilitators" and not facilitates:
        raise Rejection("not_allowed")
    if view not in (None, *VIEW_NAMES):
        raise Rejection("bad_request", {"what": "all or facilitators", "where": "view"})
    return "facilitators" if facilitates and view != "all" else "all"


def _matches(if_none_match: str, etag: str) -> bool:
    """Whether a client has this already; tags are compared weakly (RFC 9110, 13.1.2)."""
    known = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return "*" in known or etag.removeprefix("W/") in known


router = Router("/", route_handlers=[make_board, snapshot, places, qr_code])
