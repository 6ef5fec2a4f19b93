"""Choosing a table, the plan, and what runs now."""

import re

from playwright.async_api import Browser, expect

from tests.harness.evening import Board, Evening, Guest
from tests.web.hand import Hand, phone


async def _market(evening: Evening) -> tuple[Board, Guest]:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="market")
    return board, fabian


async def _choosing(hand: Hand, topic: int, table: str) -> None:
    await hand.topic(topic, "#table")
    await hand.button(f"Tisch {table} in Runde 1, frei, für {8 if table == 'A' else 12}").click()


async def test_c2_a_host_takes_a_table_and_moves(evening: Evening, browser: Browser) -> None:
    board, _ = await _market(evening)
    async with phone(browser, board) as alice, phone(browser, board) as bob:
        await alice.join("Alice")
        topic = await alice.propose("Rad statt Auto")
        await bob.join("Bob")
        await bob.tab("Plan")
        await alice.link("Tisch wählen").click()
        await alice.button("Tisch A in Runde 1, frei, für 8").click()
        await alice.button("Tisch A in Runde 1 nehmen").click()
        await alice.sees(f"Thema {topic} ist in Runde 1 an Tisch A.")
        await expect(bob.page.locator(".plan section", has_text="Runde 1")).to_contain_text("Frei: B, C")
        await alice.link("Anderen Tisch wählen").click()
        await alice.button("Tisch C in Runde 2, frei, für 12").click()
        await alice.button("Tisch C in Runde 2 nehmen").click()
        await alice.sees("19:40 · Tisch C")
        await expect(bob.page.locator(".plan section", has_text="Runde 2")).to_contain_text("Frei: A, B")


async def test_c3_who_comes_second_is_told_by_whom_and_taps_the_nearest(
    evening: Evening, browser: Browser
) -> None:
    board, _ = await _market(evening)
    async with phone(browser, board) as alice, phone(browser, board) as bob:
        await alice.join("Alice")
        await bob.join("Bob")
        topics = [await alice.propose("Rad statt Auto"), await bob.propose("Bus statt Rad")]
        await _choosing(alice, topics[0], "A")
        await _choosing(bob, topics[1], "A")
        await alice.button("Tisch A in Runde 1 nehmen").click()
        await alice.sees("19:00 · Tisch A")
        await bob.button("Tisch A in Runde 1 nehmen").click()
        await bob.sees(f"Thema {topics[0]} hat Tisch A in Runde 1 gerade bekommen.")
        await bob.page.get_by_role("alert").get_by_role("button").first.click()
        await expect(bob.page.locator("main.topic .place")).to_have_text(re.compile("19:00 · Tisch [BC]"))


async def test_c3_with_no_table_free_the_topic_takes_place_all_the_same(
    evening: Evening, browser: Browser
) -> None:
    tables = [{"name": "A", "seats": 8}]
    slots = [
        {
            "title": "Runde 1",
            "starts": "2025-07-09T19:00:00+02:00",
            "ends": "2025-07-09T19:35:00+02:00",
            "kind": "session",
        }
    ]
    board = await evening.board({"tables": tables, "slots": slots})
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="market")
    await fabian.command("table.claim", topic=1, slot=1, table=1)
    async with phone(browser, board) as alice:
        await alice.join("Alice")
        topic = await alice.propose("Rad statt Auto")
        await alice.topic(topic, "#table")
        await alice.sees("Dein Thema findet trotzdem statt: Die Moderation macht einen Treffpunkt.")


async def test_c4_a_round_in_which_the_host_is_busy_is_not_offered(
    evening: Evening, browser: Browser
) -> None:
    board, _ = await _market(evening)
    async with phone(browser, board) as alice:
        await alice.join("Alice")
        first = await alice.propose("Rad statt Auto")
        second = await alice.propose("Bus statt Rad")
        await _choosing(alice, first, "A")
        await alice.button("Tisch A in Runde 1 nehmen").click()
        await alice.sees("19:00 · Tisch A")
        await alice.topic(second, "#table")
        await alice.sees(f"du bist bei Thema {first}")
        await expect(alice.button("Tisch C in Runde 1, frei, für 12")).to_have_count(0)
        await expect(alice.button("Tisch C in Runde 2, frei, für 12")).to_be_visible()


async def test_c5_overlaps_are_told_in_words(evening: Evening, browser: Browser) -> None:
    board, fabian = await _market(evening)
    await fabian.command("table.claim", topic=1, slot=1, table=1)
    await (await board.join("Alice")).command("topic.propose", title="Rad statt Auto")
    for guest in range(3):
        someone = await board.join(f"Gast {guest}")
        await someone.command("vote.cast", topic=1)
        await someone.command("vote.cast", topic=2)
    async with phone(browser, board) as hand:
        await hand.open(f"#code={(await _code(board, fabian, 2))}")
        await hand.button("Los geht’s").click()
        await hand.topic(2, "#table")
        await expect(hand.page.locator(".overlaps")).to_contain_text(
            "Runde 1: 3 von 3 wollen auch zu anderen Themen."
        )
        await expect(hand.page.locator(".overlaps")).to_contain_text("Runde 2: wenige Überschneidungen.")


async def _code(board: Board, fabian: Guest, topic: int) -> str:
    topics = (await board.snapshot())["board"]["topics"]
    host = next(entry["host"] for entry in topics if entry["id"] == topic)
    return str((await fabian.http.post(f"people/{host}/code")).json()["code"])


async def test_f1_a_closed_market_is_said_in_words(evening: Evening, browser: Browser) -> None:
    board, fabian = await _market(evening)
    async with phone(browser, board) as alice:
        await alice.join("Alice")
        topic = await alice.propose("Rad statt Auto")
        await fabian.command("gate.set", gate="claim", open=False)
        await alice.sees("Tische wählen ist gerade geschlossen.")
        await alice.topic(topic, "#table")
        await alice.sees("Tische wählen ist gerade geschlossen.")


async def test_the_first_tab_follows_the_phase(evening: Evening, browser: Browser) -> None:
    board, fabian = await _market(evening)
    async with phone(browser, board) as hand:
        for phase, tab in (("collect", "Themen"), ("market", "Plan"), ("sessions", "Jetzt")):
            await fabian.command("phase.set", phase=phase)
            await hand.open()
            if phase == "collect":
                await hand.button("Erst einmal nur schauen").click()
            await expect(hand.link(tab)).to_have_attribute("aria-current", "page")


async def test_c7_now_shows_what_runs_and_where_one_is_going(evening: Evening, browser: Browser) -> None:
    board, fabian = await _market(evening)
    await fabian.command("table.claim", topic=1, slot=1, table=1)
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.tab("Themen")
        await bob.point(1).click()
        await fabian.command("phase.set", phase="sessions")
        await fabian.command("slot.start", slot=1)
        await bob.tab("Jetzt")
        await bob.sees("noch 35 Min.")
        await expect(bob.page.locator("main.now article")).to_contain_text("Wie geht es weiter?")
        await fabian.command("timer.start", seconds=100, label="Schluss")
        await expect(bob.page.get_by_role("timer")).to_have_text(re.compile(r"Schluss\s+noch 1:\d\d"))


async def test_a_tables_sign_leads_to_what_happens_there(evening: Evening, browser: Browser) -> None:
    board, fabian = await _market(evening)
    await fabian.command("table.claim", topic=1, slot=1, table=1)
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.open("/tables/1")
        await bob.sees("Foyer, 8 Plätze")
        await expect(bob.page.get_by_role("article")).to_contain_text("Wie geht es weiter?")
        await bob.sees("Dieser Tisch ist frei.")
