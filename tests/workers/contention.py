"""Four client processes at two workers who all want the same place at once, and what must be true afterwards.

`python -m tests.workers.contention 10000` plays as many rounds as one likes; `make test` plays ROUNDS.
"""

import asyncio
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

from tests.cast import PLANNED
from tests.harness import databases
from tests.harness.evening import Board
from tests.harness.screen import Json
from tests.workers.conftest import two_servers
from tests.workers.contender import Person, contend
from tests.workers.pair import Pair

PROCESSES, PEOPLE = 4, 16
"""Client processes, and people of each: enough that the rates of part 8 bind nobody."""


async def crowd(board: Board) -> list[list[Person]]:
    """The people of each client process, with a topic each."""
    people: list[Person] = []
    for number in range(PROCESSES * PEOPLE):
        guest = await board.join(f"Person {number}")
        made = await guest.command("topic.propose", title=f"Thema von {number}")
        people.append((guest.cookie or "", made["result"]["topic"]))
    return [people[start::PROCESSES] for start in range(PROCESSES)]


def play(boards: tuple[Board, Board], crowds: list[list[Person]], rounds: int) -> list[Json]:
    """What each client process was told; half of them are at A, half at B."""
    spawn = multiprocessing.get_context("spawn")
    barrier, told = spawn.Barrier(PROCESSES), spawn.Queue()
    clients = [
        spawn.Process(
            target=contend,
            args=(boards[number % 2].live, people, PLANNED, rounds, barrier, told),
            daemon=True,
        )
        for number, people in enumerate(crowds)
    ]
    for client in clients:
        client.start()
    found = [told.get(timeout=600) for _ in clients]
    for client in clients:
        client.join()
    return found


async def check(boards: tuple[Board, Board], told: list[Json], rounds: int) -> None:
    """Exactly one has won each round (C3), all tallies are exact (V4), and nothing was lost or done twice."""
    claims = [[client["claims"][number] for client in told] for number in range(rounds)]
    for number, these in enumerate(claims):
        winners = [claim["topic"] for claim in these if claim["t"] == "ok"]
        losers = [claim for claim in these if claim["t"] == "no"]
        assert len(winners) == 1, f"round {number}: {these}"
        assert {(claim["code"], claim["detail"]["by"]) for claim in losers} == {("table_taken", winners[0])}
        assert all(claim["detail"]["free"] for claim in losers)
    points = sum(sum(client["points"]) for client in told)
    snapshots = [await board.snapshot() for board in boards]
    assert snapshots[0] == snapshots[1]
    tallies = {tally["id"]: tally["votes"] for tally in snapshots[0]["board"]["tallies"]}
    assert tallies[PLANNED] == points
    oks = [answer["seq"] for client in told for answer in client["votes"]]
    oks += [claim["seq"] for these in claims for claim in these if claim["t"] == "ok"]
    assert len(oks) == len(set(oks)) == rounds * (PROCESSES + 1), "an entry each, none of them twice"


async def contention(pair: Pair, rounds: int) -> float:
    """Play and check; seconds that the rounds took."""
    boards = await pair.board(phase="sessions")
    crowds = await crowd(boards[0])
    before = (await boards[0].snapshot())["seq"]
    began = time.monotonic()
    told = await asyncio.to_thread(play, boards, crowds, rounds)
    seconds = time.monotonic() - began
    await check(boards, told, rounds)
    # A claim, its release, and a vote of each client in every round: nothing else is in the log.
    assert (await boards[1].snapshot())["seq"] == before + rounds * (PROCESSES + 2)
    return seconds


async def main(rounds: int) -> None:
    """On servers and databases of its own."""
    with (
        tempfile.TemporaryDirectory() as name,
        databases.postgres() as postgres,
        databases.redis() as redis,
        postgres.database() as url,
    ):
        settings = {"DATABASE_URL": url, "REDIS_URL": redis.url}
        async with two_servers(Path(name), **settings) as servers, Pair(*servers) as pair:
            seconds = await contention(pair, rounds)
    each = PROCESSES * 2 + 1
    print(
        f"{rounds} rounds of {PROCESSES} processes at 2 workers: {seconds:.1f} s, "
        f"{rounds * each / seconds:.0f} commands a second, one winner each, every tally exact"
    )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
