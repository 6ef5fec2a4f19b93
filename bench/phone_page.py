"""What a participant's first visit costs, and what Lighthouse says: `make bench-phone`.

Starts a server of its own with a board of 40 topics, opens the phone page in Chromium with an empty cache,
adds up the bytes that came over the network (headers and bodies as transferred), then runs the mobile test.
"""

import asyncio
import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Browser

from server.demo import WERKSTATT, read_toml
from tests.harness.browser import FLAGS, chromium
from tests.harness.evening import Board, Evening
from tests.harness.machine import program
from tests.harness.server import Server

LIGHTHOUSE = Path(__file__).parent / "lighthouse"
TOPICS = 40
PAGE = ("Document", "Script", "Stylesheet", "Font")


async def filled(evening: Evening) -> Board:
    """The Werkstatt's board with 40 topics from ten hosts, in the phase `collect`."""
    raw = read_toml(WERKSTATT)
    raw["settings"].pop("proposals_until", None)
    board = await evening.board(json.loads(json.dumps(raw, default=str)))
    facilitator = await board.enter("facilitate", "Fabian")
    await facilitator.command("phase.set", phase="collect")
    for number in range(TOPICS // 4):
        host = await board.join(f"Person {number}")
        for each in range(4):
            title = f"Was die Gemeinde {number * 4 + each} anders macht"
            await host.command("topic.propose", title=title, theme=1 + (number * 4 + each) % 16)
    return board


async def first_visit(browser: Browser, url: str) -> dict[str, int]:
    """Bytes as transferred by kind of resource, with an empty cache."""
    page = await (await browser.new_context(viewport={"width": 390, "height": 844})).new_page()
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))

    def finished(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "Other")
        sizes[kind] = sizes.get(kind, 0) + int(event["encodedDataLength"])

    session.on("Network.loadingFinished", finished)
    await page.goto(url, wait_until="networkidle")
    return sizes


def lighthouse(url: str, folder: Path) -> dict[str, float]:
    """Lighthouse's mobile scores, 0 to 100."""
    report = folder / "lighthouse.json"
    flags = " ".join([*FLAGS, "--headless=new", *(["--no-sandbox"] if os.geteuid() == 0 else [])])
    subprocess.run(
        [
            str(LIGHTHOUSE / "node_modules" / ".bin" / "lighthouse"),
            url,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            "--only-categories=performance,accessibility,best-practices",
            f"--chrome-flags={flags}",
        ],
        check=True,
        env={**os.environ, "CHROME_PATH": program("chromium", "chromium-browser", "google-chrome")},
    )
    found = json.loads(report.read_text())
    for name, audit in found["audits"].items():
        if audit["score"] is not None and audit["score"] < 0.9:
            print(f"    {name}: {audit['score']} {audit.get('displayValue', '')}")
    return {name: 100 * category["score"] for name, category in found["categories"].items()}


async def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = Server(folder)
        await server.start()
        async with Evening(server) as evening, chromium() as browser:
            board = await filled(evening)
            url = f"{server.url}/b/{board.slug}"
            sizes = await first_visit(browser, url)
            for kind, size in sorted(sizes.items()):
                print(f"{kind:<12} {size / 1024:7.1f} KB")
            page = sum(
                size for kind, size in sizes.items() if kind in ("Document", "Script", "Stylesheet", "Font")
            )
            print(f"{'page':<12} {page / 1024:7.1f} KB (HTML, JS, CSS, font)")
            scores = await asyncio.to_thread(lighthouse, url, folder)
            for category, score in scores.items():
                print(f"{category:<16} {score:3.0f}")
        await server.close()


if __name__ == "__main__":
    asyncio.run(main())
