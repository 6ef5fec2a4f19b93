"""Three phones and a wall at once, through a power cut: the main path of the whole project."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from tests.conftest import StartServer
from tests.harness.evening import Board, Evening
from tests.harness.server import Server
from tests.web.hand import Hand, phone

WALL: ViewportSize = {"width": 1920, "height": 1080}


class Hall:
    """What is in the room: a server, a board, three phones, a wall."""

    def __init__(self, server: Server, board: Board, phones: list[Hand], wall: Page) -> None:
        self.server, self.board, self.phones, self.wall = server, board, phones, wall

    async def phase(self, phase: str) -> None:
        """The facilitator moves the evening on."""
        facilitator = await self.board.enter("facilitate", "Fabian")
        await facilitator.command("phase.set", phase=phase)

    def on_the_wall(self, title: str) -> Locator:
        """A topic's card."""
        return self.wall.get_by_role("listitem").filter(has=self.wall.get_by_role("heading", name=title))

    async def pages_that_were_reloaded(self) -> int:
        """How many pages have lost the sign that they bore since `mark`."""
        marks = [await page.evaluate("window.marked === true") for page in self._pages()]
        return marks.count(False)

    async def mark(self) -> None:
        """Put a sign on each page that a reload would wipe away."""
        for page in self._pages():
            await page.evaluate("window.marked = true")

    def _pages(self) -> list[Page]:
        return [*(hand.page for hand in self.phones), self.wall]


@pytest.fixture
async def hall(start_server: StartServer, browser: Browser) -> AsyncIterator[Hall]:
    """Three have joined, the wall hangs, and topics are collected."""
    server = await start_server()
    async with Evening(server) as evening, AsyncExitStack() as stack:
        board = await evening.board()
        hands = [await stack.enter_async_context(phone(browser, board)) for _ in range(3)]
        for hand, name in zip(hands, ("Ines", "Mona", "Tarek"), strict=True):
            await hand.join(name)
        wall = await (await browser.new_context(viewport=WALL, locale="de-DE")).new_page()
        await wall.goto(board.links["beamer"])
        hall = Hall(server, board, hands, wall)
        await hall.phase("collect")
        await hall.mark()
        yield hall


async def test_l1_v1_c3_an_evening_on_four_screens_through_a_power_cut(hall: Hall) -> None:
    ines, mona, tarek = hall.phones
    first = await ines.propose("Gemeindeschwester statt Arztmangel")
    for hand in (mona, tarek):
        await hand.page.get_by_role("button", name="1 neues Thema anzeigen").click()
        await hand.sees("Gemeindeschwester statt Arztmangel")
    await expect(hall.on_the_wall("Gemeindeschwester statt Arztmangel")).to_be_visible()

    second = await mona.propose("Bürgerenergie ohne Anwalt gründen")
    await tarek.point(first).click()
    await expect(tarek.point(first)).to_have_attribute("aria-pressed", "true")
    await expect(ines.point(first)).to_have_accessible_name(re.compile(r", 1 "))

    await hall.server.kill()
    await hall.server.start()
    await hall.phase("market")

    await expect(hall.on_the_wall("Bürgerenergie ohne Anwalt gründen")).to_be_visible()
    await expect(ines.point(first)).to_have_accessible_name(re.compile(r", 1 "))
    await _claim_in_the_same_instant(hall, first, second)
    assert await hall.pages_that_were_reloaded() == 0


async def _claim_in_the_same_instant(hall: Hall, first: int, second: int) -> None:
    """Two hosts take table A: one has it, the other is told who, and taps a free one (C3)."""
    ines, mona, _ = hall.phones
    place = re.compile("^Tisch A in Runde 1, frei")
    for hand in (ines, mona):
        await hand.page.get_by_text("Tisch wählen", exact=True).first.click()
        await hand.page.get_by_role("button", name=place).click()
    await asyncio.gather(*(hand.button("Tisch A in Runde 1 nehmen").click() for hand in (ines, mona)))
    loser = await _first_told(hall.phones[:2], "hat Tisch A in Runde 1 gerade bekommen")
    await loser.sees(f"Thema {first if loser is mona else second} hat Tisch A")
    await loser.page.get_by_role("button", name=re.compile("^Tisch . in Runde 1, für")).first.click()
    watcher = await hall.board.guest().phone()
    topics = watcher.screen.kinds["topics"]
    await watcher.until(lambda _: topics[first]["table"] and topics[second]["table"], "both have a table")
    assert topics[first]["table"] != topics[second]["table"]


async def _first_told(hands: list[Hand], words: str) -> Hand:
    """The phone on which these words appear."""
    waits = {asyncio.ensure_future(hand.sees(words)): hand for hand in hands}
    done, rest = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in rest:
        wait.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    (told,) = done
    await told
    return waits[told]
