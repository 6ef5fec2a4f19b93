"""When viewers are told: the first change at once, then in ticks, and never so long that commands wait."""

import asyncio
import logging
import time
from collections.abc import Iterable

from server.live import metrics
from server.live.viewer import FAULT, Viewer

logger = logging.getLogger(__name__)

TICK = 0.05
"""Seconds from one round of sending to the next while changes keep coming."""

_AT_ONCE = 200
"""Viewers that are told before commands get their turn: well under 10 ms of work."""

_SHARE = 3
"""A long round is followed by so many times its length of rest: sending has a quarter of the time."""


class Fanout:
    """Sends the newest patch to a room's viewers in rounds."""

    def __init__(self, board: int, viewers: Iterable[Viewer]) -> None:
        self._board = board
        self._viewers = viewers
        self._changed = asyncio.Event()
        self._task = asyncio.create_task(self._rounds())

    def change(self) -> None:
        """There is something new to tell."""
        self._changed.set()

    async def stop(self) -> None:
        """No more rounds."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _rounds(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            began = time.monotonic()
            await self._round()
            took = time.monotonic() - began
            metrics.FANOUT_SECONDS.observe(took)
            self._trace(took)
            await asyncio.sleep(max(TICK - took, _SHARE * took))

    def _trace(self, took: float) -> None:
        """Which seq the screens of this process have been brought to, and how many they are."""
        if logger.isEnabledFor(logging.DEBUG):
            viewers = tuple(self._viewers)
            seq = min((viewer.seq for viewer in viewers), default=0)
            told = {"board": self._board, "seq": seq, "viewers": len(viewers)}
            logger.debug("told", extra={**told, "milliseconds": round(took * 1000, 1)})

    async def _round(self) -> None:
        for number, viewer in enumerate(tuple(self._viewers), 1):
            try:
                viewer.deliver()
            except Exception:
                # One viewer's fault must not keep the news from everybody else.
                logger.exception("a viewer could not be told")
                viewer.close(FAULT, "internal error")
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
