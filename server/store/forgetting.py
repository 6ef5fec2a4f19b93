"""Forgetting in the log itself: entries are rewritten in place, so no copy of what they held is left (P5)."""

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server.board.entry import Entry
from server.board.events import PersonJoined
from server.board.forgetting import NAMING_TYPES, without_person, without_voters
from server.store.rows import entry_of, write_json
from server.store.tables import entries, erased


async def forget_person(connection: AsyncConnection, board: int, person: int) -> None:
    """Take a person's words out of every entry there is, and remember that this was done."""
    query = select(entries).where(entries.c.board == board, entries.c.type.in_(NAMING_TYPES))
    for row in (await connection.execute(query)).mappings().all():
        entry = entry_of(row)
        rewritten = without_person(entry, person)
        if rewritten is not None:
            await rewrite(connection, board, rewritten)
        if _joins(entry, person):
            await remember_erased(connection, entry.command)


async def remember_erased(connection: AsyncConnection, command: str) -> None:
    """Whoever came by the entry with this id is erased, and stays so."""
    await connection.execute(delete(erased).where(erased.c.command == command))
    await connection.execute(insert(erased).values(command=command))


async def forget_voters(connection: AsyncConnection, board: int, seq: int) -> None:
    """Take out of every entry up to `seq` who gave points and who was where (V5)."""
    query = select(entries).where(entries.c.board == board, entries.c.seq <= seq).order_by(entries.c.seq)
    before = [entry_of(row) for row in (await connection.execute(query)).mappings()]
    for entry, known in zip(before, without_voters(before), strict=True):
        if known != entry:
            await rewrite(connection, board, known)


async def rewrite(connection: AsyncConnection, board: int, entry: Entry) -> None:
    """Put an entry in the place of the one with its seq: the same act, of which less is known."""
    await connection.execute(
        update(entries)
        .where(entries.c.board == board, entries.c.seq == entry.seq)
        .values(events=write_json(entry.events), actor=entry.actor, acting_for=entry.acting_for)
    )


async def erased_among(connection: AsyncConnection, log: list[Entry]) -> set[int]:
    """Who in a log was erased on this server before, wherever the log comes from (P5, part 6)."""
    known = set((await connection.execute(select(erased.c.command))).scalars())
    return {
        event.person
        for entry in log
        if entry.command in known
        for event in entry.events
        if isinstance(event, PersonJoined)
    }


def _joins(entry: Entry, person: int) -> bool:
    return any(isinstance(event, PersonJoined) and event.person == person for event in entry.events)
