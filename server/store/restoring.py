"""Putting a whole log into the database, as an import brings it."""

from collections.abc import Callable, Sequence

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from server.board.entry import Entry
from server.board.events import PersonErased, PersonJoined
from server.store.forgetting import erased_among, remember_erased
from server.store.log import BoardRow, Log, NameTaken, Turn
from server.store.rows import entry_of
from server.store.secrets import Write
from server.store.tables import boards, codes, entries, keys, tokens

_AT_ONCE = 1000


async def erased_here(log: Log, found: Sequence[Entry]) -> set[int]:
    """Who in a log was erased on this server."""
    async with log.engine.connect() as connection:
        return await erased_among(connection, list(found))


async def restore(
    log: Log,
    row: BoardRow,
    new: Sequence[Entry],
    writes: Callable[[BoardRow], Sequence[Write]],
    replace: bool,
) -> BoardRow:
    """A board with this log, all of it or nothing; the row as it is then.

    NameTaken where the slug is in use, unless `replace` and the board there has the same code.
    """
    try:
        async with log.engine.begin() as connection:
            found = await _place(connection, row, new, replace)
            turn = Turn(connection, found.id, [])
            for first in range(0, len(new), _AT_ONCE):
                await turn.append(new[first : first + _AT_ONCE], [])
            await turn.append([], writes(found))
            gone = {e.person for entry in new for e in entry.events if isinstance(e, PersonErased)}
            for person, command in _arrivals(new):
                if person in gone:
                    await remember_erased(connection, command)
    except IntegrityError as error:
        raise NameTaken(row.slug) from error
    return found


async def _place(connection: AsyncConnection, row: BoardRow, new: Sequence[Entry], replace: bool) -> BoardRow:
    query = select(boards).where(boards.c.slug == row.slug)
    there = (await connection.execute(query)).mappings().first()
    if there is None:
        made = insert(boards).values(slug=row.slug, code=row.code, epoch=row.epoch).returning(boards.c.id)
        return BoardRow((await connection.execute(made)).scalar_one(), row.slug, row.code, row.epoch)
    if not replace or there["code"] != row.code:
        raise NameTaken(row.slug)
    number: int = there["id"]
    stay = await _same_people(connection, number, new)
    for table in (entries, keys, codes):
        await connection.execute(delete(table).where(table.c.board == number))
    # A number that the older log does not know goes to somebody else next: no cookie may wait for it.
    await connection.execute(delete(tokens).where(tokens.c.board == number, tokens.c.person.not_in(stay)))
    await connection.execute(update(boards).where(boards.c.id == number).values(epoch=row.epoch))
    return BoardRow(number, row.slug, row.code, row.epoch)


async def _same_people(connection: AsyncConnection, board: int, new: Sequence[Entry]) -> set[int]:
    """Who is the same person in both logs: they came by the same entry."""
    query = select(entries).where(entries.c.board == board).order_by(entries.c.seq)
    old = [entry_of(row) for row in (await connection.execute(query)).mappings()]
    return {person for person, _ in _arrivals(old) & _arrivals(new)}


def _arrivals(log: Sequence[Entry]) -> set[tuple[int, str]]:
    return {
        (event.person, entry.command)
        for entry in log
        for event in entry.events
        if isinstance(event, PersonJoined)
    }
