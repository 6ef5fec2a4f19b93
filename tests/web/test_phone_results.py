"""What came out, written on phones: reports, commitments, tables, the gong, and one's own data."""

import asyncio
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, WebSocketRoute, expect

from tests.harness.evening import Board, Evening, Guest
from tests.harness.machine import DEADLINE
from tests.web.hand import Hand, phone

HAPPENED, NEXT_STEP = "Worum ging es?", "Was ist der nächste Schritt?"
COUNT_STRIKES = (
    "window.strikes = 0; const { prototype } = OscillatorNode; const { start } = prototype;"
    "prototype.start = function (...when) { window.strikes += 1; start.apply(this, when) }"
)


async def _sessions(evening: Evening, minutes: int = 35) -> tuple[Board, Guest]:
    """Topic 1 is at table A in the round that runs now, for so many minutes still."""
    now = datetime.now(UTC).replace(microsecond=0)
    starts, ends = now - timedelta(minutes=30), now + timedelta(minutes=minutes)
    later = ends + timedelta(minutes=35)
    slots = [
        {"title": "Runde 1", "starts": starts.isoformat(), "ends": ends.isoformat(), "kind": "session"},
        {"title": "Runde 2", "starts": ends.isoformat(), "ends": later.isoformat(), "kind": "session"},
    ]
    board = await evening.board({"slots": slots})
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="sessions")
    await fabian.command("table.claim", topic=1, slot=1, table=1)
    return board, fabian


async def _is_here(hand: Hand, name: str) -> None:
    await hand.join(name)
    await hand.topic(1)
    await hand.button("Ich bin hier").click()
    await hand.link("Ergebnis aufschreiben").click()
    await expect(hand.page.get_by_label(HAPPENED)).to_be_visible()


async def _report(board: Board, field: str = "happened") -> str:
    reports = (await board.snapshot())["board"]["reports"]
    return next((str(report["text"]) for report in reports if report["field"] == field), "")


async def test_r1_two_phones_write_one_report_one_of_them_offline_and_both_texts_are_kept(
    evening: Evening, browser: Browser
) -> None:
    board, _ = await _sessions(evening)
    async with phone(browser, board) as alice, phone(browser, board) as bob:
        await _is_here(alice, "Alice")
        await _is_here(bob, "Bob")
        await bob.context.set_offline(True)
        await bob.page.get_by_label(HAPPENED).fill("Wir wollen mehr Busse.")
        await bob.sees("Noch nicht gespeichert.")
        await bob.button("Speichern").click()
        await expect(bob.page.locator("button.busy")).to_be_visible()
        await alice.page.get_by_label(HAPPENED).fill("Wir wollen mehr Räder.")
        await alice.button("Speichern").click()
        await alice.sees("Gespeichert.")
        await bob.context.set_offline(False)
        conflict = bob.page.get_by_role("alert").filter(has_text="Jemand anderes hat hier inzwischen")
        await expect(conflict).to_contain_text("Wir wollen mehr Räder.")
        await expect(bob.page.get_by_label(HAPPENED)).to_have_value("Wir wollen mehr Busse.")
        await bob.button("Beide behalten").click()
        await bob.sees("Gespeichert.")
        both = "Wir wollen mehr Räder.\n\nWir wollen mehr Busse."
        await expect(alice.page.get_by_label(HAPPENED)).to_have_value(both)
        assert await _report(board) == both


async def test_r1_both_texts_can_be_edited_into_one_before_they_are_saved(
    evening: Evening, browser: Browser
) -> None:
    board, fabian = await _sessions(evening)
    async with phone(browser, board) as bob:
        await _is_here(bob, "Bob")
        await bob.page.get_by_label(NEXT_STEP).fill("Treffen")
        await fabian.command("report.write", topic=1, field="next_step", text="Brief", base=0)
        await bob.button("Erst bearbeiten").click()
        await expect(bob.page.get_by_label(NEXT_STEP)).to_have_value("Brief\n\nTreffen")
        assert await _report(board, "next_step") == "Brief"
        await bob.page.get_by_label(NEXT_STEP).fill("Brief und Treffen")
        await bob.button("Speichern").click()
        await bob.sees("Gespeichert.")
        assert await _report(board, "next_step") == "Brief und Treffen"


async def test_r1_what_is_typed_survives_the_closed_tab_and_a_second_writer(
    evening: Evening, browser: Browser
) -> None:
    board, fabian = await _sessions(evening)
    async with phone(browser, board) as bob:
        await _is_here(bob, "Bob")
        await bob.page.get_by_label(HAPPENED).fill("Zwei Minuten Arbeit")
        await bob.page.close()
        await fabian.command("report.write", topic=1, field="happened", text="Schon da", base=0)
        page = await bob.context.new_page()
        await page.goto(f"{bob.url}/t/1#result")
        await expect(page.get_by_label(HAPPENED)).to_have_value("Zwei Minuten Arbeit")
        await page.get_by_role("button", name="Beide behalten").click()
        await expect(page.get_by_label(HAPPENED)).to_have_value("Schon da\n\nZwei Minuten Arbeit")
        await expect(page.get_by_role("button", name="Beide behalten")).to_have_count(0)
        await expect(page.get_by_text("Noch nicht gespeichert.")).to_have_count(0)
        assert await _report(board) == "Schon da\n\nZwei Minuten Arbeit"


async def test_r1_who_has_left_the_table_still_finds_what_was_not_saved(
    evening: Evening, browser: Browser
) -> None:
    board, fabian = await _sessions(evening)
    async with phone(browser, board) as bob:
        await _is_here(bob, "Bob")
        await bob.page.get_by_label(HAPPENED).fill("Nicht verlieren")
        await fabian.command("gate.set", gate="report", open=False)
        await fabian.command("phase.set", phase="closed")
        await bob.topic(1, "#result")
        await bob.sees("Nicht verlieren")
        await fabian.command("gate.set", gate="report", open=True)
        await bob.button("Speichern").click()
        await bob.sees("Gespeichert.")
        assert await _report(board) == "Nicht verlieren"


async def test_r1_everybody_reads_the_result_and_only_who_is_there_writes_it(
    evening: Evening, browser: Browser
) -> None:
    board, fabian = await _sessions(evening)
    await fabian.command("report.write", topic=1, field="happened", text="<b>Fett</b>\nZeile", base=0)
    await fabian.command("commitment.add", topic=1, text="Ich rufe an", who="Fabian", due="Ende Juli")
    async with phone(browser, board) as charlie:
        await charlie.join("Charlie")
        await charlie.topic(1)
        await charlie.sees("<b>Fett</b>")
        await charlie.sees("Fabian · Ende Juli")
        await expect(charlie.link("Ergebnis aufschreiben")).to_have_count(0)
        await expect(charlie.page.get_by_role("button", name="Zusage entfernen")).to_have_count(0)
        await charlie.topic(1, "#result")
        await charlie.sees("Das Ergebnis schreibt, wer einlädt oder gerade hier ist.")
        await charlie.button("Ich bin hier").click()
        await expect(charlie.page.get_by_label(HAPPENED)).to_have_value("<b>Fett</b>\nZeile")


async def test_r2_a_commitment_asks_for_a_yes_before_it_takes_a_contact(
    evening: Evening, browser: Browser
) -> None:
    board, _ = await _sessions(evening)
    olga = await board.enter("organise", "Olga")
    async with phone(browser, board) as alice, phone(browser, board) as charlie:
        await _is_here(alice, "Alice")
        await charlie.join("Charlie")
        await charlie.topic(1)
        await expect(alice.page.get_by_label("Wer macht es?")).to_have_value("Alice")
        await alice.page.get_by_label("Was wird getan?").fill("Ein Treffen im August")
        await alice.page.get_by_label("Bis wann?").fill("Ende August")
        await alice.page.get_by_label("Kontakt").fill("alice@example.org")
        await alice.button("Zusage hinzufügen").click()
        await alice.sees("Bitte setze das Häkchen beim Kontakt")
        await alice.page.reload()
        await expect(alice.page.get_by_label("Was wird getan?")).to_have_value("Ein Treffen im August")
        await alice.page.get_by_role("checkbox").check()
        await alice.button("Zusage hinzufügen").click()
        await alice.sees("Deine Zusage steht.")
        await charlie.sees("Alice · Ende August")
        assert "alice@example.org" not in json.dumps(await board.snapshot())
        assert "alice@example.org" in (await olga.http.get("export/csv")).text
        await expect(alice.page.get_by_label("Was wird getan?")).to_have_value("")
        await alice.button("Zusage entfernen: Ein Treffen im August").click()
        await alice.sees("Die Zusage ist entfernt.")
        await expect(charlie.page.get_by_text("Ein Treffen im August")).to_have_count(0)


async def test_f1_now_asks_for_the_result_five_minutes_before_the_end(
    evening: Evening, browser: Browser
) -> None:
    board, fabian = await _sessions(evening, minutes=20)
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.topic(1)
        await bob.button("Ich bin hier").click()
        await bob.tab("Jetzt")
        await expect(bob.link("Ergebnis aufschreiben")).to_be_visible()
        await expect(bob.page.get_by_role("heading", name="Was ist herausgekommen?")).to_have_count(0)
        await fabian.command("slot.shift", slot=1, minutes=-16)
        await bob.sees("Was ist herausgekommen?")
        await bob.page.locator("main.now .attention a").click()
        await bob.page.get_by_label(HAPPENED).fill("Viel")
        await bob.button("Speichern").click()
        await bob.sees("Gespeichert.")
        await bob.tab("Jetzt")
        await bob.sees("Schon begonnen, hier geht es weiter")


async def test_h2_a_table_shows_what_runs_who_is_there_and_that_it_is_full(
    evening: Evening, browser: Browser
) -> None:
    board, fabian = await _sessions(evening)
    await fabian.command("table.put", table=1, name="A", seats=1, place="Foyer", link=None)
    await (await board.join("Greta")).command("here.set", topic=1)
    async with phone(browser, board) as bob:
        await bob.join("Bob")
        await bob.open("/tables/1")
        await bob.sees("Jetzt: Runde 1")
        await bob.sees("Foyer, 1 Platz")
        await bob.sees("noch 35 Min.")
        await bob.sees("Voll: 1 Plätze.")
        await bob.sees("Danach: Runde 2")
        await bob.button("Ich bin hier").click()
        await bob.sees("2 Personen sind hier.")
        await fabian.command("slot.shift", slot=1, minutes=-40)
        await bob.sees("Gerade vorbei: Runde 1")
        await bob.link("Ergebnis aufschreiben").click()
        await bob.sees("Was ist herausgekommen?")


async def test_f4_a_phone_sounds_the_gong_where_it_was_allowed_and_none_that_is_older_than_5_s(
    evening: Evening, browser: Browser
) -> None:
    board, fabian = await _sessions(evening)
    async with phone(browser, board) as bob:
        await bob.context.add_init_script(COUNT_STRIKES)
        late = _Late()
        await bob.page.route_web_socket("**/live*", late.take)
        await bob.join("Bob")
        await bob.tab("Ich")
        await fabian.command("gong.ring")
        switch = bob.page.get_by_role("switch", name="Gong auf diesem Gerät")
        await expect(switch).to_have_attribute("aria-checked", "false")
        await fabian.command("timer.start", seconds=600)
        await expect(bob.page.locator(".me")).to_be_visible()
        assert await _strikes(bob.page) == 0
        await switch.click()
        await bob.page.wait_for_function("() => window.strikes > 0")
        proof = await _strikes(bob.page)
        late.by = timedelta(seconds=6)
        await fabian.command("gong.ring")
        await asyncio.wait_for(late.has_come.wait(), DEADLINE)
        late.by = timedelta()
        await fabian.command("gong.ring")
        await bob.page.wait_for_function("(before) => window.strikes > before", arg=proof)
        assert await _strikes(bob.page) == 2 * proof
        await fabian.command("timer.start", seconds=1)
        await bob.page.wait_for_function("(before) => window.strikes === 3 * before", arg=proof)
        await switch.click()
        await expect(switch).to_have_attribute("aria-checked", "false")


class _Late:
    """A line on which the gong comes late: as a phone that has slept meanwhile gets it."""

    def __init__(self) -> None:
        self.by = timedelta()
        self.has_come = asyncio.Event()

    def take(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda text: socket.send(self._aged(str(text))))

    def _aged(self, text: str) -> str:
        frame: dict[str, Any] = json.loads(text)
        fields = frame.get("set", {}).get("board")
        if fields and fields["gong"]:
            if self.by:
                self.has_come.set()
            rung = datetime.fromisoformat(fields["gong"]) - self.by
            fields["gong"] = rung.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return json.dumps(frame)


async def _strikes(page: Page) -> int:
    return int(await page.evaluate("window.strikes"))


async def test_p4_ones_own_data_can_be_taken_along(
    evening: Evening, browser: Browser, tmp_path: Path
) -> None:
    board, _ = await _sessions(evening)
    async with phone(browser, board, accept_downloads=True) as alice:
        await alice.join("Alice")
        await alice.tab("Themen")
        await alice.point(1).click()
        await expect(alice.point(1)).not_to_have_attribute("aria-busy", "true")
        await alice.tab("Ich")
        async with alice.page.expect_download() as taken:
            await alice.link("Meine Daten herunterladen").click()
        download = await taken.value
        assert re.fullmatch(rf"{board.slug}-meine-daten\.json", download.suggested_filename)
        await download.save_as(tmp_path / "data.json")
    mine = json.loads((tmp_path / "data.json").read_text())
    assert mine["me"]["name"] == "Alice"
    assert mine["me"]["votes"] == [1]
