"""Everything a host needs on the topic's page: helpers, handing over, merging, withdrawing, being hidden."""

from playwright.async_api import Browser, expect

from tests.harness.evening import Board, Evening, Guest
from tests.web.hand import phone


async def _market(evening: Evening) -> tuple[Board, Guest]:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="market")
    return board, fabian


async def test_t5_an_offer_to_help_is_accepted_and_the_topic_handed_over(
    evening: Evening, browser: Browser
) -> None:
    board, _ = await _market(evening)
    async with phone(browser, board) as alice, phone(browser, board) as bob:
        await alice.join("Alice")
        topic = await alice.propose("Rad statt Auto")
        await bob.join("Bob")
        await bob.topic(topic)
        await bob.button("Ich helfe als Mitgastgeber:in").click()
        await bob.sees("Dein Angebot ist da.")
        await alice.sees("Bob möchte Mitgastgeber:in sein.")
        await alice.button("Annehmen").click()
        await alice.sees("Bob hilft als Mitgastgeber:in")
        await bob.sees("Gastgeben")
        await alice.button("Thema übergeben").click()
        await bob.sees("Du lädst ein")
        await bob.sees("mit Alice")
        await expect(alice.button("Nicht mehr mitgastgeben")).to_be_visible()


async def test_t5_an_offer_can_be_declined_or_taken_back(evening: Evening, browser: Browser) -> None:
    board, _ = await _market(evening)
    alice = await board.join("Alice")
    await alice.command("topic.propose", title="Rad statt Auto")
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.topic(2)
        await bob.button("Ich helfe als Mitgastgeber:in").click()
        await bob.button("Angebot zurücknehmen").click()
        await expect(bob.button("Ich helfe als Mitgastgeber:in")).to_be_visible()
    me = (await alice.http.get("me")).json()["me"]
    assert me["cohost_offers"] == []


async def test_t5_a_host_steps_back_and_someone_else_takes_the_topic(
    evening: Evening, browser: Browser
) -> None:
    board, _ = await _market(evening)
    async with phone(browser, board) as alice, phone(browser, board) as bob:
        await alice.join("Alice")
        topic = await alice.propose("Rad statt Auto")
        await bob.join("Bob")
        await bob.topic(topic)
        await alice.button("Als Gastgeber:in zurücktreten").click()
        await bob.sees("sucht Gastgeber:in")
        await bob.button("Gastgeber:in werden").click()
        await bob.sees("Du lädst ein")


async def test_t8_a_planned_topic_is_not_there_to_be_taken(evening: Evening, browser: Browser) -> None:
    board, _ = await _market(evening)
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.topic(1)
        await bob.sees("vom Team vorbereitet")
        await expect(bob.button("Gastgeber:in werden")).to_have_count(0)


async def test_m1_to_m3_two_topics_become_one_and_part_again(evening: Evening, browser: Browser) -> None:
    board, _ = await _market(evening)
    async with phone(browser, board) as alice, phone(browser, board) as bob:
        await alice.join("Alice")
        upper = await alice.propose("Rad statt Auto")
        await bob.join("Bob")
        lower = await bob.propose("Mehr Platz für das Rad")
        await bob.link("Mit einem anderen Thema zusammenlegen").click()
        await bob.page.get_by_role("button", name="Rad statt Auto").click()
        await bob.sees(f"Angefragt bei Thema {upper}.")
        await alice.sees(f"Thema {lower} möchte sich anschließen.")
        await alice.button("Annehmen").click()
        await alice.sees("Dazu gehört:")
        await alice.sees("mit Bob")
        await bob.sees(f"Gehört jetzt zu Thema {upper}")
        await bob.button("Wieder trennen").click()
        await expect(alice.page.get_by_text("Dazu gehört:")).to_have_count(0)


async def test_t4_a_withdrawn_topic_can_be_put_back(evening: Evening, browser: Browser) -> None:
    board, _ = await _market(evening)
    async with phone(browser, board) as alice, phone(browser, board) as bob:
        await alice.join("Alice")
        topic = await alice.propose("Rad statt Auto")
        await bob.join("Bob")
        await bob.topic(topic)
        await alice.button("Thema zurückziehen").click()
        await alice.button("Zurückziehen").click()
        await bob.sees("Zurückgezogen")
        await alice.button("Wieder anheften").click()
        await expect(bob.page.get_by_text("Zurückgezogen")).to_have_count(0)


async def test_t4_editing_changes_the_words_on_all_phones(evening: Evening, browser: Browser) -> None:
    board, _ = await _market(evening)
    async with phone(browser, board) as alice, phone(browser, board) as bob:
        await alice.join("Alice")
        topic = await alice.propose("Rad statt Auto")
        await bob.join("Bob")
        await bob.topic(topic)
        await alice.link("Bearbeiten").click()
        await alice.page.get_by_label("Dein Thema").fill("Rad <b>und</b> Bus")
        await alice.page.get_by_label("Themenfeld").select_option(label="Europa")
        await alice.button("Speichern").click()
        await bob.sees("Rad <b>und</b> Bus")
        await bob.sees("Europa")


async def test_t6_a_host_reads_why_their_topic_was_hidden(evening: Evening, browser: Browser) -> None:
    board, fabian = await _market(evening)
    async with phone(browser, board) as alice:
        await alice.join("Alice")
        topic = await alice.propose("Rad statt Auto")
        await fabian.command("topic.hide", topic=topic, reason="Bitte sachlich.")
        await alice.sees("Von der Moderation ausgeblendet. Bitte sachlich.")
        await alice.tab("Ich")
        await alice.sees("Von der Moderation ausgeblendet. Bitte sachlich.")


async def test_h1_here_is_counted_and_not_named(evening: Evening, browser: Browser) -> None:
    board, fabian = await _market(evening)
    await fabian.command("table.claim", topic=1, slot=1, table=2)
    await fabian.command("phase.set", phase="sessions")
    await fabian.command("slot.start", slot=1)
    await fabian.command("here.set", topic=1)
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.topic(1)
        await bob.button("Ich bin hier").click()
        await expect(bob.button("✓ Ich bin hier")).to_have_attribute("aria-pressed", "true")
        await bob.sees("2 Personen sind hier.")
        await bob.sees("Voll: 2 Plätze.")
        await bob.button("✓ Ich bin hier").click()
        await bob.sees("1 Person ist hier.")
