"""One process at a time: SQLite belongs to whoever holds the lock (DESIGN)."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class InUse(Exception):
    """Another process has the data folder."""


@contextmanager
def only_process(data: Path) -> Iterator[None]:
    """Hold a data folder; InUse where another process does. The kernel lets go when a process dies."""
    with (data / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(
                f"A Themenwand is running on {data}. Stop it first; or make boards over HTTP, and erase "
                "people on the console."
            ) from error
        yield
