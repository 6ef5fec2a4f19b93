"""Every command of part 4 over the socket and over HTTP: the same way, so the same outcome."""

import json
import re
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from server.board.rejections import Code
from tests.cast import PLANNED
from tests.harness.evening import Board, Evening, Guest
from tests.harness.phone import Phone, Refused
from tests.harness.screen import Json, in_order
from tests.live.script import DETAILS, RESULTS, SCRIPT, STATUS, Step
from tests.live.sockets import do, live

SPEC = Path(__file__).parents[2] / "docs" / "spec.md"
TIME = re.compile(r'"\d{4}-\d\d-\d\dT[\d:.]+Z"')

Outcome = tuple[str, object, Json]
Act = Callable[[Guest, Step], Awaitable[Outcome]]


def commands_of_part_4() -> set[str]:
    """The names in the table of the specification."""
    table = SPEC.read_text().partition("## 4. Commands")[2].partition("Ids of topics")[0]
    rows = [line.split("|")[2] for line in table.splitlines() if line.count("|") >= 4]
    return {name for row in rows for name in re.findall(r"`([a-z]+\.[a-z]+)`", row)}


def cast_of(board: Board) -> list[Awaitable[Guest]]:
    """Alice, Bob and Charlie, Hanna at the desk, Fabian and Olga: ids 1 to 6."""
    names = ("Alice", "Bob", "Charlie")
    roles = (("desk", "Hanna"), ("facilitate", "Fabian"), ("organise", "Olga"))
    return [*(board.join(name) for name in names), *(board.enter(role, name) for role, name in roles)]


def split(step: Step) -> tuple[str, dict[str, Any], int | None]:
    """Type, fields and `as` of a step."""
    _, kind, fields, _ = step
    fields = dict(fields)
    acting_for = fields.pop("as", None)
    return fields.pop("type", kind), fields, acting_for


async def over_http(guest: Guest, step: Step) -> Outcome:
    """Part 5's `POST commands`, with the status that the code stands for."""
    kind, fields, acting_for = split(step)
    body: Json = {"id": str(uuid.uuid4()), "command": {"type": kind, **fields}}
    if acting_for is not None:
        body["as"] = acting_for
    answer = await guest.http.post("commands", json=body)
    found = answer.json()
    if answer.status_code == 200:
        assert set(found) == {"seq", "result"}
        return "ok", found["seq"], found["result"]
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code == found["status"] == STATUS.get(found["code"], 409), found
    return "no", found["code"], found["detail"]


async def played(act: Act, people: list[Guest]) -> list[Outcome]:
    """What becomes of each step of the script."""
    outcomes = []
    for step in SCRIPT:
        outcome = await act(people[step[0] - 1], step)
        outcomes.append(outcome)
        expected = step[3]
        assert outcome[:2] == ("no", expected) if expected else outcome[0] == "ok", f"{step}: {outcome}"
    return outcomes


def without_times(board: Json) -> Json:
    """A snapshot that two boards with the same history share."""
    same = {**board, "slug": "", "code": "", "epoch": ""}
    return dict(json.loads(TIME.sub('"TIME"', json.dumps(in_order(same)))))


@pytest.fixture
async def both(evening: Evening) -> tuple[Board, list[Outcome], Board, list[Outcome]]:
    """The script over the socket on one board, over HTTP on another."""
    live, plain = await evening.board(), await evening.board()
    phones: dict[int, Phone] = {}

    async def over_the_socket(guest: Guest, step: Step) -> Outcome:
        kind, fields, acting_for = split(step)
        phone = phones.get(guest.id) or await guest.phone()
        phones[guest.id] = phone
        try:
            ok = await phone.do(kind, acting_for=acting_for, **fields)
        except Refused as no:
            return "no", no.code, no.detail
        return "ok", ok["seq"], ok["result"]

    first = await played(over_the_socket, [await each for each in cast_of(live)])
    second = await played(over_http, [await each for each in cast_of(plain)])
    return live, first, plain, second


async def test_every_command_has_the_same_outcome_over_the_socket_and_over_http(
    both: tuple[Board, list[Outcome], Board, list[Outcome]],
) -> None:
    live, first, plain, second = both
    for step, one, other in zip(SCRIPT, first, second, strict=True):
        assert one == other, step
    boards = [without_times((await board.snapshot())["board"]) for board in (live, plain)]
    assert boards[0] == boards[1]
    for step, (answer, _, result) in zip(SCRIPT, first, strict=True):
        if answer == "ok":
            kind, _, _ = split(step)
            assert set(result) == ({RESULTS[kind]} if kind in RESULTS else set()), step
    seen: set[str] = set()
    for _, code, detail in (each for each in first if each[0] == "no"):
        if code in DETAILS and code not in seen:
            assert detail == DETAILS[str(code)]
        seen.add(str(code))


def test_the_script_has_every_command_of_part_4_and_every_rejection() -> None:
    accepted = {split(step)[0] for step in SCRIPT if step[3] is None}
    assert commands_of_part_4() == accepted
    assert len(accepted) == 52
    elsewhere = {"too_fast", "not_joined"}
    assert {step[3] for step in SCRIPT if step[3]} | elsewhere == set(get_args(Code))


async def test_p8_as_acts_for_the_other_and_both_are_on_record(evening: Evening) -> None:
    board = await evening.board()
    hanna, fabian = await board.enter("desk", "Hanna"), await board.enter("facilitate", "Fabian")
    greta = (await hanna.command("person.add", name="Greta"))["result"]["person"]
    phone = await hanna.phone()
    ok = await phone.do("topic.propose", acting_for=greta, title="Ohne Telefon")
    acts = (await fabian.http.get("acts")).json()["acts"]
    assert (await board.snapshot())["board"]["topics"][1]["host"] == greta
    assert [(a["seq"], a["person"], a["as"], a["type"]) for a in acts][-1] == (
        ok["seq"],
        hanna.id,
        greta,
        "topic.propose",
    )


async def test_p8_gates_do_not_bind_who_is_acted_for(evening: Evening) -> None:
    board = await evening.board()
    hanna, alice = await board.enter("desk", "Hanna"), await board.join("Alice")
    greta = (await hanna.command("person.add", name="Greta"))["result"]["person"]
    with pytest.raises(Refused, match="gate_closed"):
        await alice.command("vote.cast", topic=PLANNED)
    await hanna.command("vote.cast", topic=PLANNED, acting_for=greta)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("de", "kurz"),
        ("en", "short"),
        ("de-DE,de;q=0.9,en;q=0.8", "kurz"),
        ("en-GB,en;q=0.9,de;q=0.8", "short"),
        ("de;q=0.3,en;q=0.7", "short"),
        ("de; q=0.3, en; q=0.7", "short"),
        ("fr, en; q=0.7, de; q=0.3", "short"),
        ("de;q=0, en;q=0.1", "short"),
        ("fr-FR", "board"),
        ("en;q=²", "short"),
        (None, "board"),
    ],
)
@pytest.mark.parametrize("lang", ["de", "en"])
async def test_messages_are_in_the_readers_language_else_the_boards(
    evening: Evening, header: str | None, words: str, lang: str
) -> None:
    board = await evening.board({"lang": lang})
    alice = await board.join("Alice")
    words = {"de": "kurz", "en": "short"}[lang] if words == "board" else words
    raw = [(b"accept-language", header.encode("latin-1"))] if header else []
    order = {"id": str(uuid.uuid4()), "command": {"type": "topic.propose", "title": "ab"}}
    answer = await alice.http.post("commands", json=order, headers=raw)
    assert words in answer.json()["title"], answer.json()
    if header is None or header.isascii():
        headers = {"Accept-Language": header} if header else {}
        async with live(board, alice.cookie, headers) as socket:
            assert words in (await do(socket, "topic.propose", title="ab"))["message"]
