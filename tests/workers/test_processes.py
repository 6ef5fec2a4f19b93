"""THEMENWAND_WORKERS: several processes behind one address."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from tests.conftest import StartServer
from tests.harness.evening import Evening
from tests.harness.screen import in_order
from tests.harness.server import Server
from tests.workers.pair import until

PHONES = 12


def workers_of(server: Server) -> list[int]:
    """The process ids of a server's workers: the children of the one that was started that listen."""
    parent = server.pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def told(connections: int) -> str:
    """The line of `/metrics` that says how many connections there are, over all workers."""
    return f'themenwand_connections{{board="1"}} {connections}.0'


async def test_two_workers_behind_one_address_show_the_same_board(
    postgres_url: str, redis_url: str, start_server: StartServer
) -> None:
    server = await start_server(DATABASE_URL=postgres_url, REDIS_URL=redis_url, WORKERS="2")
    assert len(workers_of(server)) == 2
    async with Evening(server) as evening:
        board = await evening.board()
        phones = [await (await board.join(f"Person {number}")).phone() for number in range(PHONES)]
        await asyncio.gather(*(phone.do("topic.propose", title="Rad statt Auto") for phone in phones))
        now = await board.snapshot()
        for phone in phones:
            await phone.until_seq(now["seq"])
            assert phone.screen.whole() == in_order(now["board"])
        figures = (await board.guest().http.get(f"{server.url}/metrics")).text
        assert told(PHONES) in figures, "both workers are added up"
        assert await server.stop() == 0
        assert {await phone.until_closed() for phone in phones} == {1012}


async def test_a_killed_worker_is_replaced_and_nothing_is_lost(
    postgres_url: str, redis_url: str, start_server: StartServer
) -> None:
    server = await start_server(DATABASE_URL=postgres_url, REDIS_URL=redis_url, WORKERS="2")
    async with Evening(server) as evening:
        board = await evening.board()
        phones = [await (await board.join(f"Person {number}")).phone() for number in range(PHONES)]
        victim = workers_of(server)[0]
        seqs = [(await phone.do("topic.propose", title="Rad statt Auto"))["seq"] for phone in phones]
        os.kill(victim, signal.SIGKILL)
        await asyncio.gather(*(phone.reconnect() for phone in phones))
        await phones[0].until_seq(max(seqs))
        assert len(phones[0].screen.kinds["topics"]) == 1 + PHONES

        async def replaced() -> bool:
            now = workers_of(server)
            figures = (await board.guest().http.get(f"{server.url}/metrics")).text
            return victim not in now and len(now) == 2 and told(PHONES) in figures

        await until(replaced, "another worker, and the dead one's connections are not counted")


async def test_several_workers_are_refused_on_sqlite_with_the_reason(
    redis_url: str, start_server: StartServer
) -> None:
    with pytest.raises(AssertionError, match="SQLite belongs to one process"):
        await start_server(WORKERS="2", REDIS_URL=redis_url)


async def test_several_workers_are_refused_without_redis_with_the_reason(
    postgres_url: str, start_server: StartServer
) -> None:
    with pytest.raises(AssertionError, match="need a Redis to hear of each other"):
        await start_server(WORKERS="2", DATABASE_URL=postgres_url)
