"""The tables: made on an empty database, left alone where they are, and as the program believes they are."""

from collections.abc import AsyncIterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from server.store.engine import migrate, open_engine
from server.store.log import Log
from server.store.tables import metadata
from tests.cast import CODE, EPOCH
from tests.store.conftest import an_evening, entries_of


@pytest.fixture
async def empty(database_url: str) -> AsyncIterator[AsyncEngine]:
    """A database without tables."""
    engine = open_engine(database_url)
    yield engine
    await engine.dispose()


async def test_an_empty_database_gets_the_tables_that_the_program_speaks_of(empty: AsyncEngine) -> None:
    await migrate(empty)
    async with empty.connect() as connection:
        assert await connection.run_sync(_differences) == []
        assert await connection.run_sync(_tables) == {*metadata.tables, "alembic_version"}


async def test_a_database_that_is_there_keeps_its_boards(empty: AsyncEngine) -> None:
    await migrate(empty)
    entries = entries_of(an_evening())
    row = await Log(empty).make("probe", CODE, EPOCH, entries[0], lambda _: [])
    async with Log(empty).turn(row.id, 1, entries[0].command) as turn:
        await turn.append(entries[1:], [])
    await migrate(empty)
    assert await Log(empty).boards() == [row]
    assert await Log(empty).read(row.id) == entries


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())
