"""Everybody comes back at once, and ten thousand stay (Storms)."""

import asyncio
from pathlib import Path

from bench.boards import joined, marker, open_board, themenwand
from bench.commands import cookies_of, voting
from bench.machine import Load, cpu_seconds, resident
from tests.harness.evening import Board, Evening
from tests.harness.server import Server

PHONES, PACE, SECONDS = 1000, 300, 8
MANY, MANY_RATE, MANY_SECONDS = 10_000, 2, 8


async def storms(wsload: str, folder: Path) -> None:
    """Print both."""
    async with themenwand(folder / "storms") as server, Evening(server) as evening:
        board = await open_board(evening)
        await come_back(wsload, server, board, folder)
    async with themenwand(folder / "many") as server, Evening(server) as evening:
        await stay(wsload, server, await open_board(evening))


async def come_back(wsload: str, server: Server, board: Board, folder: Path) -> None:
    """1,000 phones connect at once from an old seq, while 200 others send 300 commands a second."""
    first = await board.snapshot()
    file = await cookies_of(await joined(board, PHONES), folder / "returning")
    busy = await cookies_of(await joined(board, 200), folder / "busy")
    path = f"/api/boards/{board.slug}/live"
    sending = Load(wsload, server.port, path, 200, SECONDS, *voting(PACE, busy))
    await asyncio.to_thread(sending.up)
    since = f"{path}?since={first['seq']}&epoch={first['board']['epoch']}"
    storm = Load(wsload, server.port, since, PHONES, 3, "-C", str(file))
    found, sent = await asyncio.gather(asyncio.to_thread(storm.figures), asyncio.to_thread(sending.figures))
    print(f"Storms: {PHONES} phones come back at once, {PACE} commands a second go on")
    print(
        f"  connected in {found['connect_s']:.2f} s, caught up {found['caught_up']}: "
        f"p99 {found['caught_up_p99_ms']} ms, last {found['caught_up_max_ms']} ms; failed {found['failed']}"
    )
    print(
        f"  commands meanwhile: p99 {sent['answer_p99_ms']:.0f} ms, "
        f"lost {sent['unanswered']}, refused {sent['no']}"
    )


async def stay(wsload: str, server: Server, board: Board) -> None:
    """10,000 sockets, and patches to all of them."""
    empty = resident(server.pid)
    busy = await marker(board, MANY_RATE)
    load = Load(wsload, server.port, f"/api/boards/{board.slug}/live", MANY, MANY_SECONDS)
    said = await asyncio.to_thread(load.up)
    before = cpu_seconds(server.pid)
    waiting = asyncio.create_task(asyncio.to_thread(load.figures))
    await asyncio.sleep(MANY_SECONDS * 0.8)
    memory = (resident(server.pid) - empty) / MANY
    found = await waiting
    cpu = cpu_seconds(server.pid) - before
    await busy.stop()
    print(
        f"  {MANY} sockets: {said}; closed {found['closed']}, "
        f"{found['frames'] / MANY / MANY_SECONDS:.1f} patches a second to each, "
        f"{cpu / found['frames'] * 1e6:.1f} us a patch, p99 {found['p99_ms']:.0f} ms, "
        f"{memory / 1024:.1f} KB a connection"
    )
