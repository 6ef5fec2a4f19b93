"""The list of topics, points, and bringing in a topic."""

from playwright.async_api import Browser, expect

from tests.harness.evening import Board, Evening
from tests.web.hand import Hand, phone


async def _collecting(evening: Evening, **template: object) -> Board:
    board = await evening.board(template)
    await (await board.enter("facilitate", "Fabian")).command("phase.set", phase="collect")
    return board


async def _numbers(hand: Hand) -> list[str]:
    return await hand.page.locator("main.topics .number").all_inner_texts()


async def test_t3_a_topic_shows_at_once_and_its_proposer_is_the_host(
    evening: Evening, browser: Browser
) -> None:
    board = await _collecting(evening)
    async with phone(browser, board) as alice:
        await alice.join("Alice")
        topic = await alice.propose("Rad statt Auto")
        await alice.sees("Du lädst ein")
        await alice.tab("Themen")
        assert await _numbers(alice) == [str(topic), "1"]


async def test_the_list_stays_still_and_offers_what_is_new(evening: Evening, browser: Browser) -> None:
    board = await _collecting(evening)
    alice = await board.join("Alice")
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        before = await _numbers(bob)
        await alice.command("topic.propose", title="Rad statt Auto")
        await bob.sees("1 neues Thema anzeigen")
        await alice.command("topic.propose", title="Bus statt Rad")
        await bob.sees("2 neue Themen anzeigen")
        assert await _numbers(bob) == before
        await bob.button("2 neue Themen anzeigen").click()
        await expect(bob.page.locator("main.topics .number")).to_have_text(["3", "2", "1"])


async def test_t6_a_hidden_topic_keeps_its_place_but_not_its_words(
    evening: Evening, browser: Browser
) -> None:
    board = await _collecting(evening)
    fabian = await board.enter("facilitate", "Fabian")
    await (await board.join("Alice")).command("topic.propose", title="Unpassendes")
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await fabian.command("topic.hide", topic=2)
        await bob.sees("Thema 2 hängt nicht mehr an der Wand.")
        await expect(bob.page.get_by_text("Unpassendes")).to_have_count(0)


async def test_v1_points_show_at_once_on_all_phones(evening: Evening, browser: Browser) -> None:
    board = await _collecting(evening, settings={"vote_budget": 1})
    await (await board.join("Alice")).command("topic.propose", title="Rad statt Auto")
    async with phone(browser, board) as bob, phone(browser, board) as charlie:
        await bob.join("Bob")
        await charlie.join("Charlie")
        await expect(bob.page.get_by_text("Noch 1 von 1 Punkten")).to_be_attached()
        await bob.point(2).click()
        await expect(bob.point(2)).to_have_attribute("aria-pressed", "true")
        await expect(charlie.point(2)).to_have_accessible_name(
            "Interesse an Thema 2, 1 Interessierte:r, Punkt geben"
        )
        await expect(bob.page.get_by_text("Noch 0 von 1 Punkten")).to_be_attached()
        await bob.point(1).click()
        await bob.sees("Du hast alle Punkte vergeben.")
        await expect(bob.point(1)).to_have_attribute("aria-pressed", "false")


async def test_v2_a_point_taken_back_is_free_again(evening: Evening, browser: Browser) -> None:
    board = await _collecting(evening)
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.point(1).click()
        await expect(bob.page.get_by_text("Noch 4 von 5 Punkten")).to_be_attached()
        await bob.point(1).click()
        await expect(bob.page.get_by_text("Noch 5 von 5 Punkten")).to_be_attached()
        await expect(bob.point(1)).to_have_accessible_name(
            "Interesse an Thema 1, 0 Interessierte, Punkt geben"
        )


async def test_v3_withheld_counts_are_shown_nowhere(evening: Evening, browser: Browser) -> None:
    board = await _collecting(evening, settings={"votes_shown": "after"})
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.point(1).click()
        await expect(bob.point(1)).to_have_attribute("aria-pressed", "true")
        await expect(bob.point(1)).to_have_accessible_name("Interesse an Thema 1, Punkt geben")
        await expect(bob.page.locator(".count")).to_have_count(0)


async def test_f1_closed_gates_are_said_in_words(evening: Evening, browser: Browser) -> None:
    board = await _collecting(evening)
    fabian = await board.enter("facilitate", "Fabian")
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await fabian.command("gate.set", gate="vote", open=False)
        await bob.sees("Punkte vergeben ist gerade geschlossen.")
        await expect(bob.point(1)).to_have_count(0)
        await fabian.command("gate.set", gate="propose", open=False)
        await bob.link("Thema vorbereiten").click()
        await bob.page.get_by_label("Dein Thema").fill("Für später")
        await bob.sees("Du kannst schon schreiben")


async def test_t9_the_lobby_says_until_when_and_from_when(evening: Evening, browser: Browser) -> None:
    slot = {"title": "Runde 1", "starts": "2099-07-09T19:00:00+02:00", "ends": "2099-07-09T19:35:00+02:00"}
    settings = {"proposals_until": "2099-06-27T23:59:00+02:00"}
    board = await evening.board({"settings": settings, "slots": [{**slot, "kind": "session"}]})
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.sees("Themen kannst du bis Samstag, 27. Juni um 23:59 vorab einbringen.")
        await bob.sees("Vor Ort geht es weiter: Donnerstag, 9. Juli um 19:00.")


async def test_t9_the_lobby_says_when_the_time_for_proposals_is_over(
    evening: Evening, browser: Browser
) -> None:
    board = await evening.board({"settings": {"proposals_until": "2025-06-27T23:59:00+02:00"}})
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.sees("Vorab einbringen ging bis Freitag, 27. Juni")


async def test_similar_topics_introduce_their_hosts(evening: Evening, browser: Browser) -> None:
    board = await _collecting(evening)
    await (await board.join("Ines")).command("topic.propose", title="Gemeindeschwester statt Arztmangel")
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.link("Thema einbringen").click()
        await bob.page.get_by_label("Dein Thema").fill(
            "Was hilft gegen Ärztemangel und für Gemeindeschwestern?"
        )
        await bob.sees("sprich mit Ines")
        await bob.button("An die Wand heften").click()
        await bob.sees("Du lädst ein")


async def test_what_is_typed_outlives_a_reload(evening: Evening, browser: Browser) -> None:
    board = await _collecting(evening)
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.open("#new")
        await bob.page.get_by_label("Dein Thema").fill("Rad statt Auto")
        await bob.page.get_by_label("Worum geht es?").fill("Mehr Platz")
        await bob.page.reload()
        await expect(bob.page.get_by_label("Dein Thema")).to_have_value("Rad statt Auto")
        await expect(bob.page.get_by_label("Worum geht es?")).to_have_value("Mehr Platz")


async def test_topics_are_searched_and_sorted_as_one_chooses(evening: Evening, browser: Browser) -> None:
    board = await _collecting(evening)
    alice = await board.join("Alice")
    await alice.command("topic.propose", title="Rad statt Auto")
    await alice.command("topic.propose", title="Europa vor Ort", theme=2)
    await alice.command("vote.cast", topic=2)
    numbers = "main.topics .number"
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.page.get_by_label("Reihenfolge").select_option("interest")
        await expect(bob.page.locator(numbers)).to_have_text(["2", "1", "3"])
        await bob.page.get_by_label("Reihenfolge").select_option("theme")
        await expect(bob.page.locator(numbers)).to_have_text(["1", "3", "2"])
        await bob.button("Suchen").click()
        await bob.page.get_by_role("searchbox").fill("alice")
        await expect(bob.page.locator(numbers)).to_have_text(["3", "2"])
        await bob.button("Suchen").click()
        await bob.button("Meine").click()
        await bob.sees("Hier stehen deine Themen")
