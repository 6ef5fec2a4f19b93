"""The phone for every eye and browser: small screens, large letters, English, no scripts; what it loads."""

from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, expect

from tests.harness.evening import Board, Evening
from tests.web.hand import Hand, phone

LARGE_LETTERS = """
    new MutationObserver((_, observer) => {
        if (!document.head) return
        document.documentElement.style.fontSize = "200%"
        observer.disconnect()
    }).observe(document, { childList: true, subtree: true })
"""
"""What a browser's own setting for text size does to a page whose sizes are in rem."""


async def _board(evening: Evening) -> Board:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="market")
    await fabian.command("table.claim", topic=1, slot=1, table=1)
    await fabian.command(
        "notice.post", text="Donaudampfschifffahrtsgesellschaftskapitäne treffen sich im Foyer"
    )
    alice = await board.join("Alice-Katharina Hohenlohe-Weißenfels", affiliation="Bundesverwaltungsamt")
    await alice.command(
        "topic.propose", title="Grundstücksverkehrsgenehmigungszuständigkeiten", text="Wort " * 80
    )
    return board


async def _width(hand: Hand) -> int:
    return int(await hand.page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("large", [False, True], ids=["letters as they are", "letters at 200 %"])
async def test_at_320_px_nothing_scrolls_sideways(evening: Evening, browser: Browser, large: bool) -> None:
    board = await _board(evening)
    async with phone(browser, board, width=320, height=640) as hand:
        if large:
            await hand.context.add_init_script(LARGE_LETTERS)
        await hand.open()
        assert await _width(hand) == 320
        await hand.join("Charlie")
        for tab in ("Themen", "Plan", "Jetzt", "Ich"):
            await hand.tab(tab)
            await expect(hand.page.locator("main:visible")).to_have_count(1)
            assert await _width(hand) == 320, tab
        topic = await hand.propose("Donaudampfschifffahrtsgesellschaftskapitänsmütze")
        for part in ("", "#table", "#edit", "#merge"):
            await hand.topic(topic, part)
            assert await _width(hand) == 320, part


async def test_all_targets_of_the_tabs_and_cards_are_48_px(evening: Evening, browser: Browser) -> None:
    board = await _board(evening)
    async with phone(browser, board) as hand:
        await hand.join("Charlie")
        await hand.tab("Themen")
        for target in await hand.page.locator(
            "nav a, button:visible, select:visible, a.button:visible"
        ).all():
            box = await target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 48, await target.inner_text()


async def test_english_is_complete_and_can_be_chosen(evening: Evening, browser: Browser) -> None:
    board = await _board(evening)
    async with phone(browser, board, locale="en-GB") as hand:
        await hand.join("Charlie")
        await expect(hand.page.locator("html")).to_have_attribute("lang", "en")
        await hand.tab("Topics")
        await expect(hand.link("Post a topic")).to_be_visible()
        await hand.tab("Me")
        await hand.button("Deutsch").click()
        await expect(hand.page.locator("html")).to_have_attribute("lang", "de")
        await hand.page.reload()
        await expect(hand.link("Themen")).to_be_visible()


async def test_without_scripts_there_is_the_plan_and_the_way_to_the_desk(
    evening: Evening, browser: Browser
) -> None:
    board = await _board(evening)
    async with phone(browser, board, java_script_enabled=False) as hand:
        await hand.open()
        await expect(hand.link("Hier ist der Plan zum Lesen.").first).to_have_attribute(
            "href", f"/b/{board.slug}/plain"
        )
        await expect(hand.page.get_by_text("Helferpult").first).to_be_visible()
        # Without scripts, nothing takes the board that was asked for ahead of them; Chromium says so.
        hand.complaints.clear()


async def test_nothing_is_asked_of_any_other_server(evening: Evening, browser: Browser) -> None:
    board = await _board(evening)
    async with phone(browser, board) as hand:
        await hand.join("Charlie")
        await hand.tab("Ich")
        await hand.sees("Meine Themen")
        assert {urlsplit(url).netloc for url in hand.requests} == {urlsplit(board.links["phone"]).netloc}


async def test_dark_screens_are_dark(evening: Evening, browser: Browser) -> None:
    board = await _board(evening)
    async with phone(browser, board, color_scheme="dark") as hand:
        await hand.open()
        color = await hand.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert color == "rgb(23, 21, 18)"


async def test_a_keyboard_reaches_a_point_and_a_reader_hears_it(evening: Evening, browser: Browser) -> None:
    board = await _board(evening)
    async with phone(browser, board) as hand:
        await hand.join("Charlie")
        await hand.tab("Themen")
        await hand.point(1).focus()
        await hand.page.keyboard.press("Space")
        await expect(hand.point(1)).to_have_attribute("aria-pressed", "true")
        await expect(hand.point(1)).to_have_accessible_name(
            "Interesse an Thema 1, 1 Interessierte:r, Punkt geben"
        )
