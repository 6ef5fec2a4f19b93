"""How many durable commands one worker takes, and how long people wait at an evening's pace (Commands)."""

import asyncio
from pathlib import Path

from bench.boards import joined, marker, open_board, themenwand
from bench.machine import Json, Load, cpu_seconds
from tests.cast import PLANNED
from tests.harness.evening import Evening

PHONES = 1000
FLOOD, FLOOD_SECONDS = 7000, 6
PACE, PACE_SECONDS = 300, 10

VOTES = [
    f'{{"t":"do","id":"%s","command":{{"type":"{kind}","topic":{PLANNED}}}}}'
    for kind in ("vote.cast", "vote.retract")
]


def voting(rate: int, cookies: Path) -> list[str]:
    """wsload's options: every phone gives its point and takes it back, so many commands a second in all."""
    orders = [part for vote in VOTES for part in ("-c", vote)]
    return ["-C", str(cookies), *orders, "-R", str(rate), "-W", "30"]


async def cookies_of(cookies: list[str], file: Path) -> Path:
    """wsload takes a header line a connection."""
    await asyncio.to_thread(file.write_text, "".join(f"Cookie: {cookie}\n" for cookie in cookies))
    return file


async def commands(wsload: str, folder: Path) -> None:
    """Print both figures."""
    async with themenwand(folder / "commands") as server, Evening(server) as evening:
        board = await open_board(evening)
        file = await cookies_of(await joined(board, PHONES), folder / "cookies")
        path = f"/api/boards/{board.slug}/live"

        load = Load(wsload, server.port, path, PHONES, FLOOD_SECONDS, *voting(FLOOD, file))
        await asyncio.to_thread(load.up)
        before = cpu_seconds(server.pid)
        flood = await asyncio.to_thread(load.figures)
        cpu = cpu_seconds(server.pid) - before

        busy = await marker(board, 10)
        load = Load(wsload, server.port, path, PHONES, PACE_SECONDS, *voting(PACE, file))
        pace = await asyncio.to_thread(load.figures)
        await busy.stop()
        tell(flood, cpu, pace)


def tell(flood: Json, cpu: float, pace: Json) -> None:
    """The lines of this benchmark."""
    patches = (flood["frames"] - flood["ok"]) / PHONES / FLOOD_SECONDS
    print(f"Commands: {PHONES} phones give a point and take it back, on one worker and one core (SQLite)")
    print(f"  as fast as it goes: {flood['answers_per_s']} durable commands a second of {FLOOD} sent")
    print(
        f"    lost {flood['unanswered']}, refused {flood['no']}, closed {flood['closed']}; "
        f"{patches:.1f} other frames a second to each phone; {cpu:.1f} s of CPU"
    )
    print(
        f"  at {PACE} a second: answers p50 {pace['answer_p50_ms']:.1f} ms, "
        f"p99 {pace['answer_p99_ms']:.1f} ms; "
        f"on every phone p50 {pace['p50_ms']:.1f} ms, p99 {pace['p99_ms']:.1f} ms"
    )
    print(f"    lost {pace['unanswered']}, refused {pace['no']}, closed {pace['closed']}")
