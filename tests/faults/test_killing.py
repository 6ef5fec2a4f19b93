"""L1: what was acknowledged is in the log, whatever happens to the process afterwards."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.killing import kill_again_and_again
from tests.faults.nursery import ForkedServer
from tests.faults.proxy import Proxy
from tests.harness.evening import Evening
from tests.harness.phone import Phone

KILLS = 50
"""What fits into `make test`; `make hard` kills 200 times."""


@pytest.fixture
async def forked_server(tmp_path: Path) -> AsyncIterator[ForkedServer]:
    """A server that starts again quickly."""
    server = ForkedServer(tmp_path)
    await server.start()
    yield server
    await server.close()


async def test_l1_sigkill_at_random_moments_loses_nothing_that_was_acknowledged(
    forked_server: ForkedServer,
) -> None:
    records = await kill_again_and_again(forked_server, KILLS)
    assert sum(record.outcome == "ok" for record in records) > KILLS


async def test_l3_killed_between_commit_and_answer_the_same_id_has_one_effect(
    forked_server: ForkedServer,
) -> None:
    server = forked_server
    async with Evening(server) as evening, Proxy(server.port) as proxy:
        board = await evening.board()
        alice = await board.join("Alice")
        for number in range(5):
            wall = await board.guest().phone()
            phone = Phone(board.live.replace(str(server.port), str(proxy.port)), alice.cookie)
            await phone.connect()
            proxy.swallow = True
            command = f"0f0e0d0c-0000-4000-8000-{number:012d}"
            answer = asyncio.create_task(phone.do("topic.propose", id=command, title=f"Thema {number}"))
            # Others see it, so it is committed; its sender has not been told.
            await wall.until(lambda seen, n=number: seen.screen.topic(2 + n), "the topic on the wall")  # type: ignore[misc]
            await server.kill()
            proxy.cut()
            with pytest.raises(ConnectionError):
                await answer
            await server.start()
            await phone.close()
            again = await alice.phone()
            ok = await again.do("topic.propose", id=command, title="Ein Wiederholungsversuch")
            assert ok["result"] == {"topic": 2 + number}
            assert (again.screen.topic(2 + number) or {})["title"] == f"Thema {number}"
        assert len((await board.snapshot())["board"]["topics"]) == 1 + 5
