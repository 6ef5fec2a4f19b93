"""The phone on a bad line: it goes on by itself, and loses nothing that was typed or tapped."""

import json
import re

from playwright.async_api import Browser, WebSocketRoute, expect

from tests.conftest import StartServer
from tests.harness.evening import Evening
from tests.web.hand import phone


async def test_l1_a_killed_server_costs_nobody_anything(start_server: StartServer, browser: Browser) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        await (await board.enter("facilitate", "Fabian")).command("phase.set", phase="collect")
        async with phone(browser, board) as alice:
            await alice.join("Alice")
            await alice.propose("Rad statt Auto")
            await alice.open("#new")
            await alice.page.get_by_label("Dein Thema").fill("Bus statt Rad")
            await server.kill()
            await alice.sees("Verbindung unterbrochen")
            await alice.button("An die Wand heften").click()
            await alice.sees("wird gespeichert")
            await server.start()
            await alice.page.wait_for_url(re.compile(r"/t/3$"))
            await expect(alice.page.get_by_text("Verbindung unterbrochen")).to_have_count(0)
        topics = (await board.snapshot())["board"]["topics"]
        assert [topic["title"] for topic in topics][1:] == ["Rad statt Auto", "Bus statt Rad"]


async def test_l3_a_tap_without_a_line_shows_at_once_and_counts_once(
    start_server: StartServer, browser: Browser
) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        await (await board.enter("facilitate", "Fabian")).command("phase.set", phase="collect")
        async with phone(browser, board) as bob:
            await bob.join("Bob")
            await server.kill()
            await bob.point(1).click()
            await expect(bob.point(1)).to_have_attribute("aria-pressed", "true")
            await expect(bob.point(1)).to_have_attribute("aria-busy", "true")
            await server.start()
            await expect(bob.point(1)).not_to_have_attribute("aria-busy", "true")
            await expect(bob.point(1)).to_have_accessible_name(
                "Interesse an Thema 1, 1 Interessierte:r, Punkt geben"
            )
        assert (await board.snapshot())["board"]["tallies"][0]["votes"] == 1


async def test_a_refused_tap_is_taken_back_with_the_reason(evening: Evening, browser: Browser) -> None:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="collect")
    async with phone(browser, board) as bob:
        # A phone that has not heard yet: patches are held back on their way.
        await bob.page.route_web_socket("**/live*", _without_patches)
        await bob.join("Bob")
        await fabian.command("gate.set", gate="vote", open=False)
        await bob.point(1).click()
        await bob.sees("Kein Punkt für Thema 1. Punkte vergeben ist gerade geschlossen.")
        await expect(bob.point(1)).to_have_attribute("aria-pressed", "false")


def _without_patches(socket: WebSocketRoute) -> None:
    server = socket.connect_to_server()

    def forward(text: str | bytes) -> None:
        if json.loads(text)["t"] != "patch":
            socket.send(text)

    server.on_message(forward)


async def test_f3_a_notice_can_be_closed_and_comes_back_when_it_is_new(
    evening: Evening, browser: Browser
) -> None:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await fabian.command("notice.post", text="Gleich geht es los")
        await bob.sees("Gleich geht es los")
        await bob.button("Durchsage schließen").click()
        await expect(bob.page.get_by_text("Gleich geht es los")).to_have_count(0)
        await fabian.command("notice.post", text="Jetzt geht es los", seconds=2)
        await bob.sees("Jetzt geht es los")
        await expect(bob.page.get_by_text("Jetzt geht es los")).to_have_count(0)


async def test_p3_access_that_ends_asks_for_a_name_again(evening: Evening, browser: Browser) -> None:
    board = await evening.board()
    organiser = await board.enter("organise", "Olga")
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await organiser.command("person.erase", person=organiser.id + 1)
        await expect(bob.page.get_by_label("Wie heißt du?")).to_be_visible()
