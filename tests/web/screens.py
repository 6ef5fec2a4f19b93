"""Screens that are no phones: walls, consoles, desks. What a page complains of ends the test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Page, expect

from tests.harness.evening import Board
from tests.harness.machine import DEADLINE

Size = tuple[int, int]
WALL = (1920, 1080)
TABLET = (1180, 820)


@asynccontextmanager
async def screen(browser: Browser, address: str, size: Size = WALL, **device: Any) -> AsyncIterator[Page]:
    """A page of its own device that speaks German, unless `device` says otherwise."""
    options: dict[str, Any] = {"locale": "de-DE", **device}
    context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    context.set_default_timeout(DEADLINE * 1000)
    expect.set_options(timeout=DEADLINE * 1000)
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if _is_bad(said.type, said.text) else None)
    try:
        await page.goto(address)
        yield page
    finally:
        await context.close()
    assert not complaints, complaints


def _is_bad(kind: str, text: str) -> bool:
    # The browser itself tells of refused requests, which are what some tests are about.
    return kind in ("error", "warning") and not text.startswith("Failed to load resource")


@asynccontextmanager
async def wall(browser: Browser, board: Board, size: Size = WALL, query: str = "") -> AsyncIterator[Page]:
    """A wall, once it hangs."""
    async with screen(browser, board.links["beamer"] + query, size) as page:
        await expect(page.locator(".wall")).to_be_visible()
        yield page


@asynccontextmanager
async def console(browser: Browser, board: Board, name: str, **device: Any) -> AsyncIterator[Page]:
    """A console, after coming in by its link and saying one's name."""
    async with screen(browser, board.links["facilitate"], device.pop("size", TABLET), **device) as page:
        await introduce(page, name)
        await expect(page.locator(".console")).to_be_visible()
        yield page


@asynccontextmanager
async def desk(browser: Browser, board: Board, name: str, size: Size = TABLET) -> AsyncIterator[Page]:
    """A helper desk, after coming in by its link and saying one's name."""
    async with screen(browser, board.links["desk"], size) as page:
        await introduce(page, name)
        await expect(page.get_by_role("heading", name="Helferpult")).to_be_visible()
        yield page


async def introduce(page: Page, name: str) -> None:
    """Say one's name, as whoever comes in by key without one is asked to (P3)."""
    await page.get_by_label("Wie heißt du?").fill(name)
    await page.get_by_role("button", name="Los geht’s").click()
