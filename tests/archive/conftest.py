"""A database for logs, and other people's programs."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.store.engine import migrate, open_engine
from server.store.log import Log


@pytest.fixture
async def log(tmp_path: Path) -> AsyncIterator[Log]:
    """An empty log."""
    engine = open_engine(f"sqlite:///{tmp_path / 'probe.sqlite3'}")
    await migrate(engine)
    yield Log(engine)
    await engine.dispose()
