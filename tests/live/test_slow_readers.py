"""Who reads slowly delays nobody, fills nothing, and gets one patch when it reads again (W6)."""

import asyncio
import json
import socket
import statistics
import time

import pytest
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.uri import parse_uri

from tests.conftest import StartServer
from tests.harness.evening import Board, Evening, Guest
from tests.harness.machine import DEADLINE
from tests.harness.screen import Json, Screen, in_order
from tests.harness.server import Server

TEXT = "🚲" * 2000
"""8 KB on the wire."""


class Sleeper:
    """A client with a small receive buffer that reads only when it is told to."""

    def __init__(self, board: Board, cookie: str | None) -> None:
        """Not connected yet."""
        self._url, self._cookie = board.live, cookie
        self._protocol = ClientProtocol(parse_uri(self._url), max_size=None)
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._socket.setblocking(False)
        self._frames: list[Json] = []

    async def connect(self) -> None:
        """Shake hands, and read no further."""
        loop = asyncio.get_running_loop()
        uri = parse_uri(self._url)
        await loop.sock_connect(self._socket, (uri.host, uri.port))
        request = self._protocol.connect()
        if self._cookie:
            request.headers["Cookie"] = self._cookie
        self._protocol.send_request(request)
        await loop.sock_sendall(self._socket, b"".join(self._protocol.data_to_send()))
        while self._protocol.state is not State.OPEN:
            await self._read(512)

    async def say(self, frame: Json) -> None:
        """Send a frame without reading."""
        self._protocol.send_text(json.dumps(frame).encode())
        data = b"".join(self._protocol.data_to_send())
        await asyncio.get_running_loop().sock_sendall(self._socket, data)

    async def read_until(self, seq: int) -> list[Json]:
        """Read frames until one has this seq; all of them."""
        async with asyncio.timeout(DEADLINE):
            while not [frame for frame in self._frames if frame["t"] != "ok" and frame.get("seq", 0) >= seq]:
                await self._read(65536)
        return self._frames

    async def _read(self, most: int) -> None:
        data = await asyncio.get_running_loop().sock_recv(self._socket, most)
        assert data, "the server hung up"
        self._protocol.receive_data(data)
        for event in self._protocol.events_received():
            if isinstance(event, Frame) and event.opcode is Opcode.TEXT:
                self._frames.append(json.loads(bytes(event.data)))

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


def resident(server: Server) -> int:
    """Bytes of memory that the server has."""
    with open(f"/proc/{server.pid}/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS"))


async def flood(guests: list[Guest], topics: int) -> None:
    """Each makes so many topics with long texts, as fast as they may."""

    async def write(guest: Guest) -> None:
        for number in range(topics):
            await guest.command("topic.propose", title=f"Thema {number} von {guest.id}", text=TEXT)

    await asyncio.gather(*(write(guest) for guest in guests))


@pytest.fixture
async def big_board(start_server: StartServer) -> Board:
    """A board where everyone may host many topics, on a server of its own."""
    evening = Evening(await start_server())
    return await evening.board({"settings": {"max_topics": 100}})


async def test_w6_slow_readers_delay_nobody_fill_nothing_and_get_one_patch(big_board: Board) -> None:
    board, server = big_board, big_board.evening.server
    guests = [await board.join(f"Gast {number}") for number in range(14)]
    fast, sender = await guests[0].phone(), await guests[1].phone()
    sleepers = [Sleeper(board, None) for _ in range(30)]
    await asyncio.gather(*(sleeper.connect() for sleeper in sleepers))
    await flood(guests[2:4], 5)  # whatever grows with the first topics has grown
    before = resident(server)
    await flood(guests[4:], 28)
    delays = []
    for number in range(20):
        began = time.monotonic()
        seq = (await sender.do("profile.set", affiliation=f"Nummer {number}"))["seq"]
        await fast.until_seq(seq)
        delays.append(time.monotonic() - began)
    grown = resident(server) - before
    backlog = len(sleepers) * 280 * len(TEXT.encode())
    assert backlog > 60_000_000
    assert grown < backlog / 2, f"{grown / 1e6:.0f} MB more for a backlog of {backlog / 1e6:.0f} MB"
    assert statistics.median(delays) < 0.5
    now = await board.snapshot()
    for sleeper in sleepers[:3]:
        frames = await sleeper.read_until(now["seq"])
        told = [frame for frame in frames if frame["t"] in ("board", "patch")]
        screen = Screen()
        screen.show(told[0]["seq"], told[0]["board"])
        for patch in told[1:]:
            assert patch["from"] == screen.seq
            screen.patch(patch)
        assert screen.whole() == in_order(now["board"])
        newest = told[-1]
        assert newest["seq"] == now["seq"]
        assert newest["seq"] - newest["from"] > 200, "all that it had missed is one patch"
    for sleeper in sleepers:
        sleeper.close()
    await board.evening.__aexit__(None, None, None)


async def shown(guest: Guest, affiliation: str) -> None:
    """Wait until another device of theirs shows this."""
    phone = await guest.phone()
    await phone.until(lambda seen: (seen.me or {})["affiliation"] == affiliation)
    await phone.close()


async def test_w6_a_slow_reader_still_gets_its_answers_and_its_newest_me(big_board: Board) -> None:
    board = big_board
    alice, writers = await board.join("Alice"), [await board.join(f"Gast {n}") for n in range(2)]
    sleeper = Sleeper(board, alice.cookie)
    await sleeper.connect()
    await flood(writers, 30)
    ids = [f"0b1e5a32-6a4c-4a53-9f0c-d8f1f5f6a00{number}" for number in range(3)]
    for number, command_id in enumerate(ids):
        command = {"type": "profile.set", "affiliation": f"Nummer {number}"}
        await sleeper.say({"t": "do", "id": command_id, "command": command})
        await shown(alice, f"Nummer {number}")
        if number < 2:
            await alice.command("profile.set", affiliation="über HTTP")
    now = await board.snapshot()
    frames = await sleeper.read_until(now["seq"])
    answers = [frame for frame in frames if frame["t"] == "ok"]
    assert [answer["id"] for answer in answers] == ids
    mine = [frame["me"] for frame in frames if frame.get("me")]
    assert mine[-1]["affiliation"] == "Nummer 2", "an old view of oneself never comes after a newer one"
    sleeper.close()
    await board.evening.__aexit__(None, None, None)
