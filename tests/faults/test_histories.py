"""Random histories over two workers, one of which is stopped or killed: every answer agrees with the log."""

import asyncio

import pytest

from tests.faults.test_postgres import acknowledged, settle, walkers_at
from tests.workers.pair import Pair

TURNS = 2


@pytest.mark.parametrize("how", ["stop", "kill"])
async def test_l1_rolling_restarts_and_crashes_under_load_lose_nothing(
    own_database: str, frail_pair: Pair, how: str
) -> None:
    boards = await frail_pair.board(phase="sessions")
    wall = await boards[0].guest().phone()
    walkers, stop = await walkers_at(boards), asyncio.Event()
    walks = [asyncio.create_task(walker.walk(stop)) for walker in walkers]
    for _ in range(TURNS):
        for server in (frail_pair.b, frail_pair.a):
            await acknowledged(walkers, 20)
            if how == "stop":
                assert await server.stop() == 0
            else:
                await server.kill()
            await acknowledged(walkers, 20)  # the other one goes on
            await server.start()
    stop.set()
    await asyncio.gather(*walks)
    assert await settle(walkers, boards, own_database) >= 2 * TURNS * 40
    assert await wall.until_closed() == (1012 if how == "stop" else 1006)
    await wall.reconnect()
    await wall.until_seq((await boards[1].snapshot())["seq"])
