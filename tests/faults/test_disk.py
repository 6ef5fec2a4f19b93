"""A disk that takes no more: nothing is acknowledged that is not stored, reading goes on, and it recovers."""

import asyncio
import os
import resource
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import StartServer
from tests.faults.history import check, rows_in_file
from tests.faults.test_postgres import acknowledged, walkers_at
from tests.harness.evening import Evening
from tests.harness.server import Server
from tests.workers.pair import until

Filling = Callable[[Server], tuple[Callable[[], None], Callable[[], None]]]
"""From a server to what fills its disk, and what makes room again."""


def file_limit(server: Server) -> tuple[Callable[[], None], Callable[[], None]]:
    """No file may grow beyond what the write-ahead log has now: the kernel refuses with EFBIG, for anyone."""

    def limit(size: int) -> None:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    wal = server.folder / "data" / "themenwand.sqlite3-wal"
    return lambda: limit(wal.stat().st_size), lambda: limit(resource.RLIM_INFINITY)


def ballast(server: Server) -> tuple[Callable[[], None], Callable[[], None]]:
    """Another file takes all that is left: the kernel refuses with ENOSPC."""
    file = server.folder / "data" / "ballast"

    def fill() -> None:
        with file.open("wb", buffering=0) as full:
            for size in (65536, 4096, 1):
                try:
                    while True:
                        full.write(bytes(size))
                except OSError:
                    continue

    return fill, file.unlink


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A file system of 4 MB."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


# Only root may mount. The limit on files is as real, and there for everybody.
FILLINGS = [file_limit, ballast] if os.geteuid() == 0 else [file_limit]


@pytest.fixture
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Path, Filling]]:
    """A folder for the server's data, and what fills it."""
    filling: Filling = request.param
    folder = tmp_path / "disk"
    if filling is ballast:
        with small_disk(folder):
            yield folder, filling
    else:
        yield folder, filling


@pytest.fixture
async def server_on_disk(disk: tuple[Path, Filling], tmp_path: Path) -> AsyncIterator[tuple[Server, Filling]]:
    """A server whose data lies there."""
    server = Server(tmp_path)
    (tmp_path / "data").symlink_to(disk[0])
    disk[0].mkdir(exist_ok=True)
    await server.start()
    server.tracebacks_are_expected = True
    yield server, disk[1]
    await server.close()


async def _says(server: Server, words: str) -> bool:
    return words in server.log()


@pytest.mark.parametrize("disk", FILLINGS, indirect=True)
async def test_l1_a_full_disk_acknowledges_nothing_and_is_read_on_and_recovers(
    server_on_disk: tuple[Server, Filling], tmp_path: Path
) -> None:
    server, filling = server_on_disk
    fill, free = filling(server)
    async with Evening(server) as evening:
        board = await evening.board()
        fabian = await board.enter("facilitate", "Fabian")
        await fabian.command("phase.set", phase="sessions")
        walkers, stop = await walkers_at((board, board)), asyncio.Event()
        walks = [asyncio.create_task(walker.walk(stop)) for walker in walkers]
        await acknowledged(walkers, 30)
        fill()
        await until(partial(_says, server, "a turn failed"), "the server notices")
        before = await board.snapshot()
        phone = await board.guest().phone()
        assert phone.screen.seq == before["seq"], "what is there can be read"
        rows = rows_in_file(server.folder / "data" / "themenwand.sqlite3", board.slug, tmp_path / "copy")
        assert len(rows) == before["seq"], "what is shown is stored"
        assert (await board.guest().http.get(f"{server.url}/health/live")).status_code == 200
        free()
        await acknowledged(walkers, 30)
        stop.set()
        await asyncio.gather(*walks)
        for walker in walkers:
            await walker.resolve()
            await walker.close()
        assert await server.stop() == 0
    records = [record for walker in walkers for record in walker.records]
    check(rows_in_file(server.folder / "data" / "themenwand.sqlite3", board.slug, tmp_path / "copy"), records)


async def test_marks_that_cannot_be_written_keep_no_board_from_being_used(start_server: StartServer) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        alice = await board.join("Alice")
        assert await server.stop() == 0
        mark = server.folder / "data" / "seen" / "1"
        mark.unlink()
        mark.mkdir()
        await server.start()
        phone = await alice.phone()
        await phone.until_seq((await phone.do("topic.propose", title="Rad statt Auto"))["seq"])
    assert "a mark was not written" in server.log()
