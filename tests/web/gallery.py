"""Pictures of each scene of the wall in each size and amount, to be looked at: `make gallery`."""

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, expect

from server.board.instants import instant, plus
from tests.harness.browser import chromium
from tests.harness.evening import Board, Evening
from tests.harness.server import Server
from tests.web.screens import wall
from tests.web.test_wall import LONG, SIZES, planned

FOLDER = Path(__file__).parents[1] / "pictures" / "gallery"
SCENES = ("welcome", "topics", "topic", "plan", "now", "harvest")
AMOUNTS = ((3, 1, 4), (30, 6, 4), (150, 6, 40))
"""Topics, rounds, tables."""
AT_ONCE = 15
"""One person may not send more commands than that in a moment, so some take turns."""
RESULTS = 6
MINUTE = 60_000


def _slots(count: int) -> list[dict[str, str]]:
    starts = [plus(instant(datetime.now(UTC)), 40 * MINUTE * number) for number in range(count)]
    return [
        {"title": f"Runde {number}", "starts": at, "ends": plus(at, 35 * MINUTE), "kind": "session"}
        for number, at in enumerate(starts, start=1)
    ]


def _tables(count: int) -> list[dict[str, Any]]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    names = [*letters, *(f"A{letter}" for letter in letters)][:count]
    return [{"name": name, "seats": 8} for name in names]


async def _board(evening: Evening, topics: int, rounds: int, tables: int) -> Board:
    """A board whose tables are taken, except the last ones, with some results and commitments."""
    raw = {**planned(topics), "slots": _slots(rounds), "tables": _tables(tables)}
    board = await evening.board(raw | {"settings": {"welcome": "WLAN: Werkstatt"}})
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="sessions")
    await fabian.command("slot.start", slot=1)
    places = [(slot, table) for slot in range(1, rounds + 1) for table in range(1, tables + 1)]
    taken = list(zip(range(1, topics + 1), places, strict=False))
    for start in range(0, len(taken), AT_ONCE):
        helper = await board.enter("facilitate", "Frida")
        for topic, (slot, table) in taken[start : start + AT_ONCE]:
            await helper.command("table.claim", topic=topic, slot=slot, table=table)
    for topic in range(1, topics + 1, max(1, topics // RESULTS)):
        await fabian.command("report.write", topic=topic, field="next_step", text=f"{LONG} " * 3, base=0)
        await fabian.command("commitment.add", topic=topic, text=LONG, who="Annemarie", due="bis August")
    return board


async def _pictures(browser: Browser, board: Board, amount: str) -> None:
    fabian = await board.enter("facilitate", "Fabian")
    for size in SIZES:
        async with wall(browser, board, size) as page:
            for scene in SCENES:
                await fabian.command("scene.show", scene=scene, topic=2 if scene == "topic" else None)
                await expect(page.locator(".wall")).to_have_attribute("data-scene", scene)
                await page.evaluate("document.fonts.ready")
                path = FOLDER / f"{scene}-{amount}-{size[0]}x{size[1]}.png"
                await page.screenshot(path=path, animations="disabled")
                print(path.name)


async def main() -> None:
    """Make all of them, with a server and a browser of their own."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        await server.start()
        try:
            async with Evening(server) as evening, chromium() as browser:
                for topics, rounds, tables in AMOUNTS:
                    board = await _board(evening, topics, rounds, tables)
                    await _pictures(browser, board, f"{topics}-topics-{rounds}-rounds-{tables}-tables")
        finally:
            await server.close()


if __name__ == "__main__":
    asyncio.run(main())
