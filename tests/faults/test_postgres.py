"""PostgreSQL restarted and frozen under two workers: what is unknown is resolved by its id (L1, L3)."""

import asyncio
import signal

from tests.faults.history import Walker, check, rows_in_database
from tests.harness.databases import Postgres
from tests.harness.evening import Board
from tests.workers.pair import Pair, same, until

WALKERS = 8


async def walkers_at(boards: tuple[Board, Board], count: int = WALKERS) -> list[Walker]:
    """People who send at both workers."""
    people = [await boards[0].join(f"Person {number}") for number in range(count)]
    devices = [[same(person, board) for board in boards] for person in people]
    return [Walker(each, [1], seed) for seed, each in enumerate(devices)]


async def settle(walkers: list[Walker], boards: tuple[Board, Board], url: str) -> int:
    """Resolve what is unknown, compare all that was told with the log; how many were acknowledged."""
    for walker in walkers:
        await walker.resolve()
        await walker.close()
    records = [record for walker in walkers for record in walker.records]
    check(await rows_in_database(url, boards[0].slug), records)
    first, second = [await board.snapshot() for board in boards]
    assert first == second
    return sum(record.outcome == "ok" for record in records)


async def acknowledged(walkers: list[Walker], more: int) -> None:
    """Wait until so many more commands have been acknowledged."""

    def count() -> int:
        return sum(record.outcome == "ok" for walker in walkers for record in walker.records)

    aim = count() + more

    async def enough() -> bool:
        return count() >= aim

    await until(enough, f"{more} more acknowledged", 60)


async def test_l1_l3_postgres_restarted_at_once_again_and_again(
    own_postgres: Postgres, own_database: str, frail_pair: Pair
) -> None:
    boards = await frail_pair.board(phase="sessions")
    walkers, stop = await walkers_at(boards), asyncio.Event()
    walks = [asyncio.create_task(walker.walk(stop)) for walker in walkers]
    for _ in range(3):
        await acknowledged(walkers, 30)
        await asyncio.to_thread(own_postgres.restart)
    await acknowledged(walkers, 30)
    stop.set()
    await asyncio.gather(*walks)
    assert await settle(walkers, boards, own_database) >= 120


async def test_l1_l3_postgres_frozen_for_longer_than_anyone_waits(
    own_postgres: Postgres, own_database: str, frail_pair: Pair
) -> None:
    boards = await frail_pair.board(phase="sessions")
    walkers, stop = await walkers_at(boards), asyncio.Event()
    walks = [asyncio.create_task(walker.walk(stop)) for walker in walkers]
    await acknowledged(walkers, 30)
    own_postgres.daemon.send(signal.SIGSTOP)
    # Nothing can be acknowledged now; the servers give up on their connections after five seconds.
    await asyncio.sleep(7)
    own_postgres.daemon.send(signal.SIGCONT)
    await acknowledged(walkers, 60)
    stop.set()
    await asyncio.gather(*walks)
    assert await settle(walkers, boards, own_database) >= 90
