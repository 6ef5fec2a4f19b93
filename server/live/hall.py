"""All boards of this process: their rooms, made when somebody comes, and how fast people may send."""

import asyncio
import secrets
from functools import partial

from server.board.decide import entry_of
from server.board.entry import Actor
from server.board.making import FIRST_KEYS, BoardMake, make_board
from server.board.state import Board
from server.board.template_parts import Template
from server.links import key_secret
from server.live import clock
from server.live.feed import Feed
from server.live.loading import load
from server.live.rates import Rate, Tries
from server.live.room import Room
from server.settings import Settings
from server.store.log import BoardRow, Log
from server.store.secrets import Secrets, Write, new_code, put_key


class Hall:
    """Where requests find the board they are about."""

    def __init__(self, log: Log, found: Secrets, settings: Settings) -> None:
        self.settings = settings
        self.log = log
        self.secrets = found
        self.tries = Tries()
        self._rooms: dict[str, asyncio.Task[Room]] = {}
        self._rates: dict[tuple[str, int], Rate] = {}

    async def room(self, slug: str) -> Room | None:
        """The room of a board, opened where it is not; null: there is no such board."""
        if slug not in self._rooms:
            row = await self.log.board(slug)
            if row is None:
                return None
            if slug not in self._rooms:  # somebody else may have come meanwhile
                self._rooms[slug] = asyncio.create_task(self._open(row))
        return await asyncio.shield(self._rooms[slug])

    async def make(self, template: Template) -> BoardRow:
        """A new board from a template; NameTaken where its slug is in use (B1, B2)."""
        epoch, code = secrets.token_urlsafe(9), new_code(4)
        board = Board(epoch=epoch)
        decision = make_board(template, code)
        entry = entry_of(board, BoardMake(), "board.make", Actor(None), clock.now(), decision)
        return await self.log.make(template.slug, code, epoch, entry, self._key_writes)

    def wait(self, slug: str, person: int) -> int:
        """Seconds that a person has to wait before the next command; 0: none, and it counts."""
        if len(self._rates) > 20_000:
            self._rates = {who: rate for who, rate in self._rates.items() if not rate.idle()}
        return self._rates.setdefault((slug, person), Rate()).wait()

    async def close(self) -> None:
        """Commit what waits in every room, then stop."""
        rooms = [opening.result() for opening in self._rooms.values() if opening.done()]
        await asyncio.gather(*(room.close() for room in rooms))

    async def _open(self, row: BoardRow) -> Room:
        try:
            board, views = await load(self.log, row)
        except BaseException:
            del self._rooms[row.slug]  # the next one who comes tries again
            raise
        return Room(row, self.log, board, {view.name: Feed(view) for view in views})

    def _key_writes(self, row: BoardRow) -> list[Write]:
        secret = partial(key_secret, self.settings, row)
        return [put_key(row.id, number, secret(number)) for number in range(1, len(FIRST_KEYS) + 1)]
