"""L4: an older log that was put back is another log: a new epoch, and the whole board for everybody."""

import shutil
from pathlib import Path

from sqlalchemy import delete

from server.store.engine import open_engine
from server.store.tables import entries
from tests.conftest import StartServer
from tests.harness.evening import Board, Evening
from tests.harness.phone import Phone
from tests.harness.screen import in_order
from tests.workers.pair import Pair, same


async def grown(phone: Phone, topics: int) -> int:
    """Some more topics; the last one's seq."""
    done = [await phone.do("topic.propose", title=f"Thema {number}") for number in range(topics)]
    return int(done[-1]["seq"])


async def shows_what_is_there(phone: Phone, board: Board, epoch: str | None) -> None:
    """A phone that came back was given the whole board of another epoch, and shows it."""
    now = await board.snapshot()
    await phone.until_seq(now["seq"])
    assert phone.epoch not in (None, epoch)
    assert now["board"]["epoch"] == phone.epoch
    assert [frame["t"] for frame in phone.frames[:2]] == ["hello", "board"]
    assert phone.screen.whole() == in_order(now["board"])


async def test_l4_an_older_copy_of_the_file_is_another_log(start_server: StartServer, tmp_path: Path) -> None:
    server = await start_server()
    data, copy = server.folder / "data", tmp_path / "copy"
    async with Evening(server) as evening:
        board = await evening.board()
        phone = await (await board.join("Alice")).phone()
        await grown(phone, 2)
        assert await server.stop() == 0
        shutil.copyfile(data / "themenwand.sqlite3", copy)
        await server.start()
        await phone.reconnect()
        await grown(phone, 3)
        epoch = phone.epoch
        assert await server.stop() == 0
        for old in data.glob("themenwand.sqlite3*"):
            old.unlink()
        shutil.copyfile(copy, data / "themenwand.sqlite3")
        await server.start()
        await phone.reconnect()
        await shows_what_is_there(phone, board, epoch)
        assert len(phone.screen.kinds["topics"]) == 1 + 2
        # The history that follows has the same seqs as the one that is gone; nobody mixes them up.
        epoch = phone.epoch
        await grown(phone, 3)
        await server.kill()
        await server.start()
        await phone.reconnect()
        assert phone.epoch == epoch, "a restart changes nothing"


async def test_l4_a_database_put_back_under_running_workers_is_another_log(
    own_database: str, frail_pair: Pair
) -> None:
    boards = await frail_pair.board()
    alice = await boards[0].join("Alice")
    phones = [await alice.phone(), await same(alice, boards[1]).phone()]
    last = await grown(phones[0], 4)
    for phone in phones:
        await phone.until_seq(last)
    epoch = phones[0].epoch
    await put_back(own_database, last - 3)
    for phone, board in zip(phones, boards, strict=True):
        assert await phone.until_closed() == 1012
        await phone.reconnect()
        await shows_what_is_there(phone, board, epoch)
        assert len(phone.screen.kinds["topics"]) == 1 + 1
    assert phones[0].epoch == phones[1].epoch, "both workers speak of the same log"
    # Further entries take the seqs that are free again.
    assert (await phones[1].do("topic.propose", title="Von vorn"))["seq"] == last - 2
    await phones[0].until_seq(last - 2)


async def put_back(url: str, seq: int) -> None:
    """Let the log of the newest board end at a seq, as an older copy of the database does."""
    engine = open_engine(url)
    async with engine.begin() as connection:
        newest = (await connection.execute(entries.select().order_by(entries.c.board.desc()))).first()
        assert newest is not None
        await connection.execute(delete(entries).where(entries.c.board == newest.board, entries.c.seq > seq))
    await engine.dispose()
