"""Boards with people on them, made on a running Themenwand, and what keeps them busy."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bench.machine import SERVER_CORE, pinned
from tests.harness.evening import Board, Evening
from tests.harness.phone import Phone, Refused
from tests.harness.server import Server


@asynccontextmanager
async def themenwand(folder: Path) -> AsyncIterator[Server]:
    """A server in one process on the server's core, on SQLite."""
    server = _in_a_new(folder)
    with pinned(SERVER_CORE):
        await server.start()
    try:
        yield server
    finally:
        await server.close()


def _in_a_new(folder: Path) -> Server:
    folder.mkdir()
    return Server(folder)


async def open_board(evening: Evening) -> Board:
    """A board on which people vote."""
    board = await evening.board({"settings": {"max_topics": 40}})
    await (await board.enter("facilitate", "Fabian")).command("phase.set", phase="collect")
    return board


async def joined(board: Board, people: int) -> list[str]:
    """So many people's Cookie headers."""
    cookies = []
    guest = board.guest()
    for number in range(people):
        guest.http.cookies.clear()
        cookies.append((await guest.join(f"Person {number}")).cookie or "")
    return cookies


class Marker:
    """Changes a topic's title so many times a second; the title carries the time, which wsload looks for."""

    def __init__(self, phones: list[Phone], topics: list[int], rate: float) -> None:
        """Several people share the work: one alone may send ten times a second."""
        self._phones, self._topics, self._rate = phones, topics, rate
        self._task = asyncio.create_task(self._mark())

    async def stop(self) -> None:
        """No more changes."""
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _mark(self) -> None:
        due, number = time.monotonic(), 0
        waiting: set[asyncio.Task[None]] = set()
        while True:
            task = asyncio.create_task(self._once(number % len(self._phones)))
            waiting.add(task)
            task.add_done_callback(waiting.discard)
            number, due = number + 1, due + 1 / self._rate
            await asyncio.sleep(max(0.0, due - time.monotonic()))

    async def _once(self, who: int) -> None:
        with suppress(Refused, ConnectionError):
            title = f"Wie sehen neue Formen des Regionalen Gestaltens aus? @@{time.monotonic_ns()}@@"
            await self._phones[who].do("topic.edit", topic=self._topics[who], title=title)


async def marker(board: Board, rate: float) -> Marker:
    """Hosts who change their titles `rate` times a second in all."""
    phones, topics = [], []
    for number in range(int(rate / 5) + 1):
        host = await board.join(f"Gastgeberin {number}")
        topics.append((await host.command("topic.propose", title="Neue Formen"))["result"]["topic"])
        phones.append(await host.phone())
    return Marker(phones, topics, rate)
