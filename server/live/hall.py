"""All boards of this process: their rooms, made when somebody comes, and how fast people may send."""

import asyncio
import logging
from collections.abc import Iterable
from functools import partial

from server.board.decide import entry_of
from server.board.entry import Actor
from server.board.making import FIRST_KEYS, BoardMake, make_board
from server.board.state import Board
from server.board.template_parts import Template
from server.links import key_secret
from server.live import clock
from server.live.ledger import new_epoch, open_ledger
from server.live.rates import Rate, Tries
from server.live.relay import Relay, RelayTrouble
from server.live.room import Room
from server.settings import Settings
from server.store.log import BoardRow, DatabaseTrouble, Log, NameTaken
from server.store.marks import Marks
from server.store.secrets import Secrets, Write, new_code, put_key

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 1.5


class Hall:
    """Where requests find the board they are about."""

    def __init__(self, log: Log, found: Secrets, settings: Settings) -> None:
        self.settings = settings
        self.log = log
        self.secrets = found
        self.tries = Tries()
        self._marks = Marks(settings.data / "seen")
        self._rooms: dict[str, asyncio.Task[Room]] = {}
        self._rates: dict[tuple[str, int], Rate] = {}
        self._relay = Relay(settings.redis_url, self._hear) if settings.redis_url else None
        self._looking = asyncio.create_task(self._look()) if log.shared else None

    async def room(self, slug: str) -> Room | None:
        """The room of a board, opened where it is not; null: there is no such board."""
        if slug not in self._rooms:
            row = await self.log.board(slug)
            if row is None:
                return None
            if slug not in self._rooms:  # somebody else may have come meanwhile
                self._rooms[slug] = asyncio.create_task(self._open(row))
        return await asyncio.shield(self._rooms[slug])

    def language(self, slug: str) -> str:
        """The language of a board that is open here; German where none is."""
        return next((room.board.lang for room in self._open_rooms() if room.row.slug == slug), "de")

    async def make(self, template: Template) -> BoardRow:
        """A new board from a template; NameTaken where its slug is in use (B1, B2)."""
        while True:
            try:
                return await self._make(template, new_code(4))
            except NameTaken:
                if await self.log.board(template.slug) is not None:
                    raise  # else it was the code that another board has

    async def _make(self, template: Template, code: str) -> BoardRow:
        epoch = new_epoch()
        board = Board(epoch=epoch)
        decision = make_board(template, code)
        entry = entry_of(board, BoardMake(), "board.make", Actor(None), clock.now(), decision)
        return await self.log.make(template.slug, code, epoch, entry, self._key_writes)

    async def wait(self, slug: str, person: int) -> int:
        """Seconds that a person has to wait before the next command; 0: none, and it counts."""
        if self._relay is not None:
            try:
                return await self._relay.wait(slug, person)
            except RelayTrouble:
                pass  # counted here, until Redis is back
        if len(self._rates) > 20_000:
            self._rates = {who: rate for who, rate in self._rates.items() if not rate.idle()}
        return self._rates.setdefault((slug, person), Rate()).wait()

    async def close(self) -> None:
        """Commit what waits in every room, then stop."""
        await asyncio.gather(*(room.close() for room in self._open_rooms()))
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        if self._relay is not None:
            await self._relay.stop()
        self._marks.close()

    async def _open(self, row: BoardRow) -> Room:
        try:
            ledger = await open_ledger(row, self.log, self._marks)
        except BaseException:
            del self._rooms[row.slug]  # the next one who comes tries again
            raise
        return Room(ledger, self._ring, self._count_people)

    def _open_rooms(self) -> list[Room]:
        """Rooms that could be opened."""
        done = [opening for opening in self._rooms.values() if opening.done() and not opening.cancelled()]
        return [opening.result() for opening in done if opening.exception() is None]

    def _ring(self, board: int, seq: int) -> None:
        if self._relay is not None:
            self._relay.ring(board, seq)

    def _hear(self, board: int | None) -> None:
        for room in self._open_rooms():
            if board in (None, room.row.id):
                room.hear()

    async def _look(self) -> None:
        """Beneath the bell: what was appended elsewhere is found within two seconds, whatever Redis does."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            try:
                lengths = await self.log.lengths()
            except DatabaseTrouble as error:
                logger.warning("the log cannot be looked into", extra={"error": str(error)})
                continue
            for room in self._open_rooms():
                if lengths.get(room.row.id, 0) != room.board.seq:
                    room.hear()

    async def _count_people(self, board: int, here: Iterable[int]) -> int:
        if self._relay is not None:
            try:
                return await self._relay.people_here(board, here)
            except RelayTrouble:
                pass  # as many as are here
        return len(tuple(here))

    def _key_writes(self, row: BoardRow) -> list[Write]:
        secret = partial(key_secret, self.settings, row)
        return [put_key(row.id, number, secret(number)) for number in range(1, len(FIRST_KEYS) + 1)]
