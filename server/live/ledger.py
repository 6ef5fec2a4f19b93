"""A board's state and views in this process, kept true to its log.

The state runs ahead of the log only within a turn: nobody reads it until the turn has ended (`settled`), and
when a turn fails, everything is made anew from the log.
"""

import asyncio
import logging
import secrets
import time
from itertools import count

from server.board.apply import take_touched
from server.board.showing import ViewName
from server.board.state import Board, Touched
from server.board.view import View
from server.live import metrics
from server.live.feed import Feed
from server.live.inbox import Answer, Pending
from server.live.loading import load
from server.live.turns import decide_all, take_missed
from server.store.log import BoardRow, DatabaseTrouble, Log, LogReplaced
from server.store.marks import Marks

logger = logging.getLogger(__name__)

_RETRY_SECONDS = (0.05, 0.2, 1.0, 2.0)


class Ledger:
    """One board as its log says; `renewals` counts how often it turned out to be another log (L4)."""

    def __init__(self, row: BoardRow, log: Log, marks: Marks, board: Board, views: list[View]) -> None:
        self.row = row
        self.log = log
        self.board = board
        self.feeds: dict[ViewName, Feed] = {view.name: Feed(view) for view in views}
        self.settled = asyncio.Event()
        self.settled.set()
        self.renewals = 0
        self._marks = marks

    async def commit(self, batch: list[Pending]) -> list[Answer]:
        """What becomes of each command; tries again for as long as the database does not take them.

        Without commands, just looks what others appended. Whether a failed turn was committed may be unknown:
        the log knows, and ids make a retry safe (L3). The state is not settled until `show`.
        """
        for tries in count():
            self.settled.clear()
            try:
                answers = await self._append(batch)
                if self.board.touched.history:
                    # What is known of the past is another (V5): for those who come back, it is another log.
                    await self._start_over(0, other_log=True)
                return answers
            except LogReplaced as error:
                logger.warning("the log was replaced", extra={"board": self.row.slug, "error": str(error)})
                await self._start_over(0, other_log=True)
            except DatabaseTrouble:
                logger.exception("a turn failed", extra={"board": self.row.slug, "tries": tries})
                await self._start_over(_RETRY_SECONDS[min(tries, len(_RETRY_SECONDS) - 1)])
            except Exception as error:
                logger.exception("a turn has a fault", extra={"board": self.row.slug})
                await self._start_over(0)
                return [error for _ in batch]
        raise AssertionError("counting ends never")

    def show(self) -> Touched:
        """Bring the views up to date with what was committed; what it touched."""
        touched = take_touched(self.board)
        for feed in self.feeds.values():
            feed.view.refresh(self.board, touched)
        self._marks.put(self.row.id, self.board.seq)
        self.settled.set()
        return touched

    async def recover(self) -> None:
        """Make state and views anew after a fault in showing them."""
        await self._start_over(0)

    async def _append(self, batch: list[Pending]) -> list[Answer]:
        board = self.board
        if batch:
            began = time.monotonic()
            async with self.log.turn(self.row.id, board.seq, board.last_command) as turn:
                answers = await decide_all(board, self.row.id, batch, turn)
            metrics.COMMIT_SECONDS.observe(time.monotonic() - began)
            metrics.COMMIT_COMMANDS.observe(len(batch))
            return answers
        take_missed(board, await self.log.missed(self.row.id, board.seq, board.last_command))
        return []

    async def _start_over(self, seconds: float, other_log: bool = False) -> None:
        """Make everything anew from the log; then people can read, and writing is tried after a while."""
        while True:
            try:
                if other_log:
                    self.row = await self.log.renew(self.row, new_epoch())
                    self.renewals += 1
                self.board, views = await load(self.log, self.row)
                break
            except DatabaseTrouble:
                logger.exception("the log cannot be read", extra={"board": self.row.slug})
                await asyncio.sleep(_RETRY_SECONDS[-1])
        for view in views:
            self.feeds[view.name].view = view
        self.board.touched.everybody = True  # the log may hold what nobody was told
        self.settled.set()
        await asyncio.sleep(seconds)


def new_epoch() -> str:
    """An opaque string that no board has had (L4)."""
    return secrets.token_urlsafe(9)


async def open_ledger(row: BoardRow, log: Log, marks: Marks) -> Ledger:
    """A board from its log; with another epoch where the log is shorter than it was seen to be (L4)."""
    board, views = await load(log, row)
    if board.seq < marks.seen(row.id):
        logger.warning("an older log was put back", extra={"board": row.slug, "seq": board.seq})
        row = await log.renew(row, new_epoch())
        board, views = await load(log, row)
    marks.put(row.id, board.seq)
    return Ledger(row, log, marks, board, views)
