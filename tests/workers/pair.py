"""Two servers on one database, and the same people on both."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self

from tests.harness.evening import Board, Evening, Guest
from tests.harness.machine import DEADLINE
from tests.harness.server import Server


class Pair:
    """Workers A and B with one evening: a board is made on A, and reached on B as well."""

    def __init__(self, a: Server, b: Server) -> None:
        """Both run, on the same database and with the same instance key."""
        self.a, self.b = a, b
        self._evenings = Evening(a), Evening(b)
        self._stack = AsyncExitStack()

    async def board(
        self, raw: Mapping[str, Any] | None = None, phase: str | None = None
    ) -> tuple[Board, Board]:
        """A new board as A and as B serve it."""
        here = await self._evenings[0].board(raw)
        there = Board(self._evenings[1], {"slug": here.slug, "code": here.code, "links": here.links})
        if phase:
            await (await here.enter("facilitate", "Fabian")).command("phase.set", phase=phase)
        return here, there

    async def __aenter__(self) -> Self:
        for evening in self._evenings:
            await self._stack.enter_async_context(evening)
        return self

    async def __aexit__(self, _type: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        await self._stack.aclose()


def same(guest: Guest, board: Board) -> Guest:
    """A person's device on the other worker: the same cookie."""
    other = board.guest()
    other.http.cookies.update(guest.http.cookies)
    other.me = guest.me
    return other


async def until(holds: Callable[[], Awaitable[object]], what: str, seconds: float = DEADLINE) -> None:
    """Ask again and again until something holds that nobody sends word of."""
    try:
        async with asyncio.timeout(seconds):
            while True:
                if await holds():
                    return
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"not within {seconds:.0f} s: {what}") from None
