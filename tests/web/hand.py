"""The phone client in someone's hand: a real browser of a phone's size, used as people use it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.harness.evening import Board
from tests.harness.machine import DEADLINE

GO = re.compile("Los geht|Let’s go")


class Hand:
    """One phone; what its page complains of ends the test."""

    def __init__(self, board: Board, context: BrowserContext, page: Page) -> None:
        """On a page that has opened nothing yet."""
        self.board, self.context, self.page = board, context, page
        self.url = board.links["phone"]
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._heard(said.type, said.text))
        page.on("request", lambda request: self.requests.append(request.url))

    async def open(self, path: str = "") -> None:
        """Open an address of the board."""
        await self.page.goto(self.url + path)

    async def join(self, name: str) -> None:
        """Come in by name, and read the three lines."""
        await self.open()
        await self.page.locator("#name").fill(name)
        await self.page.locator("form button.call").click()
        await self.page.get_by_role("button", name=GO).click()
        await expect(self.page.get_by_role("navigation")).to_be_visible()

    async def tab(self, name: str) -> None:
        """Tap one of the four tabs."""
        await self.page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()

    def button(self, name: str) -> Locator:
        """A button by its words."""
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        """A link by its words."""
        return self.page.get_by_role("link", name=name, exact=True)

    def point(self, topic: int) -> Locator:
        """The button for one's point on a topic."""
        return self.page.get_by_role("button", name=re.compile(rf"^Interesse an Thema {topic}\b"))

    async def propose(self, title: str) -> int:
        """Put a topic on the wall; its number."""
        await self.tab("Themen")
        await self.link("Thema einbringen").click()
        await self.page.get_by_label("Dein Thema").fill(title)
        await self.button("An die Wand heften").click()
        await self.page.wait_for_url(re.compile(r"/t/\d+$"))
        return int(self.page.url.rpartition("/")[2])

    async def topic(self, number: int, part: str = "") -> None:
        """Open a topic's page."""
        await self.open(f"/t/{number}{part}")
        await expect(self.page.locator("main.topic article, main.topic h1").first).to_be_attached()

    async def sees(self, words: str) -> None:
        """Wait until these words can be read."""
        await expect(self.page.get_by_text(words).filter(visible=True).first).to_be_visible()

    def _heard(self, kind: str, text: str) -> None:
        # The browser itself tells of refused requests and lost sockets; both are what some tests are about.
        expected = ("Failed to load resource", "WebSocket connection")
        if kind in ("error", "warning") and not text.startswith(expected):
            self.complaints.append(text)


@asynccontextmanager
async def phone(browser: Browser, board: Board, **device: Any) -> AsyncIterator[Hand]:
    """A phone of 390x844 that speaks German, unless `device` says otherwise."""
    size: ViewportSize = {"width": device.pop("width", 390), "height": device.pop("height", 844)}
    options: dict[str, Any] = {"locale": "de-DE", "is_mobile": True, "has_touch": True, **device}
    context = await browser.new_context(viewport=size, **options)
    context.set_default_timeout(DEADLINE * 1000)
    expect.set_options(timeout=DEADLINE * 1000)
    hand = Hand(board, context, await context.new_page())
    try:
        yield hand
    finally:
        await context.close()
    assert not hand.complaints, hand.complaints
