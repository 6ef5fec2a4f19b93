"""A client that knows part 5 and nothing else of this project: a cookie, frames, the `websockets` library."""

import asyncio
import json
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.harness.machine import DEADLINE
from tests.harness.screen import Json, Screen


class Refused(Exception):
    """A command was answered with `no`."""

    def __init__(self, frame: Json) -> None:
        """Keeps the frame's code and detail apart."""
        super().__init__(f"{frame['code']}: {frame['message']} {frame['detail']}")
        self.code: str = frame["code"]
        self.detail: Json = frame["detail"]


class Phone:
    """One live connection of one device; `screen` and `me` are what it shows."""

    def __init__(self, url: str, cookie: str | None = None, view: str | None = None) -> None:
        """`url` is the board's `live` address; without a cookie, this phone just watches."""
        self.screen = Screen()
        self.me: Json | None = None
        self.epoch: str | None = None
        self.pulse: Json | None = None
        self.closed: int | None = None
        self.frames: list[Json] = []
        self._url, self._cookie, self._view = url, cookie, view
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._answers: dict[str, asyncio.Future[Json]] = {}
        self._news = asyncio.Event()

    @property
    def connected(self) -> bool:
        """Whether frames can still come."""
        return self._reader is not None and not self._reader.done()

    async def connect(self) -> None:
        """Connect, from where this phone was if it was connected before; done when it is up to date."""
        query = {"since": self.screen.seq, "epoch": self.epoch} if self.epoch else {}
        if self._view:
            query["view"] = self._view
        headers = {"Cookie": self._cookie} if self._cookie else {}
        self._socket = await connect(
            f"{self._url}?{urlencode(query)}" if query else self._url,
            additional_headers=headers,
            compression=None,
            max_size=None,
            proxy=None,
        )
        self.closed = None
        self.frames.clear()
        self._reader = asyncio.create_task(self._read(self._socket))
        await self.until(lambda phone: phone._up_to_date())

    async def reconnect(self) -> None:
        """Connect again, as often as it takes while a server is on its way back."""
        await self.close()
        async with asyncio.timeout(DEADLINE):
            while True:
                try:
                    return await self.connect()
                except (OSError, InvalidHandshake):
                    await asyncio.sleep(0.05)

    async def close(self) -> None:
        """Go away, as a closed tab does."""
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            await self._reader
        self._socket = self._reader = None

    async def send(self, text: str | bytes) -> None:
        """Send anything, also what is no frame."""
        assert self._socket is not None, "not connected"
        await self._socket.send(text)

    async def do(
        self, kind: str, /, *, id: str | None = None, acting_for: int | None = None, **fields: Any
    ) -> Json:
        """Send a command and wait for its `ok` frame; Refused where the answer is `no`."""
        command_id = id or str(uuid.uuid4())
        answer = asyncio.get_running_loop().create_future()
        self._answers[command_id] = answer
        order: Json = {"t": "do", "id": command_id, "command": {"type": kind, **fields}}
        if acting_for is not None:
            order["as"] = acting_for
        try:
            await self.send(json.dumps(order))
        except ConnectionClosed:
            self._answers.pop(command_id, None)  # nobody waits for it any more
            raise
        async with asyncio.timeout(DEADLINE):
            frame: Json = await answer
        if frame["t"] == "no":
            raise Refused(frame)
        return frame

    async def until(self, holds: Callable[["Phone"], Any], what: str = "") -> Any:
        """Wait for frames until something holds; what it was. Fails when the connection closes before."""
        try:
            async with asyncio.timeout(DEADLINE):
                while not (found := holds(self)):
                    assert self.connected, f"closed with {self.closed} before it held: {what}"
                    await self._news.wait()
                    self._news.clear()
                return found
        except TimeoutError:
            raise AssertionError(f"not within {DEADLINE:.0f} s: {what}; last: {self.frames[-3:]}") from None

    async def until_closed(self) -> int:
        """Wait until the server closes; its code."""
        assert self._reader is not None, "not connected"
        async with asyncio.timeout(DEADLINE):
            await self._reader
        assert self.closed is not None
        return self.closed

    async def until_seq(self, seq: int) -> None:
        """Wait until the screen shows at least the entry `seq`."""
        await self.until(lambda phone: phone.screen.seq >= seq, f"seq {seq}")

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for text in socket:
                self._take(json.loads(text))
                self._news.set()
        except ConnectionClosed:
            pass
        finally:
            self.closed = socket.close_code
            self._news.set()
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(ConnectionError(f"closed with {self.closed} before the answer"))
            self._answers.clear()

    def _take(self, frame: Json) -> None:
        assert (frame["t"] == "hello") == (not self.frames), "hello comes first, and once"
        self.frames.append(frame)
        match frame["t"]:
            case "hello":
                if frame["epoch"] != self.epoch:
                    self.screen.seq = 0  # another history: the whole board follows
                self.epoch, self.me = frame["epoch"], frame["me"]
            case "board":
                self.screen.show(frame["seq"], frame["board"])
            case "patch":
                self.screen.patch(frame)
            case "me":
                self.me = frame["me"]
            case "pulse":
                self.pulse = frame
            case "ok" | "no":
                self.me = frame.get("me", self.me)
                self._answers.pop(frame["id"]).set_result(frame)

    def _up_to_date(self) -> bool:
        """After hello and, unless nothing is missing, the board or patch that follows it."""
        return bool(self.frames) and self.screen.seq >= self.frames[0]["seq"]
