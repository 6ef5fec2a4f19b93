"""Coming in, looking, moving to another device, and going again."""

import re

from playwright.async_api import Browser, expect

from tests.harness.evening import Evening
from tests.web.hand import phone


async def test_p1_a_name_is_enough_and_the_three_lines_come_once(evening: Evening, browser: Browser) -> None:
    board = await evening.board()
    async with phone(browser, board) as alice:
        await alice.open()
        await alice.button("Mitmachen").click()
        await alice.sees("Bitte schreib deinen Namen hinein.")
        await alice.page.get_by_label("Wie heißt du?").fill(" Alice ")
        await alice.button("Kommune").click()
        await alice.button("Mitmachen").click()
        await alice.sees("Willkommen, Alice!")
        await expect(alice.page.get_by_role("listitem")).to_have_count(3)
        await alice.button("Los geht’s").click()
        await alice.page.reload()
        await alice.tab("Ich")
        await alice.sees("Alice")
        await expect(alice.page.locator(".profile")).to_contain_text("Kommune")


async def test_p1_who_only_watches_is_asked_for_a_name_when_they_act(
    evening: Evening, browser: Browser
) -> None:
    board = await evening.board()
    await (await board.enter("facilitate", "Fabian")).command("phase.set", phase="collect")
    async with phone(browser, board) as watcher:
        await watcher.open()
        await watcher.button("Erst einmal nur schauen").click()
        await watcher.point(1).click()
        await expect(watcher.page.get_by_label("Wie heißt du?")).to_be_visible()
        await watcher.button("Erst einmal nur schauen").click()
        await expect(watcher.point(1)).to_be_visible()


async def test_p1_a_closed_gate_for_newcomers_is_said_in_words(evening: Evening, browser: Browser) -> None:
    board = await evening.board()
    await (await board.enter("facilitate", "Fabian")).command("gate.set", gate="join", open=False)
    async with phone(browser, board) as late:
        await late.open()
        await late.sees("Neue Anmeldungen sind gerade geschlossen.")
        await expect(late.button("Erst einmal nur schauen")).to_be_visible()


async def test_p7_a_code_moves_a_person_to_another_device(evening: Evening, browser: Browser) -> None:
    board = await evening.board()
    async with phone(browser, board) as old, phone(browser, board) as new, phone(browser, board) as third:
        await old.join("Alice")
        await old.tab("Ich")
        await old.button("Code für ein anderes Gerät").click()
        code = await old.page.locator(".big-code").inner_text()
        await new.open(f"#code={code}")
        await new.sees("Willkommen, Alice!")
        assert "code" not in new.page.url, "codes do not stay in addresses"
        await third.open(f"#code={code}")
        await third.sees("Dieser Code gilt nicht.")


async def test_p7_a_code_can_be_typed(evening: Evening, browser: Browser) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    code = (await alice.http.post("me/code")).json()["code"]
    async with phone(browser, board) as new:
        await new.open()
        await new.page.get_by_text("Schon auf einem anderen Gerät dabei?").click()
        await new.page.get_by_label("Code vom anderen Gerät").fill(code.lower())
        await new.button("Mit Code anmelden").click()
        await new.sees("Willkommen, Alice!")


async def test_p6_a_changed_name_shows_on_all_devices(evening: Evening, browser: Browser) -> None:
    board = await evening.board()
    async with phone(browser, board) as hand:
        await hand.join("Alice")
        await hand.propose("Rad statt Auto")
        await hand.tab("Ich")
        await hand.button("Ändern").click()
        await hand.page.get_by_label("Name", exact=True).fill("Alice M.")
        await hand.button("Speichern").click()
        await expect(hand.page.locator(".profile .name")).to_have_text("Alice M.")
        await hand.tab("Themen")
        await hand.sees("lädt ein: Alice M.")


async def test_signing_out_forgets_the_device_and_keeps_the_person(
    evening: Evening, browser: Browser
) -> None:
    board = await evening.board()
    async with phone(browser, board) as hand:
        await hand.join("Alice")
        topic = await hand.propose("Rad statt Auto")
        await hand.tab("Ich")
        await hand.button("Auf diesem Gerät abmelden").click()
        await expect(hand.page.get_by_label("Wie heißt du?")).to_be_visible()
        await hand.page.reload()
        await expect(hand.page.get_by_label("Wie heißt du?")).to_be_visible()
    people = (await board.snapshot())["board"]["people"]
    assert [person["name"] for person in people] == ["Alice"], f"topic {topic} keeps its host"


async def test_p5_erasing_needs_two_taps_and_leaves_nothing(evening: Evening, browser: Browser) -> None:
    board = await evening.board()
    async with phone(browser, board) as hand:
        await hand.join("Alice")
        await hand.propose("Rad statt Auto")
        await hand.tab("Ich")
        await hand.button("Alles von mir löschen").click()
        await hand.button("Ja, endgültig löschen").click()
        await expect(hand.page.get_by_label("Wie heißt du?")).to_be_visible()
    assert "Alice" not in str(await board.snapshot())


async def test_f7_a_blocked_person_reads_why_nothing_works(evening: Evening, browser: Browser) -> None:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    async with phone(browser, board) as hand:
        await hand.join("Charlie")
        await fabian.command("person.block", person=fabian.id + 1)
        await hand.sees("Die Moderation hat dich vom Schreiben ausgeschlossen.")


async def test_b2_a_board_is_found_by_the_code_on_the_wall(evening: Evening, browser: Browser) -> None:
    board = await evening.board()
    async with phone(browser, board) as hand:
        await hand.page.goto(evening.server.url)
        await hand.page.get_by_label("Code der Themenwand").fill(board.code.lower())
        await hand.button("Zur Themenwand").click()
        await hand.page.wait_for_url(re.compile(f"/b/{board.slug}$"))
