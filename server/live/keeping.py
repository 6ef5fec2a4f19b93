"""Forgetting in time: at the start and every few hours, each board is asked what it should know no longer."""

import asyncio
import logging
from uuid import uuid4

from msgspec import Struct

from server.board.entry import Actor
from server.board.housekeeping import PersonForget, VotersForget, people_due, voters_due
from server.board.instants import Instant
from server.board.rejections import Rejection
from server.board.state import Board
from server.live import clock
from server.live.hall import Hall
from server.live.loading import load
from server.live.room import Room
from server.store.log import BoardRow, DatabaseTrouble

logger = logging.getLogger(__name__)

_SECONDS = 6 * 3600


class _Due(Struct, frozen=True):
    """When a board at a seq has something to forget; null: as long as nobody does anything, nothing."""

    seq: int
    at: Instant | None


class Keeper:
    """Looks after the boards of a hall."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._due: dict[int, _Due] = {}

    async def run(self) -> None:
        """Look at once, and again every few hours, until cancelled."""
        while True:
            try:
                await self.look()
            except DatabaseTrouble as error:
                logger.warning("boards cannot be looked after", extra={"error": str(error)})
            await asyncio.sleep(_SECONDS)

    async def look(self) -> None:
        """Forget on every board what is due now."""
        lengths, now = await self._hall.log.lengths(), clock.now()
        for row in await self._hall.log.boards():
            try:
                await self._look_at(row, lengths.get(row.id), now)
            except (ValueError, LookupError):
                # A log that cannot be replayed must not keep the other boards from forgetting.
                logger.exception("a board cannot be looked after", extra={"board": row.slug})

    async def _look_at(self, row: BoardRow, seq: int | None, now: Instant) -> None:
        known = self._due.get(row.id)
        if known is None or known.seq != seq:
            known = self._due[row.id] = await self._when(row)
        if known.at is not None and known.at <= now:
            await self._forget(row, now)
            self._due[row.id] = await self._when(row)

    async def _when(self, row: BoardRow) -> _Due:
        board, _ = await load(self._hall.log, row)
        moments = [moment for moment in self._moments(board) if moment is not None]
        return _Due(board.seq, min(moments, default=None))

    def _moments(self, board: Board) -> tuple[Instant | None, Instant | None]:
        return voters_due(board), people_due(board, self._hall.settings.retention_days)

    async def _forget(self, row: BoardRow, now: Instant) -> None:
        room = await self._hall.room(row.slug)
        if room is None:
            return
        await room.settled()
        voters, people = self._moments(room.board)
        if voters is not None and voters <= now:
            await _submit(room, VotersForget())
        if people is not None and people <= now:
            for person in [each.id for each in room.board.people.values() if not each.erased]:
                await _submit(room, PersonForget(person))
        logger.info("forgotten in time", extra={"board": row.slug})


async def _submit(room: Room, command: VotersForget | PersonForget) -> None:
    try:
        await room.submit(command, str(uuid4()), Actor(None))
    except Rejection:
        # Another process was first.
        logger.info("forgotten already", extra={"board": room.row.slug})
