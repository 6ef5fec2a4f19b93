"""Codes: how a person gets onto another device (P7), and how guessing is slowed down (part 8)."""

import asyncio
import re
import sqlite3
import time

import pytest

from server.store.secrets import hashed
from tests.conftest import StartServer
from tests.harness.evening import Board, Evening, Guest
from tests.harness.phone import Refused
from tests.harness.server import Server
from tests.live.sockets import frame, live

LETTERS = "[ABCDEFGHJKMNPQRSTUVWXYZ23456789]"


async def tried(board: Board, code: str, address: str = "198.51.100.3", guest: Guest | None = None) -> int:
    """The status of coming in by a code from some address."""
    http = (guest or board.guest()).http
    answer = await http.post("join", json={"code": code}, headers={"X-Forwarded-For": address})
    if answer.status_code == 403:
        assert answer.json()["code"] == "not_allowed"
    return answer.status_code


async def code_of(guest: Guest, path: str = "me/code") -> str:
    """A new code."""
    answer = await guest.http.post(path)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["code"])


async def test_p7_a_code_has_six_characters_and_its_url_carries_it(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    answer = await alice.http.post("me/code")
    assert answer.status_code == 201
    assert set(answer.json()) == {"code", "url"}
    code, url = answer.json()["code"], answer.json()["url"]
    assert re.fullmatch(LETTERS + "{6}", code)
    assert url.startswith(board.links["phone"])
    assert code not in url.partition("#")[0], "a secret stands where no server sees it"
    assert code in url.partition("#")[2]


async def test_p7_the_other_device_is_the_same_person_and_both_agree(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    await alice.command("topic.propose", title="Rad statt Auto")
    code = await code_of(alice)
    tablet = board.guest()
    answer = await tablet.http.post("join", json={"code": f" {code.lower()} "})
    assert answer.status_code == 201
    assert answer.json()["me"]["topics"] == [2]
    old, new = await alice.phone(), await tablet.phone()
    await new.do("topic.edit", topic=2, title="Rad und Bahn")
    await old.do("topic.propose", title="Noch eins")
    await new.until(lambda seen: (seen.me or {})["topics"] == [2, 3])


async def test_p7_a_code_is_used_once_even_by_two_at_once(evening: Evening) -> None:
    board = await evening.board()
    code = await code_of(await board.join("Alice"))
    assert sorted(await asyncio.gather(*(tried(board, code) for _ in range(4)))) == [201, 403, 403, 403]
    assert await tried(board, code) == 403


async def test_p7_a_code_lasts_ten_minutes(start_server: StartServer) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        alice = await board.join("Alice")
        good, old = await code_of(alice), await code_of(alice)
        await server.stop()
        lives, dies = earlier(server, good, minutes=9), earlier(server, old, minutes=10)
        assert (lives, dies) == (1, 1), "the two codes"
        await server.start()
        assert await tried(board, old) == 403
        assert await tried(board, good) == 201


def earlier(server: Server, code: str, minutes: int) -> int:
    """Let so many minutes pass for a code of a server that is stopped; how many rows that changed."""
    moved = "strftime('%Y-%m-%dT%H:%M:%fZ', expires, ?)"
    with sqlite3.connect(server.folder / "data" / "themenwand.sqlite3") as database:
        found = database.execute(
            f"update codes set expires = {moved} where hash = ?",  # noqa: S608  # constant
            (f"-{minutes} minutes", hashed(code)),
        )
    database.close()
    return found.rowcount


@pytest.mark.parametrize("code", ["", "AAAAAA", "ü", "x" * 5000, "' or 1=1 --"])
async def test_p7_a_wrong_code_is_403(evening: Evening, code: str) -> None:
    board = await evening.board()
    assert await tried(board, code) == 403


async def test_p7_a_code_is_good_on_its_own_board_alone(evening: Evening) -> None:
    one, other = await evening.board(), await evening.board()
    code = await code_of(await one.join("Alice"))
    assert await tried(other, code) == 403
    assert await tried(one, code) == 201


async def test_p7_a_code_replaces_the_cookie(evening: Evening) -> None:
    board = await evening.board()
    alice, bob = await board.join("Alice"), await board.join("Bob")
    before = bob.cookie or ""
    await bob.join_by_code(await code_of(alice))
    assert (await bob.http.get("me")).json()["me"]["id"] == alice.id
    assert (await board.guest().http.get("me", headers={"Cookie": before})).status_code == 401


async def test_p7_a_code_ignores_the_join_gate(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="harvest")
    await fabian.command("gate.set", gate="join", open=False)
    assert await tried(board, await code_of(alice)) == 201


async def test_p7_a_facilitator_makes_one_for_others_and_a_helper_does_not(evening: Evening) -> None:
    board = await evening.board()
    hanna, fabian = await board.enter("desk", "Hanna"), await board.enter("facilitate", "Fabian")
    olga, alice = await board.enter("organise", "Olga"), await board.join("Alice")
    greta = (await hanna.command("person.add", name="Greta"))["result"]["person"]
    for person in (greta, alice.id, hanna.id):
        guest = await board.guest().join_by_code(await code_of(fabian, f"people/{person}/code"))
        assert guest.id == person
    for who, whom, status in (
        (hanna, alice.id, 403),
        (alice, greta, 403),
        (fabian, olga.id, 403),
        (fabian, 99, 404),
        (fabian, 2**40, 404),
    ):
        assert (await who.http.post(f"people/{whom}/code")).status_code == status


async def test_p8_who_has_got_a_device_is_no_longer_the_helpers(evening: Evening) -> None:
    board = await evening.board()
    hanna, fabian = await board.enter("desk", "Hanna"), await board.enter("facilitate", "Fabian")
    greta = (await hanna.command("person.add", name="Greta"))["result"]["person"]
    await hanna.command("topic.propose", acting_for=greta, title="Ohne Telefon")
    await board.guest().join_by_code(await code_of(fabian, f"people/{greta}/code"))
    with pytest.raises(Refused, match="not_allowed"):
        await hanna.command("topic.propose", acting_for=greta, title="Noch eins")


async def test_f7_a_blocked_person_gets_no_code_for_another_device(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await fabian.command("person.block", person=alice.id)
    answer = await alice.http.post("me/code")
    assert (answer.status_code, answer.json()["code"]) == (403, "blocked")


async def test_wrong_keys_and_codes_are_limited_per_address_however_they_come(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    code, address = await code_of(alice), "198.51.100.4"
    began = time.monotonic()
    statuses = await asyncio.gather(*(tried(board, f"WRONG{n}", address) for n in range(80)))
    assert statuses.count(403) <= 21 + (time.monotonic() - began) / 3, "guesses that come at once count, too"
    assert statuses.count(403) + statuses.count(429) == 80
    while await tried(board, "WRONG", address) != 429:
        pass  # one more is forgiven every three seconds
    guest = board.guest()
    headers = {"X-Forwarded-For": address}
    for path, body in (("join", {"code": code}), ("key", {"key": board.key("desk")})):
        answer = await guest.http.post(path, json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (429, "too_fast")
        assert answer.json()["detail"]["retry_after"] >= 1
        assert int(answer.headers["retry-after"]) >= 1
    assert (await guest.http.post("join", json={"name": "Bob"}, headers=headers)).status_code == 201
    assert (await alice.http.get("me", headers=headers)).status_code == 200, "nothing else is limited"
    async with live(board, alice.cookie, headers) as socket:
        assert (await frame(socket, "hello"))["me"]["id"] == alice.id
    assert await tried(board, code, "198.51.100.5") == 201, "another address"


async def test_right_keys_and_codes_are_not_limited(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    for _ in range(25):
        assert await tried(board, await code_of(alice), "198.51.100.6") == 201
