"""Erasing someone: their words leave the log itself, all others stay, and the board is the same (P5)."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from server.board.entry import Decision
from server.live.loading import load
from server.store.engine import migrate, open_engine
from server.store.log import BoardRow, Log
from server.store.tables import entries
from tests.board.stage import Stage, everything
from tests.cast import ALICE, CODE, EPOCH
from tests.store.conftest import an_evening, entries_of

WORDS = ("Alice", "Stadtwerke")
"""What says who Alice is: her name, her affiliation, and both in her commitment's `who`."""


async def erased(log: Log) -> tuple[Stage, BoardRow]:
    """An evening after which Alice erases herself, stored as a room stores it."""
    stage = an_evening()
    assert isinstance(stage.act(ALICE, "person.erase", {"person": ALICE}), Decision)
    all_entries = entries_of(stage)
    row = await log.make("probe", CODE, EPOCH, all_entries[0], lambda _: [])
    async with log.turn(row.id, 1, all_entries[0].command) as turn:
        await turn.append(all_entries[1:-1], [])
    async with log.turn(row.id, len(all_entries) - 1, all_entries[-2].command) as turn:
        await turn.append(all_entries[-1:], [])
        await turn.forget(ALICE)
    return stage, row


async def test_p5_nothing_in_the_log_says_who_an_erased_person_was(log: Log) -> None:
    await erased(log)
    stored = await _stored(log.engine)
    assert not [word for word in WORDS if word in stored]
    assert all(word in stored for word in ("Bob", "Rad statt Auto", "Räder zählen")), "other words stay"


async def test_p5_the_rewritten_log_has_all_entries_and_gives_the_same_board(log: Log) -> None:
    stage, row = await erased(log)
    found = await log.read(row.id)
    assert [(entry.seq, entry.at, entry.type, entry.command) for entry in found] == [
        (entry.seq, entry.at, entry.type, entry.command) for entry in entries_of(stage)
    ]
    board, _ = await load(log, row)
    assert everything(board) == everything(stage.board)


async def test_p5_a_failed_turn_erases_nobody(log: Log) -> None:
    stage = an_evening()
    all_entries = entries_of(stage)
    row = await log.make("probe", CODE, EPOCH, all_entries[0], lambda _: [])
    async with log.turn(row.id, 1, all_entries[0].command) as turn:
        await turn.append(all_entries[1:], [])

    async def fail() -> None:
        async with log.turn(row.id, len(all_entries), all_entries[-1].command) as turn:
            await turn.forget(ALICE)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await fail()
    assert await log.read(row.id) == all_entries


async def test_p5_after_the_server_has_stopped_no_file_holds_the_name(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'probe.sqlite3'}")
    await migrate(engine)
    await erased(Log(engine))
    await engine.dispose()
    kept = _bytes_of_all_files(tmp_path)
    assert b"Bob" in kept
    assert not [word for word in WORDS if word.encode() in kept]


def _bytes_of_all_files(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def _stored(engine: AsyncEngine) -> str:
    async with engine.connect() as connection:
        rows = await connection.execute(select(entries.c.events).order_by(entries.c.seq))
        return "\n".join(bytes(row.events).decode() for row in rows)
