"""What people take home is one tap away on the console."""

from playwright.async_api import Browser, expect

from tests.harness.evening import Evening
from tests.web.screens import TABLET, introduce, screen

KINDS = {
    "Themenkarten": "application/pdf",
    "Leere Karten": "application/pdf",
    "Tischschilder": "application/pdf",
    "Plan als Plakat": "application/pdf",
    "Dokumentation (PDF)": "application/pdf",
    "Tabelle (CSV)": "text/csv",
    "Text (Markdown)": "text/markdown",
    "Kalender (ICS)": "text/calendar",
    "Programm (XML)": "application/xml",
    "Webseite für ohne Netz (ZIP)": "application/zip",
    "Alles, mit Kontakten (JSON)": "application/json",
}


async def test_r3_every_file_is_one_tap_away_for_an_organiser(evening: Evening, browser: Browser) -> None:
    board = await evening.board()
    async with screen(browser, board.links["organise"], TABLET) as page:
        await introduce(page, "Olga")
        await page.get_by_role("navigation").get_by_role("button", name="Einrichten", exact=True).click()
        for name, kind in KINDS.items():
            link = page.get_by_role("link", name=name, exact=True)
            await expect(link).to_be_visible()
            answer = await page.context.request.get(await link.evaluate("link => link.href"))
            assert answer.ok, f"{name}: {answer.status}"
            assert answer.headers["content-type"].startswith(kind)
