"""Who calls, and about which board: what every request begins with."""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie, State
from msgspec import Struct

from server.board.commands.shapes import Role
from server.board.me import Me, me_of
from server.board.questions import role_of
from server.board.rejections import Rejection, unknown
from server.board.state import PersonState
from server.links import base_url
from server.live.hall import Hall
from server.live.room import Room

_COOKIE_SECONDS = 400 * 24 * 3600


class Caller(Struct, frozen=True):
    """A request's board and person (null: not joined); `token` is the cookie as it was sent."""

    hall: Hall
    room: Room
    person: int | None
    token: str | None

    @property
    def state(self) -> PersonState:
        """The person as the board knows them; Rejection `not_joined` where there is none."""
        if self.person is None:
            raise Rejection("not_joined")
        return self.room.board.people[self.person]

    @property
    def role(self) -> Role | None:
        """Their role now; null: a watcher."""
        return None if self.person is None else role_of(self.room.board, self.state)

    def me(self) -> Me:
        """Their own view."""
        return me_of(self.room.board, self.state)

    def needs(self, *roles: Role) -> None:
        """Rejection `not_joined` or `not_allowed` unless they have one of these roles."""
        if role_of(self.room.board, self.state) not in roles:
            raise Rejection("not_allowed")


def cookie_name(slug: str) -> str:
    """One cookie a board (P2)."""
    return f"themenwand-{slug}"


def device_cookie(connection: ASGIConnection[Any, Any, Any, Any], slug: str, token: str) -> Cookie:
    """The cookie that makes this device a person's (P2)."""
    return Cookie(
        key=cookie_name(slug),
        value=token,
        max_age=_COOKIE_SECONDS if token else 0,
        path="/",
        httponly=True,
        samesite="lax",
        secure=connection.url.scheme in ("https", "wss"),
    )


async def find_room(slug: str, state: State) -> Room:
    """The board of a path; Rejection `unknown` where there is none."""
    hall: Hall = state.hall
    room = await hall.room(slug)
    if room is None:
        raise unknown("board", slug)
    await room.settled()
    return room


async def find_caller(request: Request[Any, Any, Any], slug: str, state: State) -> Caller:
    """The caller of a request; an unknown cookie is no cookie (P2)."""
    room = await find_room(slug, state)
    return await caller_of(request, state.hall, room)


async def caller_of(connection: ASGIConnection[Any, Any, Any, Any], hall: Hall, room: Room) -> Caller:
    """The caller of a request or a handshake about a room that is known already."""
    token = connection.cookies.get(cookie_name(room.row.slug))
    person = await hall.secrets.person(room.row.id, token) if token else None
    await room.settled()
    state = room.board.people.get(person or 0)
    return Caller(hall, room, state.id if state and not state.erased else None, token)


def address_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The network address that wrong keys and codes are counted for."""
    return connection.client.host if connection.client else ""


def base_of(connection: ASGIConnection[Any, Any, Any, Any], hall: Hall) -> str:
    """What links begin with: the public URL, else where this request came to."""
    host = connection.headers.get("host")
    if hall.settings.public_url or not host:
        return base_url(hall.settings)
    return f"{connection.url.scheme.replace('ws', 'http')}://{host}"


def base_for_phones(connection: ASGIConnection[Any, Any, Any, Any], hall: Hall) -> str:
    """What QR codes and short addresses begin with: as `base_of`, but loopback leads no phone here."""
    if connection.url.hostname in ("localhost", "127.0.0.1", "::1"):
        return base_url(hall.settings)
    return base_of(connection, hall)
