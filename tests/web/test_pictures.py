"""The README's pictures; `make pictures` keeps them."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.harness.evening import Evening
from tests.web.hand import phone
from tests.web.werkstatt import TOPICS, werkstatt

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "tests" / "pictures"


async def test_pictures_of_phone_and_wall(evening: Evening, browser: Browser) -> None:
    board = await werkstatt(evening)
    async with phone(browser, board, device_scale_factor=2) as hand:
        await hand.join("Tarek")
        await hand.tab("Themen")
        for topic in (1, 6, 4):
            await hand.point(topic).click()
            await expect(hand.point(topic)).to_have_attribute("aria-pressed", "true")
        await hand.page.evaluate("scrollTo(0, 0)")
        await _keep(hand.page, "phone")
    wall = await (await browser.new_context(viewport={"width": 1920, "height": 1080})).new_page()
    await wall.goto(board.links["beamer"])
    await expect(wall.get_by_role("heading", name=TOPICS[-1][3]).first).to_be_attached()
    await expect(
        wall.get_by_role("heading", name="Gemeindeschwester statt Arztmangel").first
    ).to_be_attached()
    await _keep(wall, "wall")


def test_the_readme_shows_pictures_that_are_there() -> None:
    readme = (ROOT / "README.md").read_text()
    for name in ("phone", "wall"):
        assert f"docs/pictures/{name}.png" in readme
        assert (ROOT / "docs" / "pictures" / f"{name}.png").stat().st_size > 10_000


async def _keep(page: Page, name: str) -> None:
    """A picture without anything that still moves."""
    PICTURES.mkdir(exist_ok=True)
    await page.evaluate("document.fonts.ready")
    await page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
