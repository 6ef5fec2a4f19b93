"""Bare connections, for tests that look at the frames themselves."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.harness.evening import Board
from tests.harness.machine import DEADLINE
from tests.harness.screen import Json


@asynccontextmanager
async def live(
    board: Board, cookie: str | None = None, headers: dict[str, str] | None = None, **query: Any
) -> AsyncIterator[ClientConnection]:
    """A live connection with nothing read from it yet."""
    sent = {**({"Cookie": cookie} if cookie else {}), **(headers or {})}
    url = f"{board.live}?{urlencode(query)}" if query else board.live
    async with connect(url, additional_headers=sent, compression=None, max_size=None, proxy=None) as socket:
        yield socket


async def text(socket: ClientConnection) -> str:
    """The next frame as it came."""
    async with asyncio.timeout(DEADLINE):
        return str(await socket.recv())


async def frame(socket: ClientConnection, *kinds: str) -> Json:
    """The next frame, or the next of one of these kinds."""
    while True:
        found: Json = json.loads(await text(socket))
        if not kinds or found["t"] in kinds:
            return found


async def do(socket: ClientConnection, kind: str, /, *, id: str | None = None, **fields: Any) -> Json:
    """Send a command; its `ok` or `no`, with whatever came before it passed over."""
    command_id = id or str(uuid.uuid4())
    await socket.send(json.dumps({"t": "do", "id": command_id, "command": {"type": kind, **fields}}))
    while (answer := await frame(socket, "ok", "no"))["id"] != command_id:
        pass
    return answer


async def close_code(socket: ClientConnection) -> int | None:
    """The code that the server closes with, after whatever it still sends."""
    try:
        async with asyncio.timeout(DEADLINE):
            while True:
                await socket.recv()
    except ConnectionClosed:
        return socket.close_code
