"""A whole evening: two consoles, a desk, five phones and two walls; lobby to closed, twelve minutes late."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.harness.evening import Board, Evening, Guest
from tests.harness.phone import Phone, Refused
from tests.web.hand import Hand, phone
from tests.web.screens import console, desk, wall

PLANNED = 24
LATE = timedelta(minutes=12)
LENGTH = timedelta(minutes=35)
PAUSE = timedelta(minutes=5)


def programme(starts: datetime) -> list[dict[str, Any]]:
    """Two rounds and a closing circle, the first of which starts then."""
    second = starts + LENGTH + PAUSE
    closing = second + LENGTH
    spans = [
        ("Runde 1", starts, starts + LENGTH, "session"),
        ("Runde 2", second, second + LENGTH, "session"),
        ("Abschluss", closing, closing + timedelta(minutes=45), "plenary"),
    ]
    return [
        {"title": title, "starts": _wire(begin), "ends": _wire(end), "kind": kind}
        for title, begin, end, kind in spans
    ]


class Hall:
    """Everyone and everything in the room."""

    def __init__(self, board: Board) -> None:
        """Before the doors open."""
        self.board = board
        self.fabians_tablet = AsyncExitStack()
        self.consoles: dict[str, Page] = {}
        self.walls: list[Page] = []
        self.hands: dict[str, Hand] = {}
        self.guests: dict[str, Guest] = {}
        self.phones: dict[str, Phone] = {}
        self.desk: Page

    async def come(self, browser: Browser, stack: AsyncExitStack) -> None:
        """All come in; Fabian's tablet can leave before the others."""
        await stack.enter_async_context(self.fabians_tablet)
        enter = self.fabians_tablet.enter_async_context
        self.consoles["Fabian"] = await enter(console(browser, self.board, "Fabian"))
        self.consoles["Frida"] = await stack.enter_async_context(console(browser, self.board, "Frida"))
        self.desk = await stack.enter_async_context(desk(browser, self.board, "Hanna"))
        for part in ("1/2", "2/2"):
            self.walls.append(
                await stack.enter_async_context(wall(browser, self.board, query=f"?part={part}"))
            )
        for name in ("Ines", "Mona"):
            self.hands[name] = await stack.enter_async_context(phone(browser, self.board))
            await self.hands[name].join(name)
        for name in ("Tarek", "Paul", "Ayla"):
            self.guests[name] = await self.board.join(name)
            self.phones[name] = await self.guests[name].phone()

    async def step(self, who: str, words: str, scene: str, *effects: str | re.Pattern[str]) -> None:
        """One presses the biggest button, which says what it will do; both walls and the other follow."""
        button = self.consoles[who].locator("button.next")
        for expected in (words, *effects):
            await expect(button).to_contain_text(expected)
        await button.click()
        for page in self.walls:
            await expect(page.locator(".wall")).to_have_attribute("data-scene", scene)
        for page in self.consoles.values():
            await expect(page.locator("button.next b").filter(has_text=words)).to_have_count(0)

    async def time_is(self, words: str) -> None:
        """Both walls, the consoles and a phone show the same time."""
        for page in self.walls:
            await expect(page.locator("header [role=timer]")).to_contain_text(words)
        for page in self.consoles.values():
            await expect(page.locator("[role=timer].left")).to_have_text(words)
        await expect(self.hands["Mona"].page.locator("main [role=timer]")).to_contain_text(words)


@pytest.fixture
async def hall(browser: Browser, evening: Evening) -> AsyncIterator[Hall]:
    """All are in, in the lobby; one table stands there, and some topics were sent in before."""
    topics = [{"title": f"Frage {number} aus der Anmeldung"} for number in range(1, PLANNED + 1)]
    tables = [{"name": "A", "seats": 8}]
    slots = programme(datetime.now(UTC) + timedelta(hours=1))
    async with AsyncExitStack() as stack:
        hall = Hall(await evening.board({"topics": topics, "tables": tables, "slots": slots}))
        await hall.come(browser, stack)
        yield hall


async def test_f1_f6_c7_a_whole_evening_twelve_minutes_late(hall: Hall) -> None:
    topics = await _collect(hall)
    await _hide_with_a_reason(hall, topics["Paul"])
    await _market(hall, topics)
    await _first_round(hall)
    await hall.fabians_tablet.aclose()
    del hall.consoles["Fabian"]
    await _second_round(hall)
    await _harvest(hall, topics)
    await _close(hall)


async def _collect(hall: Hall) -> dict[str, int]:
    """Topics come from phones and from the desk; the two walls share them."""
    await hall.step("Fabian", "Themen sammeln beginnen", "topics")
    topics = {name: await hall.hands[name].propose(f"{name} lädt ein") for name in ("Ines", "Mona")}
    for name in ("Tarek", "Paul"):
        done = await hall.phones[name].do("topic.propose", title=f"{name} lädt ein")
        topics[name] = done["result"]["topic"]
    await hall.desk.get_by_label("Name", exact=True).fill("Greta")
    await hall.desk.get_by_label("Thema", exact=False).first.fill("Greta lädt ein")
    await _button(hall.desk, "An die Wand heften").click()
    topics["Greta"] = PLANNED + 5
    await expect(hall.desk.get_by_role("status").filter(has_text=f"Nr. {PLANNED + 5}")).to_be_visible()
    await hall.phones["Ayla"].do("vote.cast", topic=topics["Greta"])
    shares = []
    for page in hall.walls:
        await expect(page.locator("footer")).to_contain_text(re.compile(r"Seite \d+ von [2-9]"))
        cards = page.locator(".room [data-topic]")
        shares.append(set(await cards.evaluate_all("cards => cards.map(card => card.dataset.topic)")))
    assert all(shares)
    assert not shares[0] & shares[1]
    await expect(hall.walls[1].locator(f".room [data-topic='{topics['Greta']}']")).to_be_visible()
    return topics


async def _hide_with_a_reason(hall: Hall, topic: int) -> None:
    """The other facilitator hides a topic; its host is told why, and the walls lose it (T6)."""
    frida = hall.consoles["Frida"]
    await _button(frida.get_by_role("navigation"), "Themen").click()
    await frida.get_by_label("Suchen").fill("Paul")
    line = frida.locator("article.line")
    await expect(line).to_have_count(1)
    await _button(line, "Verbergen").click()
    await line.get_by_label("Warum?").fill("Werbung")
    await line.locator("form").get_by_role("button", name="Verbergen").click()
    await hall.phones["Paul"].until(
        lambda phone: [each["reason"] for each in (phone.me or {})["hidden"]] == ["Werbung"], "the reason"
    )
    for page in hall.walls:
        await expect(page.locator(f"[data-topic='{topic}']")).to_have_count(0)


async def _market(hall: Hall, topics: dict[str, int]) -> None:
    """More tables, taken back and made again; one topic goes there by phone, one by the console."""
    fabian = hall.consoles["Fabian"]
    await hall.step("Frida", "Tische wählen beginnen", "topics")
    more = _button(fabian, "5 Stehtische hinzufügen")
    await more.click()
    await expect(fabian.get_by_role("rowheader", name="Tisch F")).to_be_visible()
    await _button(fabian.locator(".saying"), "Rückgängig").click()
    await expect(fabian.get_by_role("rowheader", name="Tisch B")).to_have_count(0)
    await more.click()
    await expect(fabian.get_by_role("rowheader", name="Tisch F")).to_be_visible()
    ines = hall.hands["Ines"]
    await ines.page.get_by_text("Tisch wählen", exact=True).first.click()
    await ines.page.get_by_role("button", name=re.compile("^Tisch A in Runde 1, frei")).click()
    await ines.button("Tisch A in Runde 1 nehmen").click()
    await expect(fabian.locator("td .tile", has_text="Ines lädt ein")).to_be_visible()
    await fabian.locator(".tile", has_text="Greta lädt ein").press("Enter")
    await _button(fabian, f"Thema {topics['Greta']} an Tisch B in Runde 1").press("Enter")
    await expect(fabian.locator("td .tile", has_text="Greta lädt ein")).to_be_visible()


async def _first_round(hall: Hall) -> None:
    """It should have begun twelve minutes ago; beginning it moves all that follows, for everybody."""
    facilitator = await hall.board.enter("facilitate")
    # A quarter of a minute less: the console rounds to minutes, and seconds go by until it is pressed.
    planned = programme(datetime.now(UTC) - LATE + timedelta(seconds=15))
    for number, slot in enumerate(planned, start=1):
        await facilitator.command("slot.put", slot=number, **slot)
    before = await _starts(hall)
    length = re.compile(r"35 Minuten, bis \d\d:\d\d\.")
    await hall.step("Fabian", "Runde 1 jetzt beginnen", "now", length, "Alles Weitere rückt um 12 Min.")
    after = await _starts(hall)
    moved = {then - at for then, at in zip(after, before, strict=True)}
    assert len(moved) == 1
    assert timedelta() <= moved.pop() - LATE + timedelta(seconds=15) < timedelta(seconds=45)
    await hall.hands["Mona"].tab("Jetzt")
    await hall.time_is("noch 35 Min.")
    for page in hall.walls:
        await expect(page.get_by_role("heading", level=1)).to_have_text("Runde 1")


async def _second_round(hall: Hall) -> None:
    """One facilitator is gone with their device; the other leads on with what that one began (F6)."""
    frida = hall.consoles["Frida"]
    await frida.get_by_role("textbox", name="Durchsage an alle").fill("Das Essen ist da.")
    await _button(frida, "Durchsage zeigen").click()
    for page in hall.walls:
        await expect(page.locator(".notice")).to_have_text("Das Essen ist da.")
    for hand in hall.hands.values():
        await hand.sees("Das Essen ist da.")
    await _button(frida, "Wegnehmen").click()
    for page in hall.walls:
        await expect(page.locator(".notice")).to_have_count(0)
    await _button(frida, "+5 Min.").click()
    await hall.time_is("noch 40 Min.")
    await hall.step("Frida", "Runde 2 jetzt beginnen", "now", "Runde 1 endet dann vorzeitig.")
    await hall.time_is("noch 35 Min.")
    for page in hall.walls:
        await expect(page.get_by_role("heading", level=1)).to_have_text("Runde 2")


async def _harvest(hall: Hall, topics: dict[str, int]) -> None:
    """Results and commitments reach the walls as they come, and the last round's time is over."""
    await hall.step("Frida", "Ergebnisse sammeln", "harvest")
    for page in hall.walls:
        await expect(page.locator("header [role=timer]")).to_have_count(0)
    tarek = hall.phones["Tarek"]
    await tarek.do(
        "report.write", topic=topics["Tarek"], field="next_step", text="Wir treffen uns im Mai.", base=0
    )
    await tarek.do(
        "commitment.add", topic=topics["Tarek"], text="Ein Raum für alle", who="Tarek", due="bis Mai"
    )
    for page in hall.walls:
        await expect(page.locator(".room")).to_contain_text("Wir treffen uns im Mai.")
        await expect(page.locator(".room")).to_contain_text("Ein Raum für alle")


async def _close(hall: Hall) -> None:
    """Nothing can be changed any more, and the record says who did what, of those who left, too."""
    await hall.step("Frida", "Abend abschließen", "welcome")
    for page in hall.walls:
        await expect(page.get_by_text("Danke, dass du dabei warst!")).to_be_visible()
    with pytest.raises(Refused) as refused:
        await hall.phones["Ayla"].do("topic.propose", title="Noch etwas")
    assert refused.value.code == "gate_closed"
    olga = await hall.board.enter("organise", "Olga")
    people = (await olga.http.get("people")).json()["people"]
    names = {person["id"]: person["name"] for person in people}
    acts = (await olga.http.get("acts")).json()["acts"]
    done = {(names[act["person"]], act["type"]) for act in acts}
    assert {("Fabian", "slot.start"), ("Frida", "slot.start"), ("Frida", "topic.hide")} <= done
    assert ("Hanna", "person.add") in done


async def _starts(hall: Hall) -> list[datetime]:
    slots: list[dict[str, Any]] = (await hall.board.snapshot())["board"]["slots"]
    return [datetime.fromisoformat(slot["starts"]) for slot in slots]


def _button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def _wire(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
