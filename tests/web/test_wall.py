"""The wall: readable from ten metres whatever there is to show, and always as the console says (F2 to F4)."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.conftest import StartServer
from tests.harness.evening import Board, Evening, Guest
from tests.web.measure import faults
from tests.web.screens import screen, wall

LONG = (
    "Donaudampfschifffahrtselektrizitätenhaupt und wie wir die kommunale Wärmeplanung "
    "ohne Förderdschungel gemeinsam schaffen"
)[:120]
TITLES = (
    "Rad statt Auto",
    "Gemeindeschwester statt Arztmangel",
    "Bürgerenergie ohne Anwalt gründen",
    LONG[:120],
)
SIZES = ((1920, 1080), (1280, 720), (1024, 768), (1920, 1200), (3840, 2160))


def planned(count: int) -> dict[str, Any]:
    """A template with so many topics, every fourth of which has a title as long as it may be."""
    themes = ("Klimaschutz und Energie", "Europa", None)
    topics = [{"title": TITLES[at % 4], "theme": themes[at % 3]} for at in range(count)]
    return {"topics": [{key: value for key, value in topic.items() if value} for topic in topics]}


@pytest.fixture
async def board(evening: Evening) -> Board:
    """The board of the cast."""
    return await evening.board()


@pytest.fixture
async def fabian(board: Board) -> Guest:
    """Its facilitator."""
    return await board.enter("facilitate", "Fabian")


async def shows(page: Page, scene: str) -> None:
    """Wait until the wall shows a scene."""
    await expect(page.locator(".wall")).to_have_attribute("data-scene", scene)


async def test_f1_f2_the_wall_follows_the_phase_and_the_console_live(
    browser: Browser, board: Board, fabian: Guest
) -> None:
    async with wall(browser, board) as page:
        await shows(page, "welcome")
        scenes = {"collect": "topics", "market": "topics", "sessions": "now", "harvest": "harvest"}
        for phase, scene in scenes.items():
            await fabian.command("phase.set", phase=phase)
            await shows(page, scene)
            await expect(page.locator("footer [aria-current=step]")).to_have_count(1)
        for scene in ("topics", "plan", "now", "harvest", "welcome"):
            await fabian.command("scene.show", scene=scene)
            await shows(page, scene)
        await fabian.command("scene.show", scene="topic", topic=1)
        await shows(page, "topic")
        await expect(page.get_by_role("heading", name="Wie geht es weiter?")).to_be_visible()
        await expect(page.get_by_text("Eine Frage an alle.")).to_be_visible()


async def test_f2_a_pinned_wall_keeps_its_scene(browser: Browser, board: Board, fabian: Guest) -> None:
    async with wall(browser, board, query="?scene=plan") as pinned, wall(browser, board) as free:
        await fabian.command("scene.show", scene="topics")
        await shows(free, "topics")
        await shows(pinned, "plan")


async def test_t2_topics_hang_in_number_order_and_the_newest_is_seen_to_land(
    browser: Browser, board: Board, fabian: Guest
) -> None:
    await fabian.command("phase.set", phase="collect")
    async with wall(browser, board) as page:
        await expect(page.locator(".room [data-topic]")).to_have_count(1)
        await (await board.join("Ines")).command("topic.propose", title="Kino in der Kirche")
        await expect(page.locator(".room li.landing [data-topic='2']")).to_be_visible()
        await expect(page.locator("aside .newest.landing")).to_contain_text("Kino in der Kirche")
        numbers = page.locator(".room [data-topic]")
        assert [await each.get_attribute("data-topic") for each in await numbers.all()] == ["1", "2"]
        await expect(page.locator(".room")).to_contain_text("lädt ein: Ines")


async def test_t6_what_is_hidden_leaves_the_wall(browser: Browser, board: Board, fabian: Guest) -> None:
    await fabian.command("phase.set", phase="collect")
    async with wall(browser, board) as page:
        await expect(page.locator(".room [data-topic='1']")).to_be_visible()
        await fabian.command("topic.hide", topic=1)
        await expect(page.get_by_text("Noch hängt hier nichts.")).to_be_visible()
        await fabian.command("topic.show", topic=1)
        await expect(page.locator(".room [data-topic='1']")).to_be_visible()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("count", [3, 30, 150])
async def test_f2_topics_are_readable_whatever_there_is_to_show(
    browser: Browser, evening: Evening, count: int, size: tuple[int, int]
) -> None:
    board = await evening.board(planned(count))
    await (await board.enter("facilitate", "Fabian")).command("phase.set", phase="collect")
    async with wall(browser, board, size) as page:
        await expect(page.locator(".room [data-topic='1']")).to_be_visible()
        if count > 3:
            await expect(page.locator("footer")).to_contain_text(re.compile(r"Seite 1 von \d+"))
        assert await faults(page) == []


@pytest.mark.parametrize("host", ["127.0.0.1:25808", "wand-am-alten-markt.example:25808"])
async def test_f2_the_short_address_is_whole_however_long(
    browser: Browser, start_server: StartServer, host: str
) -> None:
    server = await start_server(PUBLIC_URL=f"http://{host}")
    async with Evening(server) as evening:
        board = await evening.board()
        await (await board.enter("facilitate", "Fabian")).command("phase.set", phase="collect")
        async with screen(browser, f"{server.url}/b/{board.slug}/beamer", (1280, 720)) as page:
            await expect(page.locator(".room [data-topic='1']")).to_be_visible()
            await expect(page.locator(".address")).to_contain_text(f"/{board.code}")
            assert await faults(page) == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_f2_f3_f4_every_scene_is_readable(
    browser: Browser, evening: Evening, size: tuple[int, int]
) -> None:
    board = await evening.board(planned(4) | {"settings": {"welcome": "WLAN: Werkstatt"}})
    fabian = await board.enter("facilitate", "Fabian")
    await board.join("Ines")
    await fabian.command("phase.set", phase="sessions")
    for topic, (slot, table) in enumerate([(1, 1), (1, 2), (2, 1), (1, 3)], start=1):
        await fabian.command("table.claim", topic=topic, slot=slot, table=table)
    await fabian.command("slot.start", slot=1)
    await fabian.command("report.write", topic=1, field="next_step", text=f"{LONG} " * 4, base=0)
    await fabian.command("commitment.add", topic=4, text=LONG, who="Annemarie", due="bis August")
    async with wall(browser, board, size) as page:
        for scene in ("welcome", "topics", "topic", "plan", "now", "harvest"):
            await fabian.command("scene.show", scene=scene, topic=4 if scene == "topic" else None)
            await shows(page, scene)
            await expect(page.locator("header [role=timer]")).to_have_text(re.compile(r"noch \d+ Min\."))
            await expect(page.get_by_alt_text(re.compile("^QR-Code"))).to_be_visible()
            await expect(page.get_by_text(f"/{board.code}")).to_be_visible()
            assert await faults(page) == [], scene


async def test_f2_the_number_of_a_result_is_not_broken_beside_a_long_title(
    browser: Browser, evening: Evening
) -> None:
    board = await evening.board(planned(12))
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="harvest")
    await fabian.command("report.write", topic=12, field="next_step", text=LONG, base=0)
    async with wall(browser, board) as page:
        number = page.locator(".room .number:visible")
        await expect(number).to_have_text("12")
        lines = await number.evaluate(
            "(it) => { const all = document.createRange(); all.selectNodeContents(it);"
            "return all.getClientRects().length }"
        )
        assert lines == 1


async def test_f2_now_tells_by_number_which_table(browser: Browser, board: Board, fabian: Guest) -> None:
    await fabian.command("phase.set", phase="sessions")
    await fabian.command("table.claim", topic=1, slot=1, table=3)
    await fabian.command("slot.start", slot=1)
    async with wall(browser, board) as page:
        row = page.locator(".room [data-topic='1']")
        await expect(row.locator(".number")).to_have_text("1")
        await expect(row.locator(".table")).to_have_text("C")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Runde 1")
        await expect(page.locator("header")).to_contain_text("danach Runde 2 um")


async def test_f3_a_notice_stands_over_a_third_at_most_until_it_is_cleared(
    browser: Browser, board: Board, fabian: Guest
) -> None:
    async with wall(browser, board) as page:
        for text in ("Essen", "Bitte alle zuhören! " * 13):
            await fabian.command("notice.post", text=text.strip())
            notice = page.locator(".notice")
            await expect(notice).to_contain_text(text.split()[0])
            box = await notice.bounding_box()
            assert box is not None
            assert box["width"] * box["height"] <= 1920 * 1080 / 3
            assert await faults(page) == []
        await fabian.command("notice.clear")
        await expect(page.locator(".notice")).to_have_count(0)


async def test_f3_a_notice_goes_when_its_time_is_up(browser: Browser, board: Board, fabian: Guest) -> None:
    async with wall(browser, board) as page:
        await fabian.command("notice.post", text="Kurz", seconds=1)
        await expect(page.locator(".notice")).to_have_count(0)


async def test_f4_walls_show_the_same_time_and_a_reloaded_one_too(
    browser: Browser, board: Board, fabian: Guest
) -> None:
    await fabian.command("timer.start", seconds=90, label="Pitch")
    async with wall(browser, board) as one, wall(browser, board) as other:
        await other.reload()
        timers = [page.locator("header [role=timer]") for page in (one, other)]
        for timer in timers:
            await expect(timer).to_contain_text(re.compile(r"Pitch\s*noch 1:\d\d"))
        await fabian.command("timer.add", seconds=600)
        for timer in timers:
            await expect(timer).to_contain_text("noch 12 Min.")
        await fabian.command("timer.stop")
        for timer in timers:
            await expect(timer).to_have_count(0)


async def test_f4_the_gong_sounds_when_it_is_rung_and_at_the_end_of_the_timer(
    browser: Browser, board: Board, fabian: Guest
) -> None:
    await fabian.command("gong.ring")
    async with wall(browser, board) as page:
        await page.evaluate(
            "() => { window.strikes = 0; const { prototype } = OscillatorNode; const { start } = prototype;"
            "prototype.start = function (...when) { window.strikes += 1; start.apply(this, when) } }"
        )
        await page.get_by_role("button", name="Ton an").click()
        await expect(page.get_by_role("button", name="Ton an")).to_have_count(0)
        proof = await page.evaluate("window.strikes")
        assert proof > 0
        await fabian.command("gong.ring")
        await page.wait_for_function("(before) => window.strikes === 2 * before", arg=proof)
        await fabian.command("timer.start", seconds=1)
        await page.wait_for_function("(before) => window.strikes === 3 * before", arg=proof)


async def test_f2_the_wall_speaks_the_language_of_the_board(browser: Browser, evening: Evening) -> None:
    board = await evening.board({"lang": "en"})
    await (await board.enter("facilitate", "Fabian")).command("phase.set", phase="collect")
    async with wall(browser, board) as page:
        await expect(page.get_by_role("heading", name="Post a topic")).to_be_visible()
        await expect(page.locator("html")).to_have_attribute("lang", "en")


async def test_f2_two_walls_share_the_pages_and_show_different_topics(
    browser: Browser, evening: Evening
) -> None:
    board = await evening.board(planned(30))
    shares = []
    for part in ("1/2", "2/2"):
        async with wall(browser, board, query=f"?scene=topics&part={part}") as page:
            await expect(page.locator("footer")).to_contain_text(re.compile(r"Seite \d+ von \d+"))
            cards = await page.locator(".room [data-topic]").all()
            shares.append({await card.get_attribute("data-topic") for card in cards})
    assert shares[0]
    assert shares[1]
    assert not shares[0] & shares[1]
