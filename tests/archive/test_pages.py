"""Archive, privacy and imprint: pages that need no script, under the strict content security policy."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page

from tests.conftest import StartServer
from tests.harness.evening import Board, Evening

PICTURES = Path(__file__).parents[1] / "pictures"


@pytest.fixture
async def board(evening: Evening) -> Board:
    """An evening with results, not yet published."""
    board = await evening.board({"privacy": {"controller": "Verein <Mut>", "imprint": "Am Markt 1"}})
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="sessions")
    alice = await board.join("Alice", affiliation="Stadtwerke")
    await alice.command("topic.propose", title="Rad statt <b>Auto</b>", text="Zeile 1\nZeile 2", theme=1)
    await alice.command("table.claim", topic=2, slot=1, table=1)
    await alice.command("report.write", topic=2, field="happened", text="Viel.\n\nUnd mehr.", base=0)
    await alice.command("commitment.add", topic=2, text="Ich rufe an", who="Alice, Ulm", due="Mai")
    return board


async def publish(board: Board) -> None:
    """The facilitator publishes the archive."""
    await (await board.enter("facilitate", "Fabian")).command("settings.set", archive="public")


async def bare(browser: Browser) -> tuple[Page, list[str]]:
    """A phone's page without JavaScript, and what the console says."""
    context: BrowserContext = await browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page, said = await context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    return page, said


async def test_R3_the_archive_is_closed_until_it_is_published(board: Board) -> None:
    guest = board.guest()
    address = f"{board.evening.server.url}/b/{board.slug}/archive"
    answer = await guest.http.get(address)
    assert answer.status_code == 404
    assert "Diese Seite gibt es noch nicht." in answer.text
    assert "Rad statt" not in answer.text
    await publish(board)
    assert (await guest.http.get(address)).status_code == 200


async def test_R3_the_archive_is_read_without_javascript(board: Board, browser: Browser) -> None:
    await publish(board)
    page, said = await bare(browser)
    await page.goto(f"{board.evening.server.url}/b/{board.slug}/archive#t2")
    card = await page.locator("#t2").inner_text()
    for words in ("Rad statt <b>Auto</b>", "Lädt ein: Alice, Stadtwerke", "Und mehr.", "Ich rufe an (bis"):
        assert words in card
    headings = await page.locator("h2").all_inner_texts()
    assert headings == ["Nach Themenfeldern", "Nach Tischen", "Nach Zeit"]
    assert not said, "the policy forbade something"
    PICTURES.mkdir(exist_ok=True)
    await page.screenshot(path=PICTURES / "archive.png", full_page=True)


async def test_R3_search_engines_pass_by_and_nothing_is_sent_twice(board: Board) -> None:
    await publish(board)
    address = f"{board.evening.server.url}/b/{board.slug}/archive"
    guest = board.guest()
    first = await guest.http.get(address, headers={"Accept-Encoding": "br"})
    assert first.headers["x-robots-tag"] == "noindex"
    assert first.headers["content-encoding"] == "br"
    assert 'name="robots" content="noindex"' in first.text
    again = await guest.http.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_R3_the_archive_offers_every_file_that_anyone_may_have(board: Board) -> None:
    await publish(board)
    guest = board.guest()
    page = (await guest.http.get(f"{board.evening.server.url}/b/{board.slug}/archive")).text
    for name in ("csv", "md", "pdf", "ics", "xml", "html"):
        link = f"/api/boards/{board.slug}/export/{name}"
        assert f'href="{link}"' in page
        assert (await guest.http.get(board.evening.server.url + link)).status_code == 200


@pytest.mark.parametrize("path", ["privacy", "imprint"])
async def test_P4_privacy_and_imprint_name_who_answers_for_a_board(board: Board, path: str) -> None:
    guest = board.guest()
    answer = await guest.http.get(f"{board.evening.server.url}/{path}", params={"board": board.slug})
    assert answer.status_code == 200
    expected = {"privacy": "Verein &lt;Mut&gt;", "imprint": "Am Markt 1"}[path]
    assert expected in answer.text
    assert "Andere" not in answer.text


ASKED = [(None, "", "de"), (None, "en-GB,de;q=0.5", "en"), ("de", "en", "de"), ("en", "de", "en")]


@pytest.mark.parametrize(("asked", "header", "language"), [*ASKED, ("xx", "de", "de")])
async def test_P4_privacy_speaks_german_and_english(
    board: Board, asked: str | None, header: str, language: str
) -> None:
    query = {"board": board.slug, **({"lang": asked} if asked else {})}
    answer = await board.guest().http.get(
        f"{board.evening.server.url}/privacy", params=query, headers={"Accept-Language": header}
    )
    assert answer.headers["content-language"] == language
    heading = {"de": "Was gespeichert wird", "en": "What is stored"}[language]
    assert heading in answer.text
    assert {"de": "90 Tage", "en": "90 days"}[language] in answer.text


async def test_P4_privacy_of_a_board_that_is_not_there(board: Board) -> None:
    answer = await board.guest().http.get(f"{board.evening.server.url}/privacy", params={"board": "nirgends"})
    assert answer.status_code == 404


async def test_P4_without_a_board_all_are_told_and_a_server_without_boards_says_so(
    start_server: StartServer,
) -> None:
    server = await start_server(RETENTION_DAYS="30")
    async with Evening(server) as evening:
        made = {"title": "Erste", "privacy": {"controller": "Verein Eins"}}
        board = await evening.board(made)
        guest = board.guest()
        page = (await guest.http.get(f"{server.url}/privacy")).text
        assert "Verein Eins" in page
        assert "30 Tage" in page
        assert "<h2>Erste</h2>" not in page, "the only one needs no heading"
        await evening.board({"title": "Zweite", "privacy": None})
        page = (await guest.http.get(f"{server.url}/privacy")).text
        assert "<h2>Erste</h2>" in page
        assert "<h2>Zweite</h2><p>Die Veranstalter haben hier noch nichts eingetragen.</p>" in page


async def test_P4_the_privacy_page_looks_like_the_house(board: Board, browser: Browser) -> None:
    page, said = await bare(browser)
    await page.goto(f"{board.evening.server.url}/privacy?board={board.slug}")
    assert not said
    assert await page.locator("h2").count() == 6
    PICTURES.mkdir(exist_ok=True)
    await page.screenshot(path=PICTURES / "privacy.png", full_page=True)
