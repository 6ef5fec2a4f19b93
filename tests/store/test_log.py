"""The log of a board: what was appended is there, in order, whole or not at all (L1, L2)."""

import asyncio
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from server.live.loading import load
from server.store.engine import migrate, open_engine
from server.store.log import BoardRow, Log, NameTaken
from server.store.secrets import Secrets, put_key, put_token
from tests.board.stage import everything
from tests.cast import ALICE, CODE, EPOCH
from tests.harness.machine import DEADLINE
from tests.store.conftest import an_evening, entries_of

EVENING = an_evening()
ENTRIES = entries_of(EVENING)


async def made(log: Log, slug: str = "probe", code: str = CODE) -> BoardRow:
    """A board that has only its first entry."""
    return await log.make(slug, code, EPOCH, ENTRIES[0], lambda row: [put_key(row.id, 1, f"key of {slug}")])


async def filled(log: Log) -> BoardRow:
    """A board with the whole evening in its log."""
    row = await made(log)
    async with log.turn(row.id, 1, ENTRIES[0].command) as turn:
        await turn.append(ENTRIES[1:], [])
    return row


async def test_l1_entries_come_back_as_they_were_appended(log: Log) -> None:
    row = await filled(log)
    assert await log.read(row.id) == ENTRIES
    assert (await log.lengths())[row.id] == len(ENTRIES)


async def test_l2_the_stored_log_gives_the_same_board_byte_for_byte(log: Log) -> None:
    board, views = await load(log, await filled(log))
    assert everything(board) == everything(EVENING.board)
    assert [view.snapshot() for view in views] == [view.snapshot() for view in EVENING.views.values()]


async def test_l1_a_part_of_the_log_is_read_by_seq(log: Log) -> None:
    row = await filled(log)
    assert [entry.seq for entry in await log.read(row.id, after=3, to=6)] == [4, 5, 6]
    assert await log.read(row.id, after=len(ENTRIES)) == []


async def test_l1_the_log_is_there_when_the_database_is_opened_again(log: Log, database_url: str) -> None:
    row = await filled(log)
    await log.engine.dispose()
    again = open_engine(database_url)
    try:
        assert await Log(again).read(row.id) == ENTRIES
    finally:
        await again.dispose()


async def test_b2_boards_are_found_by_slug_and_by_code_and_know_nothing_of_each_other(log: Log) -> None:
    first, second = await filled(log), await made(log, "second", "W3RT")
    assert await log.boards() == [first, second]
    assert await log.board("second") == second
    assert await log.board_with_code("W3RT") == second
    assert await log.board("third") is None
    assert await log.board_with_code("AAAA") is None
    assert await log.read(second.id) == ENTRIES[:1]


@pytest.mark.parametrize(("slug", "code"), [("probe", "W3RT"), ("second", CODE)])
async def test_b2_a_slug_or_code_in_use_makes_no_board_and_leaves_nothing(
    log: Log, slug: str, code: str
) -> None:
    first = await made(log)
    with pytest.raises(NameTaken):
        await made(log, slug, code)
    assert await log.boards() == [first]
    assert await _rows(log.engine) == {"boards": 1, "entries": 1, "keys": 1, "tokens": 0}


async def test_l1_a_turn_that_fails_leaves_neither_entries_nor_secrets(log: Log) -> None:
    row = await made(log)

    async def fail() -> None:
        async with log.turn(row.id, 1, ENTRIES[0].command) as turn:
            await turn.append(ENTRIES[1:3], [put_token(row.id, "alices token", ALICE)])
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        await fail()
    assert await _rows(log.engine) == {"boards": 1, "entries": 1, "keys": 1, "tokens": 0}


async def test_l1_all_that_waits_is_one_transaction_secrets_included(log: Log) -> None:
    row = await made(log)
    async with log.turn(row.id, 1, ENTRIES[0].command) as turn:
        await turn.append(ENTRIES[1:4], [put_token(row.id, "alices token", ALICE)])
    assert await log.read(row.id) == ENTRIES[:4]
    assert await Secrets(log.engine).person(row.id, "alices token") == ALICE


async def test_l1_two_entries_cannot_have_one_seq_and_the_losing_turn_is_undone_as_a_whole(log: Log) -> None:
    row = await made(log)

    async def append_twice() -> None:
        async with log.turn(row.id, 1, ENTRIES[0].command) as turn:
            await turn.append(ENTRIES[1:3], [put_token(row.id, "alices token", ALICE)])
            await turn.append(ENTRIES[2:3], [])

    with pytest.raises(IntegrityError):
        await append_twice()
    assert await _rows(log.engine) == {"boards": 1, "entries": 1, "keys": 1, "tokens": 0}


async def test_l1_two_writers_take_turns(log: Log) -> None:
    row = await made(log)

    done = [1]

    async def append() -> None:
        async with log.turn(row.id, 1, ENTRIES[0].command) as turn:
            before = done[-1]
            await turn.append([ENTRIES[before]], [])
            assert done[-1] == before, "somebody else had a turn meanwhile"
            done.append(before + 1)

    await asyncio.gather(*(append() for _ in range(5)))
    assert await log.read(row.id) == ENTRIES[:6]


async def test_l1_on_postgresql_a_second_worker_waits_and_then_reads_what_it_missed(
    postgres_url: str,
) -> None:
    engines = [open_engine(postgres_url), open_engine(postgres_url)]
    await migrate(engines[0])
    mine, theirs = Log(engines[0]), Log(engines[1])
    row = await made(mine)

    async def second() -> list[int]:
        async with theirs.turn(row.id, 1, ENTRIES[0].command) as turn:
            return [entry.seq for entry in turn.missed]

    async with mine.turn(row.id, 1, ENTRIES[0].command) as turn:
        waiting = asyncio.create_task(second())
        await _until_someone_waits(engines[0])
        await turn.append(ENTRIES[1:3], [])
    assert await waiting == [2, 3]
    for engine in engines:
        await engine.dispose()


async def test_l1_sqlite_commits_to_the_disk_before_it_answers_and_overwrites_what_is_deleted(
    tmp_path: Path,
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'probe.sqlite3'}")
    async with engine.connect() as connection:
        found = {
            name: (await connection.execute(text(f"pragma {name}"))).scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    await engine.dispose()
    full = 2
    assert found == {"journal_mode": "wal", "synchronous": full, "secure_delete": 1, "foreign_keys": 1}


def test_another_kind_of_database_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="mysql is no database for Themenwand"):
        open_engine("mysql://localhost/themenwand")


async def _rows(engine: AsyncEngine) -> dict[str, int]:
    """How many rows there are of each kind."""
    found = {}
    async with engine.connect() as connection:
        for table in ("boards", "entries", "keys", "tokens"):
            query = text(f"select count(*) from {table}")  # noqa: S608 (the names above)
            found[table] = int((await connection.execute(query)).scalar_one())
    return found


async def _until_someone_waits(engine: AsyncEngine) -> None:
    """Wait until PostgreSQL says that a session waits for an advisory lock."""
    query = text("select count(*) from pg_locks where locktype = 'advisory' and not granted")
    end = time.monotonic() + DEADLINE
    async with engine.connect() as connection:
        while not (await connection.execute(query)).scalar():
            assert time.monotonic() < end, "nobody waits for the board's lock"
            await asyncio.sleep(0.01)
