"""axe finds nothing on any page, in either language: phone, wall, console, desk, and all others."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, expect

from tests.harness.evening import Board, Evening
from tests.web.axe import findings
from tests.web.screens import TABLET, WALL, Size, screen

PHONE = (390, 844)
SCENES = ("welcome", "topics", "topic", "plan", "now", "harvest")
LANGUAGES = pytest.mark.parametrize("lang", ["de", "en"])
LOCALES = {"de": "de-DE", "en": "en-GB"}


@pytest.fixture
async def board(evening: Evening, lang: str) -> Board:
    """A board of that language in its first round, with something of everything that there is to see."""
    board = await evening.board({"lang": lang, "settings": {"archive": "public"}})
    fabian = await board.enter("facilitate", "Fabian")
    ines = await board.join("Ines", group="Kommune", affiliation="Bundesamt")
    mona = await board.join("Mona")
    await ines.command("topic.propose", title="Kino in der Kirche", text="Zeile eins.", theme=2)
    await mona.command("topic.propose", title="Rufbus, der kommt", theme=1)
    await fabian.command("phase.set", phase="sessions")
    await mona.command("vote.cast", topic=2)
    for topic, table in ((1, 1), (2, 2)):
        await fabian.command("table.claim", topic=topic, slot=1, table=table)
    await fabian.command("slot.start", slot=1)
    await fabian.command("report.write", topic=1, field="next_step", text="Wir treffen uns.", base=0)
    await fabian.command("commitment.add", topic=1, text="Ein Treffen", who="Mona", due="bis August")
    await fabian.command("notice.post", text="Das Essen ist da.")
    return board


@asynccontextmanager
async def entered(
    browser: Browser, address: str, lang: str, size: Size = TABLET, **device: Any
) -> AsyncIterator[Page]:
    """A page of the staff, past the question for one's name."""
    async with screen(browser, address, size, locale=LOCALES[lang], **device) as page:
        await page.locator("form input").first.fill("Frida")
        await page.locator("form button").first.click()
        yield page


@LANGUAGES
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_on_the_phone(browser: Browser, board: Board, lang: str, scheme: str) -> None:
    phone = board.links["phone"]
    options: dict[str, Any] = {"is_mobile": True, "has_touch": True, "color_scheme": scheme}
    async with screen(browser, phone, PHONE, locale=LOCALES[lang], **options) as page:
        await expect(page.locator("#name")).to_be_visible()
        found = {"join": await findings(page)}
        await page.locator("#name").fill("Charlie")
        await page.locator("form button.call").click()
        await page.get_by_role("button", name=re.compile("Los geht|Let’s go")).click()
        await expect(page.get_by_role("navigation")).to_be_visible()
        for place in ("#topics", "#new", "/t/2", "/t/2#table", "/tables/1", "#plan", "#now", "#me"):
            await page.goto(phone + place)
            await expect(page.locator("main:visible")).to_have_count(1)
            found[place] = await findings(page)
        assert {place: each for place, each in found.items() if each} == {}


@LANGUAGES
async def test_f2_axe_finds_nothing_on_the_wall(browser: Browser, board: Board, lang: str) -> None:
    fabian = await board.enter("facilitate")
    found = {}
    async with screen(browser, board.links["beamer"], WALL, locale=LOCALES[lang]) as page:
        for scene in SCENES:
            await fabian.command("scene.show", scene=scene, topic=2 if scene == "topic" else None)
            await expect(page.locator(".wall")).to_have_attribute("data-scene", scene)
            found[scene] = await findings(page)
    assert {scene: each for scene, each in found.items() if each} == {}


@LANGUAGES
async def test_axe_finds_nothing_on_the_console(browser: Browser, board: Board, lang: str) -> None:
    async with entered(browser, board.links["organise"], lang) as page:
        await expect(page.locator(".console")).to_be_visible()
        tabs = page.locator("main nav button")
        await expect(tabs).to_have_count(6)
        found = {}
        for tab in await tabs.all():
            await tab.click()
            await expect(tab).to_have_attribute("aria-current", "true")
            found[await tab.inner_text()] = await findings(page)
        assert {tab: each for tab, each in found.items() if each} == {}


@LANGUAGES
async def test_axe_finds_nothing_at_the_desk(browser: Browser, board: Board, lang: str) -> None:
    async with entered(browser, board.links["desk"], lang) as page:
        await expect(page.locator("h1")).to_be_visible()
        assert await findings(page) == []


@LANGUAGES
@pytest.mark.parametrize("place", ["check", "home", "archive", "plain", "privacy", "imprint"])
async def test_axe_finds_nothing_on_the_pages_beside(
    browser: Browser, board: Board, lang: str, place: str
) -> None:
    phone = board.links["phone"]
    own = {"home": "/", "privacy": f"/privacy?board={board.slug}", "imprint": f"/imprint?board={board.slug}"}
    address = f"{_origin(phone)}{own[place]}" if place in own else f"{phone}/{place}"
    async with screen(browser, address, PHONE, locale=LOCALES[lang]) as page:
        await expect(page.locator("h1").first).to_be_visible()
        assert await findings(page) == []


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
