"""The console and the desk: what is done there shows on the wall at once, and can be taken back."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.cast import template
from tests.harness.evening import Board, Evening
from tests.web.screens import TABLET, console, desk, introduce, screen, wall

UPRIGHT = (820, 1180)
PHONE = (390, 844)


@pytest.fixture
async def board(evening: Evening) -> Board:
    """The board of the cast."""
    return await evening.board()


ASSETS = Path(__file__).parents[2] / "web" / "dist" / "assets"


def button(page: Page | Locator, name: str) -> Locator:
    """A button on a page or a part of it, by its words."""
    return page.get_by_role("button", name=name, exact=True)


async def says(page: Page, words: str) -> None:
    """Wait until the console says what was done."""
    await expect(page.locator(".saying")).to_contain_text(words)


async def test_p3_the_key_leaves_the_address_and_the_name_is_asked_for_once(
    browser: Browser, board: Board
) -> None:
    async with console(browser, board, "Fabian") as page:
        assert page.url.endswith("/facilitate")
        await page.reload()
        await expect(page.locator(".console")).to_be_visible()
        await expect(page.get_by_text("Verbunden")).to_be_visible()


@pytest.mark.parametrize("key", ["", "#key=wrong"])
async def test_p3_without_a_good_link_the_page_says_what_to_do(
    browser: Browser, board: Board, key: str
) -> None:
    async with screen(browser, board.links["phone"] + "/facilitate" + key, TABLET) as page:
        await expect(page.get_by_text("Öffne den Link für die Moderation")).to_be_visible()


async def test_p3_a_helper_link_opens_no_console(browser: Browser, board: Board) -> None:
    key = board.links["desk"].partition("#")[2]
    async with screen(browser, f"{board.links['phone']}/facilitate#{key}", TABLET) as page:
        await expect(
            page.get_by_text("auf diesem Gerät bist du dafür nicht angemeldet", exact=False)
        ).to_be_visible()


async def test_p3_who_loses_the_role_loses_the_console_at_once(browser: Browser, board: Board) -> None:
    olga = await board.enter("organise", "Olga")
    async with console(browser, board, "Fabian") as page:
        keys = (await olga.http.get("keys")).json()["keys"]
        (key,) = [each["id"] for each in keys if each["role"] == "facilitator"]
        assert (await olga.http.delete(f"keys/{key}")).status_code == 204
        await expect(page.get_by_text("Öffne den Link für die Moderation")).to_be_visible()


async def test_f1_c7_the_biggest_button_leads_through_the_evening_and_the_wall_follows(
    browser: Browser, board: Board
) -> None:
    async with console(browser, board, "Fabian") as page, wall(browser, board) as shown:
        step = page.locator("button.next")
        for words, scene in (
            ("Themen sammeln beginnen", "topics"),
            ("Tische wählen beginnen", "topics"),
            ("Runde 1 jetzt beginnen", "now"),
            ("Runde 2 jetzt beginnen", "now"),
            ("Ergebnisse sammeln", "harvest"),
            ("Abend abschließen", "welcome"),
        ):
            await expect(step).to_contain_text(words)
            if "Runde 1" in words:
                await expect(step).to_contain_text(
                    re.compile(r"35 Minuten, bis \d\d:\d\d\. Das Programm rückt auf heute\.")
                )
            await step.click()
            await expect(shown.locator(".wall")).to_have_attribute("data-scene", scene)
        await expect(page.get_by_text("Der Abend ist abgeschlossen")).to_be_visible()
        await expect(shown.get_by_text("Danke, dass du dabei warst!")).to_be_visible()


async def test_c7_a_round_begun_too_soon_can_be_taken_back(browser: Browser, board: Board) -> None:
    await (await board.enter("facilitate")).command("phase.set", phase="market")
    before = (await board.snapshot())["board"]
    async with console(browser, board, "Fabian") as page:
        await page.locator("button.next").click()
        await says(page, "Runde 1 jetzt beginnen")
        await page.locator(".saying").get_by_role("button", name="Rückgängig").click()
        await says(page, "Rückgängig: Runde 1 jetzt beginnen")
        after = (await board.snapshot())["board"]
        assert (after["slots"], after["timer"], after["phase"]) == (before["slots"], None, "market")


async def test_f1_gates_are_switches_that_say_how_they_stand(browser: Browser, board: Board) -> None:
    async with console(browser, board, "Fabian") as page:
        gate = page.get_by_role("switch", name="Themen einbringen: offen")
        await expect(gate).to_have_attribute("aria-checked", "true")
        await gate.click()
        await expect(page.get_by_role("switch", name="Themen einbringen: zu")).to_have_attribute(
            "aria-checked", "false"
        )
        assert (await board.snapshot())["board"]["gates"]["propose"] is False
        await button(page.locator(".saying"), "Rückgängig").click()
        await expect(gate).to_be_visible()


async def test_f2_f3_f4_scene_notice_and_timer_reach_the_wall(browser: Browser, board: Board) -> None:
    async with console(browser, board, "Fabian") as page, wall(browser, board) as shown:
        await button(page, "Thema 1 vorstellen").click()
        await expect(shown.get_by_role("heading", name="Wie geht es weiter?")).to_be_visible()
        await page.get_by_role("textbox", name="Durchsage an alle").fill("Das Essen ist da.")
        await button(page, "Durchsage zeigen").click()
        await expect(shown.locator(".notice")).to_have_text("Das Essen ist da.")
        await button(page, "Wegnehmen").click()
        await expect(shown.locator(".notice")).to_have_count(0)
        await button(page, "10 Min.").click()
        await expect(shown.locator("header [role=timer]")).to_have_text("noch 10 Min.")
        await button(page, "+5 Min.").click()
        await expect(shown.locator("header [role=timer]")).to_have_text("noch 15 Min.")
        await button(page, "Stopp").click()
        await expect(shown.locator("header [role=timer]")).to_have_count(0)


async def test_f2_the_preview_is_the_wall(browser: Browser, board: Board) -> None:
    async with console(browser, board, "Fabian") as page:
        preview = page.locator(".console .wall")
        for name, scene in (("Plan", "plan"), ("Themen", "topics"), ("Ergebnis", "harvest")):
            await (
                page.get_by_label("Die Wand", exact=True).get_by_role("button", name=name, exact=True).click()
            )
            await expect(preview).to_have_attribute("data-scene", scene)


async def test_t6_a_topic_is_hidden_with_a_reason_and_shown_again(browser: Browser, board: Board) -> None:
    ines = await board.join("Ines")
    await ines.command("topic.propose", title="Kino in der Kirche")
    async with (
        console(browser, board, "Fabian") as page,
        wall(browser, board, query="?scene=topics") as shown,
    ):
        card = shown.locator(".room [data-topic='2']")
        await expect(card).to_be_visible()
        await button(page.get_by_role("navigation"), "Themen").click()
        await page.get_by_label("Suchen").fill("Kino")
        line = page.locator("article.line")
        await expect(line).to_have_count(1)
        await button(line, "Verbergen").click()
        await line.get_by_label("Warum?").fill("Werbung")
        await line.locator("form").get_by_role("button", name="Verbergen").click()
        await expect(card).to_have_count(0)
        hidden = (await ines.http.get("me")).json()["me"]["hidden"]
        assert hidden[0]["reason"] == "Werbung"
        await button(line, "Wieder zeigen").click()
        await expect(card).to_be_visible()


async def test_t5_t8_a_planned_topic_is_handed_to_someone_without_a_device(
    browser: Browser, board: Board
) -> None:
    async with console(browser, board, "Fabian") as page:
        await button(page.get_by_role("navigation"), "Themen").click()
        line = page.locator("article.line").first
        await button(line, "Übergeben").click()
        await line.get_by_label("Name").fill("Greta")
        await line.locator("form").get_by_role("button", name="Übergeben").click()
        await expect(line).to_contain_text("lädt ein: Greta")


async def test_c2_c4_topics_move_about_the_plan_by_keyboard_and_back(browser: Browser, board: Board) -> None:
    ines = await board.join("Ines")
    await ines.command("topic.propose", title="Kino in der Kirche")
    async with console(browser, board, "Fabian") as page:
        await expect(page.get_by_text("2 Themen ohne Tisch, 6 Plätze frei")).to_be_visible()
        await _place(page, "Wie geht es weiter?", "Thema 1 an Tisch A in Runde 1")
        await _place(page, "Kino in der Kirche", "Thema 2 an Tisch B in Runde 2")
        await _press(page.locator(".tile", has_text="Kino in der Kirche"))
        await _press(page.locator(".tile", has_text="Wie geht es weiter?"))
        await says(page, "Themen 2 und 1 getauscht")
        assert await _places(board) == {1: (2, 2), 2: (1, 1)}
        await _press(button(page.locator(".saying"), "Rückgängig"))
        await says(page, "Rückgängig")
        assert await _places(board) == {1: (1, 1), 2: (2, 2)}
        await _press(page.locator(".tile", has_text="Kino in der Kirche"))
        await _press(button(page, "Platz freigeben"))
        await expect(page.get_by_text("1 Thema ohne Tisch")).to_be_visible()


async def test_c3_more_tables_come_in_one_act_where_none_is_free(browser: Browser, evening: Evening) -> None:
    board = await evening.board({"tables": [{"name": "C", "seats": 8}], "slots": [template()["slots"][0]]})
    for name in ("Ines", "Mona"):
        await (await board.join(name)).command("topic.propose", title="Noch ein Thema")
    async with console(browser, board, "Fabian") as page:
        await button(page, "5 Stehtische hinzufügen").click()
        await expect(page.get_by_role("rowheader", name="Tisch H")).to_be_visible()
        await button(page.locator(".saying"), "Rückgängig").click()
        await expect(page.get_by_role("rowheader", name="Tisch D")).to_have_count(0)


async def test_c7_everything_can_be_shifted(browser: Browser, board: Board) -> None:
    fabian = await board.enter("facilitate")
    await fabian.command("slot.start", slot=1)
    before = (await board.snapshot())["board"]["slots"]
    async with console(browser, board, "Fabian") as page:
        await button(page.get_by_role("navigation"), "Ablauf").click()
        await button(page, "Alles +5 Min.").click()
        await says(page, "Runde 2 und alles danach: +5 Min.")
        after = (await board.snapshot())["board"]["slots"]
        moved = [one["id"] for one, other in zip(before, after, strict=True) if one != other]
        assert moved == [2, 3]


async def test_f7_p7_f6_people_are_blocked_reconnected_and_the_record_says_by_whom(
    browser: Browser, board: Board
) -> None:
    ines = await board.join("Ines")
    await ines.command("topic.propose", title="Kino in der Kirche")
    async with console(browser, board, "Fabian") as page:
        await button(page.get_by_role("navigation"), "Menschen").click()
        person = page.locator("main article", has_text="Ines")
        await button(person, "Gerät neu verbinden").click()
        code = await person.locator(".code p").first.inner_text()
        assert re.fullmatch(r"[A-Z0-9]{6}", code)
        assert (await board.guest().join_by_code(code)).id == ines.id
        await button(person, "Sperren").click()
        await says(page, "Ines ist gesperrt")
        assert (await ines.http.get("me")).json()["me"]["blocked"] is True
        await button(page.locator(".saying"), "Rückgängig").click()
        await says(page, "Rückgängig")
        await button(page.get_by_role("navigation"), "Verlauf").click()
        await expect(page.get_by_text("hat jemanden gesperrt")).to_be_visible()


async def test_f6_two_facilitators_see_what_the_other_does(browser: Browser, board: Board) -> None:
    async with (
        console(browser, board, "Fabian") as one,
        screen(browser, board.links["facilitate"], UPRIGHT) as other,
    ):
        await other.get_by_label("Wie heißt du?").fill("Frida")
        await button(other, "Los geht’s").click()
        await one.get_by_role("switch", name="Punkte geben: zu").click()
        await expect(other.get_by_role("switch", name="Punkte geben: offen")).to_be_visible()


@pytest.mark.parametrize("size", [TABLET, PHONE], ids=["tablet", "phone"])
async def test_p8_the_desk_enters_a_person_a_topic_and_points(
    browser: Browser, board: Board, size: tuple[int, int]
) -> None:
    async with (
        desk(browser, board, "Hanna", size) as page,
        wall(browser, board, query="?scene=topics") as shown,
    ):
        await page.get_by_label("Name", exact=True).fill("Greta")
        await page.get_by_label("Thema", exact=False).first.fill("Leerstand als Anfang")
        await page.get_by_label("Themenfeld").select_option("Klimaschutz und Energie")
        await button(page, "An die Wand heften").click()
        await expect(page.get_by_role("status").filter(has_text="Nr. 2")).to_contain_text(
            "Bitte auf die Karte schreiben."
        )
        await expect(shown.locator(".room [data-topic='2']")).to_contain_text("lädt ein: Greta")
        await button(page, "Punkte für Greta").click()
        await page.get_by_role("button", name="Interesse an Thema 1").click()
        await expect(page.get_by_text("4 von 5 Punkten")).to_be_visible()
        await expect(shown.locator(".room [data-topic='1']")).to_contain_text("1 interessiert")
        await button(page, "Nächste Person").click()
        await expect(page.get_by_label("Name", exact=True)).to_be_focused()


async def test_p8_a_refused_topic_makes_nobody_twice(browser: Browser, board: Board) -> None:
    async with desk(browser, board, "Hanna") as page:
        await page.get_by_label("Name", exact=True).fill("Greta")
        await page.get_by_label("Thema", exact=False).first.fill("Ja")
        await button(page, "An die Wand heften").click()
        await expect(page.get_by_role("alert")).to_contain_text("zu kurz")
        await page.get_by_label("Thema", exact=False).first.fill("Jugend")
        await button(page, "An die Wand heften").click()
        await expect(page.get_by_text("Nr. 2")).to_be_visible()
        people = (await (await board.enter("organise")).http.get("people")).json()["people"]
        assert [person["name"] for person in people].count("Greta") == 1


@pytest.mark.parametrize(("locale", "words"), [("de-DE", "Es geht."), ("en-GB", "It works.")])
async def test_the_check_page_says_what_gets_through(
    browser: Browser, board: Board, locale: str, words: str
) -> None:
    async with screen(browser, f"{board.links['phone']}/check", PHONE, locale=locale) as page:
        # Tests run over http, which the page mentions, and finds nothing else to mention.
        await expect(page.get_by_role("status")).to_contain_text(words)
        await expect(page.locator("li.good")).to_have_count(3)


def test_no_script_holds_an_expression_that_safari_15_cannot_read() -> None:
    # One look-behind anywhere, and a tablet of 2022 shows a blank page instead of a console.
    scripts = [
        path for path in ASSETS.glob("*.js") if re.search(r"\(\?<[=!]", path.read_text(encoding="utf-8"))
    ]
    assert not scripts


async def _press(target: Locator) -> None:
    await target.focus()
    await target.press("Enter")


async def _place(page: Page, title: str, place: str) -> None:
    await _press(page.locator(".tile", has_text=title))
    await _press(button(page, place))
    await expect(page.get_by_role("button", name=place)).to_have_count(0)


async def _places(board: Board) -> dict[int, tuple[int, int]]:
    topics = (await board.snapshot())["board"]["topics"]
    return {topic["id"]: (topic["slot"], topic["table"]) for topic in topics if topic["slot"]}


async def test_f5_c6_settings_and_tables_change_live_and_back(browser: Browser, board: Board) -> None:
    async with console(browser, board, "Fabian") as page:
        await button(page.get_by_role("navigation"), "Einrichten").click()
        await page.get_by_label("Punkte je Person").fill("")
        await button(page.get_by_role("region", name="Einstellungen"), "Speichern").click()
        await says(page, "Einstellungen gespeichert")
        assert (await board.snapshot())["board"]["settings"]["vote_budget"] is None
        await button(page.locator(".saying"), "Rückgängig").click()
        await says(page, "Rückgängig")
        assert (await board.snapshot())["board"]["settings"]["vote_budget"] == 5
        tables = page.get_by_role("region", name="Tische")
        await tables.get_by_role("button", name="Tisch B").click()
        await tables.get_by_label("Sitze").fill("20")
        await button(tables, "Speichern").click()
        await expect(tables.get_by_role("button", name="Tisch B")).to_contain_text("20 Sitze")


async def test_p3_links_are_made_and_revoked_by_an_organiser(browser: Browser, board: Board) -> None:
    async with screen(browser, board.links["organise"], TABLET) as page:
        await introduce(page, "Olga")
        await button(page.get_by_role("navigation"), "Einrichten").click()
        links = page.get_by_role("region", name="Links, die eine Rolle geben")
        await links.get_by_label("Wer bekommt ihn?").fill("Tablet am Eingang")
        await button(links, "Link machen").click()
        address = await links.locator(".made b").inner_text()
        key = address.partition("#key=")[2]
        assert (await board.guest().enter(key)).me["role"] == "facilitator"
        link = links.get_by_role("listitem").filter(has_text="Tablet am Eingang")
        await button(link, "Link sperren: Tablet am Eingang").click()
        await link.get_by_role("button", name="Wirklich?").click()
        await expect(link).to_have_count(0)
        refused = await board.guest().http.post("key", json={"key": key})
        assert refused.status_code == 403
