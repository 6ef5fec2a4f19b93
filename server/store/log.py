"""The log of every board: read it, and append to it in turns (L1)."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from msgspec import Struct
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.board.entry import Entry
from server.store.forgetting import forget_person, forget_voters
from server.store.rows import entry_of, row_of
from server.store.secrets import Write
from server.store.tables import boards, entries


class BoardRow(Struct, frozen=True):
    """Which boards there are; everything else about one is in its log."""

    id: int
    slug: str
    code: str
    epoch: str


DatabaseTrouble = (SQLAlchemyError, OSError, TimeoutError)
"""What a database that is out of reach, full or restarting raises; what was in flight may be in or not."""


class NameTaken(Exception):
    """A board with this slug is there already."""


class LogReplaced(Exception):
    """The log is not the one that this writer knows: an older copy was put back (L4)."""


class Turn:
    """One writer's turn on one board's log: a transaction that commits when the turn ends.

    `missed` are the entries that others appended since this writer last looked.
    """

    def __init__(self, connection: AsyncConnection, board: int, missed: list[Entry]) -> None:
        self._connection = connection
        self._board = board
        self.missed = missed
        self.forgot = False

    async def append(self, new: Sequence[Entry], writes: Sequence[Write]) -> None:
        """Put entries at the end of the log, and with them the secrets that belong to them."""
        if new:
            await self._connection.execute(insert(entries), [row_of(self._board, entry) for entry in new])
        for write in writes:
            await self._connection.execute(write)

    async def forget(self, person: int) -> None:
        """Take a person's words out of every entry there is (P5)."""
        self.forgot = True
        await forget_person(self._connection, self._board, person)

    async def forget_voters(self, seq: int) -> None:
        """Take out of every entry up to `seq` who gave points and who was where (V5)."""
        self.forgot = True
        await forget_voters(self._connection, self._board, seq)


class Log:
    """All boards' logs in one database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        # SQLite belongs to one process, so nobody else can have appended.
        self.shared = engine.dialect.name != "sqlite"

    async def ping(self) -> None:
        """Raises DatabaseTrouble where the database does not answer."""
        async with self.engine.connect() as connection:
            await connection.execute(text("select 1"))

    async def boards(self) -> list[BoardRow]:
        """Every board, in the order of making."""
        async with self.engine.connect() as connection:
            rows = await connection.execute(select(boards).order_by(boards.c.id))
            return [BoardRow(**row) for row in rows.mappings()]

    async def board(self, slug: str) -> BoardRow | None:
        """The board with a slug."""
        async with self.engine.connect() as connection:
            row = (await connection.execute(select(boards).where(boards.c.slug == slug))).mappings().first()
            return BoardRow(**row) if row else None

    async def board_with_code(self, code: str) -> BoardRow | None:
        """The board with a code, upper case (B2)."""
        async with self.engine.connect() as connection:
            row = (await connection.execute(select(boards).where(boards.c.code == code))).mappings().first()
            return BoardRow(**row) if row else None

    async def make(
        self, slug: str, code: str, epoch: str, first: Entry, writes: Callable[[BoardRow], Sequence[Write]]
    ) -> BoardRow:
        """A new board with its first entry and keys; NameTaken where the slug or the code is in use."""
        try:
            async with self.engine.begin() as connection:
                made = await connection.execute(
                    insert(boards).values(slug=slug, code=code, epoch=epoch).returning(boards.c.id)
                )
                row = BoardRow(made.scalar_one(), slug, code, epoch)
                await Turn(connection, row.id, []).append([first], writes(row))
        except IntegrityError as error:
            raise NameTaken(slug) from error
        return row

    async def read(self, board: int, after: int = 0, to: int | None = None) -> list[Entry]:
        """The entries of a board with a seq above `after`, up to `to`, in order."""
        async with self.engine.connect() as connection:
            return await _read(connection, board, after, to)

    async def missed(self, board: int, seq: int, command: str) -> list[Entry]:
        """What others appended since `seq`; LogReplaced as in `turn`."""
        async with self.engine.connect() as connection:
            return await _missed(connection, board, seq, command)

    async def renew(self, row: BoardRow, epoch: str) -> BoardRow:
        """Give a board another epoch, unless somebody else has already; the row as it is then (L4)."""
        async with self.engine.begin() as connection:
            await connection.execute(
                update(boards).where(boards.c.id == row.id, boards.c.epoch == row.epoch).values(epoch=epoch)
            )
            query = select(boards.c.epoch).where(boards.c.id == row.id)
            return BoardRow(row.id, row.slug, row.code, (await connection.execute(query)).scalar_one())

    async def lengths(self) -> dict[int, int]:
        """The last seq of every board's log, by the board's id."""
        async with self.engine.connect() as connection:
            # One step into the index for each board: grouping would read the logs of all evenings each time.
            last = select(func.max(entries.c.seq)).where(entries.c.board == boards.c.id).scalar_subquery()
            return {board: seq for board, seq in await connection.execute(select(boards.c.id, last))}

    @asynccontextmanager
    async def turn(self, board: int, seq: int, command: str) -> AsyncIterator[Turn]:
        """A turn for a writer who knows the board up to `seq`, whose entry has this command id.

        It commits at the end, or not at all. On PostgreSQL an advisory lock keeps two workers from deciding
        on the same seq. LogReplaced where the log does not hold what the writer knows.
        """
        async with self.engine.begin() as connection:
            missed: list[Entry] = []
            if self.shared:
                await connection.execute(text("select pg_advisory_xact_lock(:board)"), {"board": board})
                missed = await _missed(connection, board, seq, command)
            turn = Turn(connection, board, missed)
            yield turn
        if turn.forgot and not self.shared:
            await self._sweep()

    async def _sweep(self) -> None:
        """Empty SQLite's write-ahead file, which still holds the pages from before a person was erased."""
        async with self.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text("pragma wal_checkpoint(truncate)"))


async def _missed(connection: AsyncConnection, board: int, seq: int, command: str) -> list[Entry]:
    """The entries after the one that is known, which must be there."""
    found = await _read(connection, board, seq - 1, None)
    if not found or found[0].command != command:
        raise LogReplaced(f"entry {seq} is not the one that was read before")
    return found[1:]


async def _read(connection: AsyncConnection, board: int, after: int, to: int | None) -> list[Entry]:
    query = select(entries).where(entries.c.board == board, entries.c.seq > after)
    if to is not None:
        query = query.where(entries.c.seq <= to)
    rows = await connection.execute(query.order_by(entries.c.seq))
    return [entry_of(row) for row in rows.mappings()]
