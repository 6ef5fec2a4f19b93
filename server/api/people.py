"""People: joining, coming in by key, one's own view, other devices, leaving, being forgotten (P1 to P8)."""

from typing import Any
from uuid import uuid4

from litestar import Request, Response, Router, delete, get, post
from litestar.datastructures import Cookie
from litestar.di import Provide
from msgspec import Struct

from server.api.caller import Caller, address_of, base_for_phones, device_cookie, find_caller
from server.board.arrivals import CodeMake, CodeUse, Join, KeyUse
from server.board.commands import PersonErase
from server.board.entry import Actor
from server.board.instants import plus
from server.board.me import Me, me_of
from server.board.rejections import Rejection
from server.live import clock
from server.store.secrets import drop_old_codes, drop_token, new_code, new_token, put_code, put_token

_CODE_LENGTH, _CODE_MILLISECONDS = 6, 10 * 60 * 1000


class JoinBody(Struct, forbid_unknown_fields=True):
    """A newcomer's name, or a code for a person who is there already."""

    name: str | None = None
    affiliation: str | None = None
    group: str | None = None
    code: str | None = None


class KeyBody(Struct, forbid_unknown_fields=True):
    """A link's secret; the name is for whoever has none yet."""

    key: str
    name: str | None = None


class MeBody(Struct):
    """One's own view."""

    me: Me


class CodeBody(Struct):
    """A code for another device, good once and for ten minutes, and the address that carries it."""

    code: str
    url: str


def new_id() -> str:
    """The command id of an entry that the server makes (L1)."""
    return str(uuid4())


def _with_cookie(
    request: Request[Any, Any, Any], caller: Caller, person: int, token: str, status: int
) -> Response[MeBody]:
    body = MeBody(me_of(caller.room.board, caller.room.board.people[person]))
    cookie = device_cookie(request, caller.room.row.slug, token)
    return Response(body, status_code=status, cookies=[cookie])


@post("/join")
async def join(request: Request[Any, Any, Any], caller: Caller, data: JoinBody) -> Response[MeBody]:
    """Join with a name, or come back with a code; who is in stays who they are (P1, P6, P7)."""
    if data.code is not None:
        return await _join_by_code(request, caller, data.code)
    if caller.person is not None:
        return Response(MeBody(caller.me()), status_code=200)
    if data.name is None:
        raise Rejection("bad_request", {"what": "a name or a code is needed", "where": "name"})
    token = new_token()
    command = Join(data.name, data.affiliation or "", data.group)
    board = caller.room.row.id
    done = await caller.room.submit(
        command, new_id(), Actor(None), lambda result: [put_token(board, token, result["person"])]
    )
    return _with_cookie(request, caller, done.result["person"], token, 201)


async def _join_by_code(request: Request[Any, Any, Any], caller: Caller, code: str) -> Response[MeBody]:
    board = caller.room.row.id
    not_too_often(request, caller)
    person = await caller.hall.secrets.take_code(board, code.strip().upper(), clock.now())
    not_too_often(request, caller)  # guesses that came at once have been counted meanwhile
    if person is None:
        caller.hall.tries.wrong(address_of(request))
        raise Rejection("not_allowed", {"what": "this code is wrong, used or too old"})
    token, before = new_token(), caller.token
    await caller.room.submit(
        CodeUse(person),
        new_id(),
        Actor(None),
        lambda _: [put_token(board, token, person), *([drop_token(board, before)] if before else [])],
    )
    return _with_cookie(request, caller, person, token, 201)


@post("/key", status_code=200)
async def use_key(request: Request[Any, Any, Any], caller: Caller, data: KeyBody) -> Response[MeBody]:
    """Exchange a link's secret for its role (P3)."""
    board = caller.room.row.id
    not_too_often(request, caller)
    key = await caller.hall.secrets.key(board, data.key)
    not_too_often(request, caller)
    known = caller.room.board.keys.get(key or 0)
    if known is None or known.revoked:
        caller.hall.tries.wrong(address_of(request))
        raise Rejection("not_allowed", {"what": "this link is wrong or was revoked"})
    command = KeyUse(known.id, data.name)
    if caller.person is not None:
        await caller.room.submit(command, new_id(), Actor(caller.person))
        return Response(MeBody(caller.me()), status_code=200)
    token = new_token()
    done = await caller.room.submit(
        command, new_id(), Actor(None), lambda result: [put_token(board, token, result["person"])]
    )
    return _with_cookie(request, caller, done.result["person"], token, 200)


@get("/me")
async def me(caller: Caller) -> Response[MeBody]:
    """One's own view, or 401."""
    return Response(MeBody(caller.me()), headers={"Cache-Control": "no-store"})


@delete("/me")
async def erase_me(request: Request[Any, Any, Any], caller: Caller) -> Response[None]:
    """Forget me, for good (P5)."""
    person = caller.state.id
    await caller.room.submit(PersonErase(person), new_id(), Actor(person))
    return _without_cookie(request, caller)


@post("/leave", status_code=204)
async def leave(request: Request[Any, Any, Any], caller: Caller) -> Response[None]:
    """Sign this device out; the person stays on the board."""
    if caller.token is not None:
        await caller.hall.secrets.write(drop_token(caller.room.row.id, caller.token))
    return _without_cookie(request, caller)


def _without_cookie(request: Request[Any, Any, Any], caller: Caller) -> Response[None]:
    gone: Cookie = device_cookie(request, caller.room.row.slug, "")
    return Response(None, status_code=204, cookies=[gone])


@post("/me/code")
async def my_code(request: Request[Any, Any, Any], caller: Caller) -> CodeBody:
    """A code for another device of one's own (P7)."""
    return await _make_code(request, caller, caller.state.id)


@post("/people/{number:int}/code")
async def code_for(request: Request[Any, Any, Any], caller: Caller, number: int) -> CodeBody:
    """A code for somebody else, by a facilitator, on record (P7)."""
    return await _make_code(request, caller, number)


async def _make_code(request: Request[Any, Any, Any], caller: Caller, person: int) -> CodeBody:
    row, code, now = caller.room.row, new_code(_CODE_LENGTH), clock.now()
    await caller.room.submit(
        CodeMake(person),
        new_id(),
        Actor(caller.state.id),
        lambda _: [
            drop_old_codes(row.id, now),
            put_code(row.id, code, person, plus(now, _CODE_MILLISECONDS)),
        ],
    )
    return CodeBody(code, f"{base_for_phones(request, caller.hall)}/b/{row.slug}#code={code}")


def not_too_often(request: Request[Any, Any, Any], caller: Caller) -> None:
    """Rejection `too_fast` for an address that tried many wrong keys or codes (part 8)."""
    wait = caller.hall.tries.wait(address_of(request))
    if wait:
        raise Rejection("too_fast", {"retry_after": wait})


router = Router(
    "/api/boards/{slug:str}",
    route_handlers=[join, use_key, me, erase_me, leave, my_code, code_for],
    dependencies={"caller": Provide(find_caller)},
)
