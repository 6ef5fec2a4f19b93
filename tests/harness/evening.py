"""Boards and people on a running server, over HTTP as part 5 has it; all of them leave when the test ends."""

import itertools
import ssl
import uuid
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import httpx

from tests.cast import template
from tests.harness.machine import DEADLINE
from tests.harness.phone import Phone, Refused
from tests.harness.screen import Json
from tests.harness.server import Server

_numbers = itertools.count(1)
_TLS = ssl.create_default_context()
"""Nothing here speaks TLS; but each client would read all certificates anew, for 30 ms."""


class Guest:
    """One device of one person, or of someone who watches: a cookie jar, and the board's addresses."""

    def __init__(self, board: "Board") -> None:
        """Without a cookie yet."""
        self.board = board
        self.http = httpx.AsyncClient(
            base_url=f"{board.api}/", timeout=DEADLINE, trust_env=False, verify=_TLS
        )
        self.me: Json = {}

    @property
    def id(self) -> int:
        """The person's id on the board."""
        return int(self.me["id"])

    @property
    def cookie(self) -> str | None:
        """The Cookie header that this device sends."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.http.cookies.jar) or None

    async def join(self, name: str, **profile: Any) -> Self:
        """Come in by name."""
        return self._in(await self.http.post("join", json={"name": name, **profile}))

    async def join_by_code(self, code: str) -> Self:
        """Come back as the person who made a code (P7)."""
        return self._in(await self.http.post("join", json={"code": code}))

    async def enter(self, key: str, name: str | None = None) -> Self:
        """Come in by the secret of a link (P3)."""
        return self._in(await self.http.post("key", json={"key": key} | ({"name": name} if name else {})))

    async def phone(self, view: str | None = None) -> Phone:
        """Open the live connection."""
        phone = Phone(self.board.live, self.cookie, view)
        self.board.evening.phones.append(phone)
        await phone.connect()
        return phone

    async def command(
        self, kind: str, /, *, id: str | None = None, acting_for: int | None = None, **fields: Any
    ) -> Json:
        """Send a command over HTTP; its body `{seq, result}`, or Refused."""
        body: Json = {"id": id or str(uuid.uuid4()), "command": {"type": kind, **fields}}
        if acting_for is not None:
            body["as"] = acting_for
        answer = await self.http.post("commands", json=body)
        if answer.is_success:
            return dict(answer.json())
        problem = answer.json()
        raise Refused({"message": problem.get("title", ""), **problem})

    def _in(self, answer: httpx.Response) -> Self:
        assert answer.is_success, f"{answer.status_code}: {answer.text}"
        self.me = answer.json()["me"]
        return self


class Board:
    """A board that was made for this test."""

    def __init__(self, evening: "Evening", made: Json) -> None:
        """`made` is the answer to `POST /api/boards`."""
        self.evening = evening
        self.slug: str = made["slug"]
        self.code: str = made["code"]
        self.links: dict[str, str] = made["links"]
        self.api = f"{evening.server.url}/api/boards/{self.slug}"
        self.live = f"{self.api.replace('http', 'ws', 1)}/live"

    def guest(self) -> Guest:
        """A device that has not joined."""
        guest = Guest(self)
        self.evening.guests.append(guest)
        return guest

    async def join(self, name: str, **profile: Any) -> Guest:
        """A participant."""
        return await self.guest().join(name, **profile)

    async def enter(self, role: str, name: str | None = None) -> Guest:
        """Someone who comes in by one of the links: `desk`, `facilitate` or `organise`."""
        return await self.guest().enter(self.key(role), name)

    def key(self, role: str) -> str:
        """The secret of one of the links."""
        return self.links[role].partition("#key=")[2]

    async def snapshot(self, view: str = "all") -> Json:
        """`{seq, board}` as anyone gets it."""
        answer = await self.guest().http.get(self.api, params={"view": view})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


class Evening:
    """Everyone who is there in one test."""

    def __init__(self, server: Server) -> None:
        """On a server that runs."""
        self.server = server
        self.guests: list[Guest] = []
        self.phones: list[Phone] = []

    async def board(self, raw: Mapping[str, Any] | None = None) -> Board:
        """A new board from a template, by default that of the cast, with a slug of its own."""
        slug = f"probe-{next(_numbers)}"
        answer = await self.post_board({**template(slug=slug), **(raw or {})})
        assert answer.status_code == 201, answer.text
        return Board(self, answer.json())

    async def post_board(self, raw: object, key: str | None = None) -> httpx.Response:
        """The answer to making a board, whatever it is."""
        secret = self.server.instance_key if key is None else key
        async with httpx.AsyncClient(timeout=DEADLINE, trust_env=False, verify=_TLS) as client:
            headers = {"Authorization": f"Bearer {secret}"}
            return await client.post(f"{self.server.url}/api/boards", json=raw, headers=headers)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, _type: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        for phone in self.phones:
            await phone.close()
        for guest in self.guests:
            await guest.http.aclose()
