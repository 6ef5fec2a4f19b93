"""`html`: the zip, opened in Chromium from a folder, with no network."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from server.archive import offline
from tests.archive.evening import LONG, LONGEST, an_evening, source
from tests.board.given import TOPIC


@pytest.fixture
async def page(browser: Browser, tmp_path: Path) -> Page:
    """The page as someone sees it who unpacked the zip on a train; a request to anywhere fails the test."""
    zipfile.ZipFile(io.BytesIO(offline.write(source(an_evening())))).extractall(tmp_path)
    context = await browser.new_context(offline=True, viewport={"width": 390, "height": 844})
    page = await context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto((tmp_path / "probe" / "index.html").as_uri())
    assert all(url.startswith("file://") for url in asked)
    return page


async def test_R3_the_zip_opens_offline_in_the_houses_own_type(page: Page) -> None:
    assert await page.title() == "Probe der Themenwand: Ergebnisse"
    assert await page.evaluate("document.fonts.check('500 16px \"Atkinson Hyperlegible Next\"')")
    faces = await page.evaluate("[...document.fonts].map(face => face.status)")
    assert "loaded" in faces
    assert await page.locator(".band").first.evaluate("e => getComputedStyle(e).display") == "flex"


async def test_R3_topics_have_their_results_and_a_link_that_lasts(page: Page) -> None:
    card = page.locator(f"#t{TOPIC}")
    assert "Rad statt Auto" in await card.inner_text()
    assert "Ich rufe alle an (bis Ende Juli)" in await card.inner_text()
    await page.locator(f"main a[href='#t{TOPIC}']").first.click()
    assert page.url.endswith(f"#t{TOPIC}")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the phone"


async def test_R3_T1_what_people_typed_is_text(page: Page) -> None:
    assert "=1+1 <b>Formel</b>" in await page.locator("#t6").inner_text()
    assert LONGEST in await page.locator(f"#t{LONG}").inner_text()
    assert await page.locator("h4 b").count() == 0


async def test_R3_the_zip_holds_the_table_and_the_calendar() -> None:
    archive = zipfile.ZipFile(io.BytesIO(offline.write(source(an_evening(), for_organiser=True))))
    assert {"probe/probe.csv", "probe/probe.ics", "probe/index.html"} <= set(archive.namelist())
    assert "Kontakte" not in archive.read("probe/probe.csv").decode()
