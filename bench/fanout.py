"""What one patch to one phone costs the server, beside the kernel's price and beside others (Fan-out).

1,000 sockets, 20 messages of about 200 bytes a second. Server, bound and peers run in turn, three times; what
counts is the median of each, and the ratio to the bound, since absolute figures move with the machine.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from bench.boards import marker, open_board, themenwand
from bench.machine import HERE, SERVER_CORE, Load, cpu_seconds, pinned, resident
from tests.harness.evening import Evening
from tests.harness.machine import free_port, program, wait_for

SOCKETS, RATE, SECONDS, RUNS = 1000, 20, 6, 3

Running = tuple[int, int, str]
"""Process id, port, and the path to connect to."""
Starter = Callable[[], AbstractAsyncContextManager[Running]]


def _listens(port: int) -> bool:
    return f"0100007F:{port:04X} 00000000:0000 0A" in Path("/proc/net/tcp").read_text()


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    with pinned(SERVER_CORE):
        return subprocess.Popen(command, env={**os.environ, "RATE": str(RATE)}, cwd=HERE.parent)


@asynccontextmanager
async def _peer(command: list[str], path: str) -> AsyncIterator[Running]:
    port = free_port()
    process = _started([*command, str(port)])
    wait_for(lambda: _listens(port), process, "the peer listens")
    try:
        yield process.pid, port, path
    finally:
        # Not all of them end when they are asked to while a thousand sockets are open.
        process.kill()
        process.wait()


@asynccontextmanager
async def _ours(folder: Path) -> AsyncIterator[Running]:
    async with themenwand(folder) as server, Evening(server) as evening:
        board = await open_board(evening)
        busy = await marker(board, RATE)
        yield server.pid, server.port, f"/api/boards/{board.slug}/live"
        await busy.stop()


def contestants(floor: str, folder: Path) -> dict[str, Starter]:
    """Whom to measure, and how they are started."""
    numbers = iter(range(100))
    return {
        "themenwand": lambda: _ours(folder / f"themenwand-{next(numbers)}"),
        "floor (C, epoll)": lambda: _peer([floor], "/"),
        "node ws": lambda: _peer([program("node"), str(HERE / "peers" / "ws.mjs")], "/"),
        "litestar channels": lambda: _peer([sys.executable, "-m", "bench.peers.channels"], "/board"),
    }


async def measured(wsload: str, start: Starter) -> dict[str, float]:
    """One run: microseconds of server CPU a delivered message, p99 in ms, bytes a connection."""
    async with start() as (pid, port, path):
        empty = resident(pid)
        load = Load(wsload, port, path, SOCKETS, SECONDS)
        await asyncio.to_thread(load.up)
        before, began = cpu_seconds(pid), time.monotonic()
        waiting = asyncio.create_task(asyncio.to_thread(load.figures))
        await asyncio.sleep(SECONDS * 0.8)
        memory = (resident(pid) - empty) / SOCKETS
        figures = await waiting
        cpu, seconds = cpu_seconds(pid) - before, time.monotonic() - began
    assert figures["failed"] == figures["closed"] == 0, figures
    # Frames are counted for SECONDS; closing a thousand sockets afterwards is no delivery.
    return {
        "us": cpu / figures["frames"] * 1e6,
        "rate": figures["frames"] / SOCKETS / SECONDS,
        "p99": figures["p99_ms"],
        "bytes": memory,
        "busy": 100 * cpu / seconds,
    }


async def fanout(wsload: str, floor: str, folder: Path) -> None:
    """Print the table."""
    runs: dict[str, list[dict[str, float]]] = {}
    starters = contestants(floor, folder)
    for _ in range(RUNS):
        for name, start in starters.items():
            runs.setdefault(name, []).append(await measured(wsload, start))
    middle = {name: statistics.median(run["us"] for run in found) for name, found in runs.items()}
    bound = middle["floor (C, epoll)"]
    print(f"Fan-out: {SOCKETS} sockets, {RATE} patches a second, median of {RUNS} interleaved runs")
    print(f"  {'':<20}{'us a patch':>11}{'of floor':>10}{'p99 ms':>9}{'KB a conn.':>12}{'a second':>10}")
    for name, us in middle.items():
        p99, memory, rate = (
            statistics.median(run[key] for run in runs[name]) for key in ("p99", "bytes", "rate")
        )
        print(f"  {name:<20}{us:>11.2f}{us / bound:>10.2f}{p99:>9.1f}{memory / 1024:>12.1f}{rate:>10.1f}")
