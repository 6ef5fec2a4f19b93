"""SQLite's driver with fewer changes of thread.

aiosqlite hands every call to its thread, also making and closing a cursor, which wait for no disk. For a
single command on a quiet board these changes of thread are much of the cost: there were five; executing and
committing need two.
"""

import sqlite3
from typing import Any

import aiosqlite
from aiosqlite.context import Result


class NearCursor(aiosqlite.Cursor):
    """A cursor that is closed where it was used."""

    async def close(self) -> None:
        """Close it; in the driver's thread where a cancelled call is still using it."""
        try:
            self._cursor.close()
        except sqlite3.ProgrammingError:
            await super().close()


class NearConnection(aiosqlite.Connection):
    """A connection whose cursors are made where they are asked for."""

    def cursor(self) -> Result[aiosqlite.Cursor]:
        """A new cursor."""
        return Result(self._near_cursor())

    async def _near_cursor(self) -> aiosqlite.Cursor:
        return NearCursor(self, self._conn.cursor())


def connect(database: str, **options: Any) -> NearConnection:
    """What SQLAlchemy calls for a new connection."""
    options["check_same_thread"] = False  # one at a time all the same: its user waits for each call
    connection = NearConnection(lambda: sqlite3.connect(database, **options), 64)
    connection._thread.daemon = True  # as SQLAlchemy does with the driver's own
    return connection
