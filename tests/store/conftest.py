"""A database of each kind, and an evening's worth of entries to put in it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from server.board.entry import Entry
from server.store.engine import migrate, open_engine
from server.store.log import Log
from tests.board.stage import Stage
from tests.cast import ALICE, BOB, FABIAN, ROUND_1, TABLE_A


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind that the program runs on."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'probe.sqlite3'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """The database with its tables."""
    engine = open_engine(database_url)
    await migrate(engine)
    yield engine
    await engine.dispose()


@pytest.fixture
def log(engine: AsyncEngine) -> Log:
    """The log in that database."""
    return Log(engine)


def an_evening() -> Stage:
    """A board on which people did something of each kind that carries words."""
    stage = Stage(replays=False).cast()
    acts: list[tuple[int, str, dict[str, Any]]] = [
        (ALICE, "profile.set", {"affiliation": "Stadtwerke", "group": "Kommune"}),
        (
            ALICE,
            "topic.propose",
            {"title": "Rad statt Auto", "text": "Zeile 1\nZeile 2 „mit“ 🚲", "theme": 1},
        ),
        (BOB, "cohost.offer", {"topic": 2}),
        (ALICE, "cohost.accept", {"topic": 2, "person": BOB}),
        (FABIAN, "phase.set", {"phase": "sessions"}),
        (BOB, "vote.cast", {"topic": 2}),
        (ALICE, "table.claim", {"topic": 2, "slot": ROUND_1, "table": TABLE_A}),
        (ALICE, "report.write", {"topic": 2, "field": "happened", "text": "Viel", "base": 0}),
        (ALICE, "commitment.add", {"topic": 2, "text": "Räder zählen", "who": "Alice, Stadtwerke"}),
    ]
    for who, kind, fields in acts:
        stage.act(who, kind, fields)
    return stage


def entries_of(stage: Stage) -> list[Entry]:
    """The log of a stage as entries."""
    return [msgspec.json.decode(row, type=Entry) for row in stage.log]
