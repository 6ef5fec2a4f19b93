"""The phone without a line, or with hardly any: nothing is lost or doubled, and the board can be read."""

import re
import shutil
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, CDPSession, expect

from tests.conftest import StartServer
from tests.faults.proxy import Proxy
from tests.harness.evening import Board, Evening
from tests.harness.server import Server
from tests.web.hand import Hand, phone

ROOT = Path(__file__).parents[2]
WAITS = "1 Eintrag wartet auf Verbindung."
SAVED = "Wieder verbunden: Alles gespeichert."
TAKEN_OVER = """async () => {
  const isOld = ({ url }) => /assets.index-.*js$/.test(url) && !url.includes('release2')
  const kept = async () => (await caches.open((await caches.keys())[0])).keys()
  while ((await kept()).some(isOld)) await new Promise((resolve) => setTimeout(resolve, 50))
}"""


async def _collecting(evening: Evening) -> Board:
    board = await evening.board()
    await (await board.enter("facilitate", "Fabian")).command("phase.set", phase="collect")
    return board


async def _is_kept(hand: Hand) -> None:
    """Wait until this phone could be opened without a line."""
    await hand.page.wait_for_function(
        "slug => localStorage.getItem(`themenwand.${slug}.kept`)", arg=hand.board.slug
    )
    await hand.page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")


async def _reopen(hand: Hand, path: str = "") -> None:
    """Close the tab, and open the board in another one."""
    await hand.page.close()
    hand.page = await hand.context.new_page()
    await hand.open(path)


async def _votes(board: Board) -> int:
    return int((await board.snapshot())["board"]["tallies"][0]["votes"])


async def test_l3_a_point_given_offline_is_saved_once(evening: Evening, browser: Browser) -> None:
    board = await _collecting(evening)
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        before = (await board.snapshot())["seq"]
        await bob.context.set_offline(True)
        await bob.point(1).click()
        await expect(bob.point(1)).to_have_attribute("aria-pressed", "true")
        await bob.sees(WAITS)
        assert await _votes(board) == 0
        await bob.context.set_offline(False)
        await bob.sees(SAVED)
        await expect(bob.point(1)).not_to_have_attribute("aria-busy", "true")
        assert await _votes(board) == 1
        assert (await board.snapshot())["seq"] == before + 1, "one entry"


async def test_l3_what_was_done_offline_outlives_the_closed_tab(evening: Evening, browser: Browser) -> None:
    board = await _collecting(evening)
    async with Proxy(evening.server.port) as proxy, phone(browser, board) as bob:
        bob.url = bob.url.replace(str(evening.server.port), str(proxy.port))
        await bob.join("Bob")
        await _is_kept(bob)
        before = (await board.snapshot())["seq"]
        proxy.lose()
        await bob.point(1).click()
        await bob.link("Thema einbringen").click()
        await bob.page.get_by_label("Dein Thema").fill("Rad statt Auto")
        await bob.button("An die Wand heften").click()
        await bob.sees("2 Einträge warten auf Verbindung.")
        await _reopen(bob, "#new")
        await bob.sees("2 Einträge warten auf Verbindung.")
        await expect(bob.page.get_by_label("Dein Thema")).to_have_value("")
        await bob.tab("Themen")
        await expect(bob.point(1)).to_have_attribute("aria-pressed", "true")
        await _reopen(bob)
        await bob.sees("2 Einträge warten auf Verbindung.")
        proxy.down = False
        await bob.sees(SAVED)
        after = await board.snapshot()
        assert await _votes(board) == 1
        assert [topic["title"] for topic in after["board"]["topics"]][1:] == ["Rad statt Auto"]
        assert after["seq"] == before + 2, "one entry each"
        await _reopen(bob)
        await expect(bob.point(1)).not_to_have_attribute("aria-busy", "true")
        assert (await board.snapshot())["seq"] == before + 2, "and none is left to be sent"


async def test_l3_what_waited_and_is_refused_says_why_and_keeps_the_words(
    evening: Evening, browser: Browser
) -> None:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="collect")
    async with Proxy(evening.server.port) as proxy, phone(browser, board) as bob:
        bob.url = bob.url.replace(str(evening.server.port), str(proxy.port))
        await bob.join("Bob")
        await _is_kept(bob)
        proxy.lose()
        await bob.point(1).click()
        await bob.sees(WAITS)
        await _reopen(bob)
        await bob.sees(WAITS)
        await fabian.command("gate.set", gate="vote", open=False)
        proxy.down = False
        await bob.sees("Kein Punkt für Thema 1. Punkte vergeben ist gerade geschlossen.")
        proxy.lose()
        await bob.link("Thema einbringen").click()
        await bob.page.get_by_label("Dein Thema").fill("Rad statt Auto")
        await bob.button("An die Wand heften").click()
        await bob.sees(WAITS)
        await _reopen(bob)
        await bob.sees(WAITS)
        await fabian.command("gate.set", gate="propose", open=False)
        proxy.down = False
        await bob.sees("„Rad statt Auto“ hängt nicht an der Wand. Themen einbringen ist gerade geschlossen.")
        await bob.open("#new")
        await expect(bob.page.get_by_label("Dein Thema")).to_have_value("Rad statt Auto")


async def test_c3_a_table_is_not_chosen_without_a_line(start_server: StartServer, browser: Browser) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        await (await board.enter("facilitate", "Fabian")).command("phase.set", phase="market")
        async with phone(browser, board) as alice:
            await alice.join("Alice")
            await alice.topic(await alice.propose("Rad statt Auto"), "#table")
            await alice.button("Tisch A in Runde 1, frei, für 8").click()
            before = (await board.snapshot())["seq"]
            await server.kill()
            await alice.button("Tisch A in Runde 1 nehmen").click()
            await alice.sees("Keine Verbindung: Es ist nichts geschehen.")
            await server.start()
            await expect(alice.page.locator(".standing")).to_have_count(0)
            await alice.tab("Themen")
            await alice.point(1).click()
            await expect(alice.point(1)).not_to_have_attribute("aria-busy", "true")
            assert (await board.snapshot())["seq"] == before + 1, "the point, and no table"


async def test_w3_a_frozen_page_is_fresh_when_it_is_seen_again(
    start_server: StartServer, browser: Browser
) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await _collecting(evening)
        alice = await board.join("Alice")
        async with phone(browser, board) as bob:
            await bob.join("Bob")
            session = await bob.context.new_cdp_session(bob.page)
            await _lifecycle(session, "frozen")
            # The socket dies while nobody can hear it.
            await server.kill()
            await server.start()
            await alice.command("topic.propose", title="Rad statt Auto")
            await _lifecycle(session, "active")
            await bob.sees("1 neues Thema anzeigen")
            await bob.point(1).click()
            await expect(bob.point(1)).not_to_have_attribute("aria-busy", "true")
            assert await _votes(board) == 1


async def _lifecycle(session: CDPSession, state: str) -> None:
    await session.send("Page.setWebLifecycleState", {"state": state})


async def test_l3_an_answer_that_is_lost_with_its_line_costs_no_second_point(
    evening: Evening, browser: Browser
) -> None:
    board = await _collecting(evening)
    async with Proxy(evening.server.port) as proxy, phone(browser, board) as bob:
        bob.url = bob.url.replace(str(evening.server.port), str(proxy.port))
        await bob.join("Bob")
        before = (await board.snapshot())["seq"]
        proxy.swallow = True
        await bob.point(1).click()
        watcher = await board.guest().phone()
        await watcher.until_seq(before + 1)
        proxy.cut()
        await expect(bob.point(1)).not_to_have_attribute("aria-busy", "true")
        await expect(bob.point(1)).to_have_attribute("aria-pressed", "true")
        assert await _votes(board) == 1
        assert (await board.snapshot())["seq"] == before + 1


async def test_l3_a_line_that_stalls_loses_and_doubles_nothing(evening: Evening, browser: Browser) -> None:
    board = await _collecting(evening)
    async with Proxy(evening.server.port) as proxy, phone(browser, board) as bob:
        bob.url = bob.url.replace(str(evening.server.port), str(proxy.port))
        await bob.join("Bob")
        before = (await board.snapshot())["seq"]
        proxy.stall = True
        await bob.point(1).click()
        await bob.sees(WAITS)
        proxy.stall = False
        await bob.sees(SAVED)
        assert await _votes(board) == 1
        assert (await board.snapshot())["seq"] == before + 1


async def test_w3_400_bytes_a_second_are_enough_to_come_back_and_give_a_point(
    evening: Evening, browser: Browser
) -> None:
    board = await _collecting(evening)
    alice = await board.join("Alice")
    async with Proxy(evening.server.port) as proxy, phone(browser, board) as bob:
        bob.url = bob.url.replace(str(evening.server.port), str(proxy.port))
        await bob.join("Bob")
        await _is_kept(bob)
        proxy.rate = 400
        proxy.cut()
        await _reopen(bob)
        await bob.sees("Probe der Themenwand")
        await alice.command("topic.propose", title="Rad statt Auto")
        await bob.point(1).click()
        await expect(bob.point(1)).not_to_have_attribute("aria-busy", "true")
        await expect(bob.point(1)).to_have_attribute("aria-pressed", "true")
        assert await _votes(board) == 1
        await expect(bob.page.locator(".standing")).to_have_count(0)


async def test_the_board_can_be_read_without_a_line_and_says_how_old_it_is(
    start_server: StartServer, browser: Browser
) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await _collecting(evening)
        alice = await board.join("Alice")
        topic = (await alice.command("topic.propose", title="Rad statt Auto"))["result"]["topic"]
        async with phone(browser, board) as bob:
            await bob.join("Bob")
            await _is_kept(bob)
            await server.kill()
            await _reopen(bob)
            await bob.sees("Rad statt Auto")
            await expect(bob.page.locator(".standing")).to_have_text(
                re.compile(r"Stand \d\d:\d\d, offline\.")
            )
            await bob.tab("Plan")
            await bob.sees("Noch ohne Tisch")
            await bob.open(f"/t/{topic}")
            await bob.sees("Rad statt Auto")
            await server.start()
            await alice.command("topic.edit", topic=topic, title="Rad oder Auto")
            await bob.sees("Rad oder Auto")
            await expect(bob.page.locator(".standing")).to_have_count(0)


async def test_without_anything_to_keep_it_in_all_else_works(evening: Evening, browser: Browser) -> None:
    """Plain http in a hall has no service worker, and private windows may have no storage."""
    board = await _collecting(evening)
    async with phone(browser, board) as bob:
        await bob.context.add_init_script(
            "delete Navigator.prototype.serviceWorker;"
            "Object.defineProperty(window, 'indexedDB', { value: undefined })"
        )
        await bob.join("Bob")
        await bob.context.set_offline(True)
        await bob.point(1).click()
        await bob.sees(WAITS)
        await bob.context.set_offline(False)
        await bob.sees(SAVED)
        assert await _votes(board) == 1
        await _reopen(bob)
        await expect(bob.point(1)).to_have_attribute("aria-pressed", "true")


class Release(Server):
    """A server of a copy of the project, of which a new release can be made."""

    def __init__(self, folder: Path) -> None:
        """With the pages as they are built."""
        super().__init__(folder)
        self._project = folder / "project"
        for part in ("server", "migrations", "web/dist"):
            shutil.copytree(ROOT / part, self._project / part)

    @property
    def environment(self) -> dict[str, str]:
        """With the copy before what is installed."""
        return {**super().environment, "PYTHONPATH": str(self._project)}

    def release(self, old: str, new: str) -> None:
        """Write `new` for `old` in the phone's script; what changes gets new names, as in a build."""
        dist = self._project / "web" / "dist"
        page = (dist / "phone" / "index.html").read_text()
        script = re.search(r"index-[\w-]+(?=\.js)", page)
        assert script
        # Whatever names the script changes with it: the page that is kept, and the part that comes later.
        worker = (dist / "sw.js").read_text()
        changed = {script[0], *re.findall(r"(?:phone|more)-[\w-]{8}(?=\.html|\.js)", worker)}
        assert len(changed) == 3, changed
        names = {name: f"{name[:-8]}release2" for name in changed}
        for file in [file for file in dist.rglob("*") if file.suffix in (".js", ".html")]:
            text = before = file.read_text()
            if file.stem == script[0]:
                assert old in text
                text = text.replace(old, new)
            for name, other in names.items():
                text = text.replace(name, other)
            if text == before:
                continue
            for packed in (".br", ".gz"):
                file.with_name(file.name + packed).unlink(missing_ok=True)
            file.unlink()
            file.with_name(file.name.replace(file.stem, names.get(file.stem, file.stem))).write_text(text)


async def test_after_a_release_the_next_load_runs_it_and_offline_does_so_too(
    tmp_path: Path, browser: Browser
) -> None:
    server = Release(tmp_path)
    await server.start()
    async with Evening(server) as evening:
        board = await _collecting(evening)
        async with phone(browser, board) as bob:
            await bob.join("Bob")
            await _is_kept(bob)
            await bob.page.reload()
            await bob.sees("Punkt geben")
            await server.stop()
            server.release("Punkt geben", "Punkt schenken")
            await server.start()
            await bob.page.reload()
            await bob.sees("Punkt schenken")
            # The new worker has taken over once what only the old one needs is gone.
            await bob.page.evaluate(TAKEN_OVER)
            await _is_kept(bob)
            await server.kill()
            await _reopen(bob)
            await bob.sees("Punkt schenken")
    await server.close()


async def test_a_board_can_be_put_on_the_home_screen(evening: Evening, browser: Browser) -> None:
    board = await _collecting(evening)
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        session = await bob.context.new_cdp_session(bob.page)
        found: dict[str, Any] = await session.send("Page.getAppManifest")
        assert found["errors"] == []
        assert found["manifest"]["startUrl"].endswith(f"/b/{board.slug}")
        wrong = (await session.send("Page.getInstallabilityErrors"))["installabilityErrors"]
        assert [error["errorId"] for error in wrong] in ([], ["in-incognito"])
