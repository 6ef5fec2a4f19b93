"""The database connection: SQLite with one connection, or PostgreSQL with a pool."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import event, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

import migrations
from server.store import near

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}


def open_engine(database_url: str) -> AsyncEngine:
    """An engine for `sqlite:///file` or `postgresql://...`; ValueError for any other database.

    What it raises tells no parameters: they hold names, and the server's log keeps what is raised (P5).
    """
    url = make_url(database_url)
    if url.drivername not in _DRIVERS:
        raise ValueError(f"{url.drivername} is no database for Themenwand: sqlite or postgresql is.")
    url = url.set(drivername=_DRIVERS[url.drivername])
    if url.drivername.startswith("postgresql"):
        return create_async_engine(
            url,
            pool_size=8,
            max_overflow=8,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"timeout": _SECONDS, "command_timeout": _SECONDS},
        )
    # One connection: SQLite's WAL-reset defect before 3.51.3 needs two. Who waits for it waits in turn.
    engine = create_async_engine(
        url,
        pool_size=1,
        max_overflow=0,
        pool_timeout=3600,
        pool_reset_on_return=None,  # a transaction has ended by then; asking would be a change of thread more
        hide_parameters=True,
        connect_args={"async_creator_fn": near.connect},
    )
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # what was acknowledged survives a power cut
        "secure_delete=ON",  # what was erased is overwritten (P5)
        "foreign_keys=ON",
        "busy_timeout=5000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


_SECONDS = 5.0
"""How long PostgreSQL may take for anything before it counts as out of reach."""

_MIGRATING = 7_265_001
"""The advisory lock of whoever migrates: several workers start at once."""


async def migrate(engine: AsyncEngine) -> None:
    """Bring the database to the newest schema; nothing happens where it is there already."""
    async with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            await connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
        await connection.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
