"""Killing a server again and again while people send, and looking at the disk each time.

`python -m tests.faults.killing 200` kills as often as one likes; `make test` does it fewer times.
"""

import asyncio
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.history import Record, Walker, check, rows_in_file
from tests.faults.nursery import ForkedServer
from tests.harness.evening import Evening
from tests.harness.server import THEMENWAND

WALKERS = 6


async def kill_again_and_again(server: ForkedServer, kills: int) -> list[Record]:
    """What people sent while it was killed so many times; each time the disk holds what was acknowledged."""
    chance = random.Random(5)  # noqa: S311  # moments that can be had again
    async with Evening(server) as evening:
        board = await evening.board()
        await (await board.enter("facilitate", "Fabian")).command("phase.set", phase="sessions")
        guests = [await board.join(f"Person {number}") for number in range(WALKERS)]
        walkers = [Walker([guest], [1], seed) for seed, guest in enumerate(guests)]
        for _ in range(kills):
            stop = asyncio.Event()
            walks = [asyncio.create_task(walker.walk(stop)) for walker in walkers]
            await asyncio.sleep(chance.uniform(0.02, 0.2))
            await server.kill()
            stop.set()
            await asyncio.gather(*walks)
            check_disk(server, board.slug, walkers)
            await server.start()
        for walker in walkers:
            await walker.resolve()
            await walker.close()
    await server.kill()
    records = check_disk(server, board.slug, walkers)
    told = verify(server)
    assert "every entry is there, every snapshot agrees" in told
    return records


def check_disk(server: ForkedServer, slug: str, walkers: list[Walker]) -> list[Record]:
    """Everything that was sent until now, after comparing it with the log on the disk."""
    records = [record for walker in walkers for record in walker.records]
    database = server.folder / "data" / "themenwand.sqlite3"
    check(rows_in_file(database, slug, server.folder / "copy"), records)
    return records


def verify(server: ForkedServer) -> str:
    """What `themenwand verify` says of the data while nobody serves it; it fails where something is wrong."""
    run = subprocess.run(
        [THEMENWAND, "verify"],
        cwd=server.folder,
        env=server.environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return run.stdout


async def main(kills: int) -> None:
    """On a server of its own."""
    with tempfile.TemporaryDirectory() as name:
        server = ForkedServer(Path(name))
        await server.start()
        records = await kill_again_and_again(server, kills)
        await server.close()
    oks = sum(record.outcome == "ok" for record in records)
    print(f"killed {kills} times: {oks} acknowledged commands, none lost, none twice")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
