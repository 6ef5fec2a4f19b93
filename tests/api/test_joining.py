"""Joining, coming back and going: a cookie is a person (P1, P2, P6)."""

import asyncio
import base64
import re
from http.cookies import SimpleCookie

import httpx
import pytest

from tests.cast import PLANNED
from tests.conftest import StartServer
from tests.harness.evening import Board, Evening
from tests.harness.phone import Refused


def cookie_of(answer: httpx.Response) -> SimpleCookie:
    """The one cookie that an answer sets."""
    found = answer.headers.get_list("set-cookie")
    assert len(found) == 1, found
    return SimpleCookie(found[0])


async def test_p1_a_name_is_enough(evening: Evening) -> None:
    board = await evening.board()
    answer = await board.guest().http.post("join", json={"name": "  Alice  "})
    assert answer.status_code == 201
    assert set(answer.json()) == {"me"}
    me = answer.json()["me"]
    assert (me["name"], me["affiliation"], me["group"], me["role"]) == ("Alice", "", None, "participant")


async def test_p1_affiliation_and_one_of_the_boards_groups_may_be_given(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice", affiliation="Stadtwerke", group="Kommune")
    assert (alice.me["affiliation"], alice.me["group"]) == ("Stadtwerke", "Kommune")


@pytest.mark.parametrize(
    ("body", "code", "detail"),
    [
        ({"name": " "}, "too_short", {"field": "name", "limit": 1}),
        ({"name": "a" * 41}, "too_long", {"field": "name", "limit": 40}),
        ({"name": "A", "affiliation": "a" * 81}, "too_long", {"field": "affiliation", "limit": 80}),
        ({"name": "A", "group": "Presse"}, "bad_request", None),
        ({"name": "A\u0007"}, "bad_request", None),
        ({"name": 7}, "bad_request", None),
        ({"name": None}, "bad_request", None),
        ({"name": "A", "mail": "a@example.org"}, "bad_request", None),
        ({}, "bad_request", None),
        ([], "bad_request", None),
    ],
)
async def test_p1_what_is_no_newcomer_is_refused_and_sets_no_cookie(
    evening: Evening, body: object, code: str, detail: object
) -> None:
    board = await evening.board()
    answer = await board.guest().http.post("join", json=body)
    found = answer.json()
    assert (answer.status_code, found["code"]) == (400, code)
    if detail is not None:
        assert found["detail"] == detail
    else:
        assert {"what", "where"} <= set(found["detail"])
    assert "set-cookie" not in answer.headers
    assert (await board.snapshot())["seq"] == 1


@pytest.mark.parametrize("body", [b"", b"{", b"7", b"\xff", b"[" * 60_000, b'{"name":"\\ud800 halb"}'])
async def test_p1_a_body_that_cannot_be_read_is_a_bad_request(evening: Evening, body: bytes) -> None:
    board = await evening.board()
    for path in ("join", "key"):
        answer = await board.guest().http.post(path, content=body)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
        assert {"what", "where"} <= set(answer.json()["detail"])


async def test_p1_a_name_of_40_characters_fits_whatever_they_are(evening: Evening) -> None:
    board = await evening.board()
    for name in ("a" * 40, "ü" * 40, "🚲" * 40, "u\u0308" * 40):
        assert len((await board.join(name)).me["name"]) == 40


async def test_p1_the_join_gate_closes_for_newcomers_and_who_is_in_stays_in(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await fabian.command("gate.set", gate="join", open=False)
    refused = await board.guest().http.post("join", json={"name": "Bob"})
    assert (refused.status_code, refused.json()["code"]) == (409, "gate_closed")
    assert refused.json()["detail"] == {"gate": "join"}
    assert (await alice.http.post("join", json={"name": "Alice"})).status_code == 200
    assert (await alice.http.get("me")).status_code == 200
    assert (await board.enter("desk", "Hanna")).me["role"] == "helper", "a key ignores the gate"


async def test_p2_the_cookie_is_a_secret_of_128_bits_that_scripts_cannot_read(evening: Evening) -> None:
    board = await evening.board()
    answer = await board.guest().http.post("join", json={"name": "Alice"})
    (morsel,) = cookie_of(answer).values()
    assert morsel["httponly"] is True
    assert morsel["samesite"].lower() == "lax"
    assert morsel["secure"] == "", "over http it would never come back"
    assert morsel["path"] == "/"
    assert int(morsel["max-age"]) > 90 * 24 * 3600
    assert len(base64.urlsafe_b64decode(morsel.value + "==")) * 8 >= 128
    assert morsel.value not in answer.text


async def test_p2_under_https_the_cookie_is_secure(evening: Evening) -> None:
    board = await evening.board()
    headers = {"X-Forwarded-Proto": "https"}
    for path, body in (("join", {"name": "Alice"}), ("key", {"key": board.key("desk")})):
        answer = await board.guest().http.post(path, json=body, headers=headers)
        (morsel,) = cookie_of(answer).values()
        assert morsel["secure"] is True


async def test_p2_each_board_has_a_cookie_of_its_own(evening: Evening) -> None:
    one, other = await evening.board(), await evening.board()
    first = await one.join("Alice")
    names = [
        next(iter(cookie_of(await b.guest().http.post("join", json={"name": "A"})))) for b in (one, other)
    ]
    assert names[0] != names[1]
    answer = await other.guest().http.get("me", headers={"Cookie": first.cookie or ""})
    assert answer.status_code == 401
    moved = re.sub("^[^=]+", names[1], first.cookie or "")
    assert (await other.guest().http.get("me", headers={"Cookie": moved})).status_code == 401


async def test_p2_an_unknown_cookie_is_no_cookie(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    forged = (alice.cookie or "").split("=")[0] + "=" + "A" * 32
    for cookie in (forged, forged + "ü", forged.split("=")[0] + "="):
        guest = board.guest()
        header = [(b"cookie", cookie.encode())]
        assert (await guest.http.get("me", headers=header)).status_code == 401
        assert (await guest.http.get(board.api, headers=header)).status_code == 200
        answer = await guest.http.post("join", json={"name": "Bob"}, headers=header)
        assert answer.status_code == 201
        assert answer.json()["me"]["id"] != alice.id
    watcher = board.guest()
    watcher.http.cookies.set(forged.split("=")[0], "A" * 32)
    phone = await watcher.phone()
    assert phone.me is None


async def test_p2_the_database_holds_no_cookie_key_or_code(start_server: StartServer) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        alice = await board.join("Alice")
        code = (await alice.http.post("me/code")).json()["code"]
        cookie = (alice.cookie or "").split("=")[1]
        secrets = [cookie, code, *(board.key(role) for role in ("desk", "facilitate", "organise"))]
        await server.stop()
        kept = b"".join(file.read_bytes() for file in (server.folder / "data").rglob("*sqlite*"))
        assert b"Alice" in kept
        assert not [secret for secret in secrets if secret.encode() in kept]


async def test_p2_the_same_person_after_reload_reconnect_restart_and_power_cut(
    start_server: StartServer,
) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        alice = await board.join("Alice")
        phone = await alice.phone()
        await phone.do("topic.propose", title="Rad statt Auto")
        for end in (server.stop, server.kill):
            await phone.reconnect()
            assert (phone.me or {})["id"] == alice.id
            assert (await alice.http.get("me")).json()["me"]["topics"] == [2]
            await end()
            await server.start()
        await phone.reconnect()
        assert (phone.me or {})["topics"] == [2]


async def test_p6_joining_again_gives_the_same_person_and_changes_nothing(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice", affiliation="Stadtwerke")
    seq = (await board.snapshot())["seq"]
    for body in ({"name": "Eva", "group": "Kommune"}, {"name": ""}, {}):
        answer = await alice.http.post("join", json=body)
        assert answer.status_code == 200
        assert answer.json()["me"] == alice.me
    assert (await board.snapshot())["seq"] == seq
    await alice.command("profile.set", name="Alice B.")
    assert (await alice.http.get("me")).json()["me"]["name"] == "Alice B."


async def test_p4_nobody_is_named_before_they_act_in_public(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="sessions")
    await alice.command("vote.cast", topic=PLANNED)
    await alice.command("here.set", topic=PLANNED)
    for view in ("all", "facilitators"):
        snapshot = (await fabian.http.get(board.api, params={"view": view})).json()
        assert snapshot["board"]["people"] == []
        assert snapshot["board"]["tallies"] == [{"id": PLANNED, "votes": 1, "here": 1}]
    await alice.command("topic.propose", title="Rad statt Auto")
    people = (await board.snapshot())["board"]["people"]
    assert people == [{"id": alice.id, "name": "Alice", "affiliation": "", "group": None}]


async def test_leave_signs_out_this_device_alone(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    code = (await alice.http.post("me/code")).json()["code"]
    other = await board.guest().join_by_code(code)
    old = alice.cookie or ""
    answer = await alice.http.post("leave")
    assert answer.status_code == 204
    (morsel,) = cookie_of(answer).values()
    assert (morsel.value, morsel["max-age"]) == ("", "0")
    assert alice.cookie is None, "the browser has forgotten it"
    assert (await board.guest().http.get("me", headers={"Cookie": old})).status_code == 401
    assert (await other.http.get("me")).json()["me"]["id"] == alice.id
    assert (await board.guest().http.post("leave")).status_code == 204


async def test_w4_who_has_not_joined_may_watch_and_is_answered_not_joined(evening: Evening) -> None:
    board = await evening.board()
    alice, watcher = await board.join("Alice"), board.guest()
    phone = await watcher.phone()
    for over in (phone.do, watcher.command):
        with pytest.raises(Refused) as refused:
            await over("vote.cast", topic=PLANNED)
        assert (refused.value.code, refused.value.detail) == ("not_joined", {})
    await alice.command("topic.propose", title="Rad statt Auto")
    await phone.until(lambda seen: seen.screen.topic(2))
    for method, path in (
        ("GET", "me"),
        ("DELETE", "me"),
        ("GET", "me/data"),
        ("POST", "me/code"),
        ("POST", f"people/{alice.id}/code"),
        ("GET", "keys"),
        ("GET", "people"),
        ("GET", "acts"),
        ("GET", f"topics/{PLANNED}/places"),
        ("DELETE", "keys/1"),
    ):
        answer = await watcher.http.request(method, path)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_joined"), path


async def test_my_data_is_all_that_is_stored_about_me(evening: Evening) -> None:
    board = await evening.board()
    alice, bob = await board.join("Alice", affiliation="Stadtwerke"), await board.join("Bob")
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="sessions")
    await alice.command("profile.set", name="Alice B.")
    await alice.command("vote.cast", topic=PLANNED)
    await alice.command("topic.propose", title="Rad statt Auto")
    await bob.command("topic.propose", title="Was Bob allein angeht")
    await alice.command(
        "commitment.add", topic=2, text="Räder zählen", who="A. B.", contact="alice@example.org", consent=True
    )
    answer = await alice.http.get("me/data")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    told = answer.text
    for word in (
        '"Alice"',
        "Alice B.",
        "A. B.",
        "Stadtwerke",
        "Rad statt Auto",
        "alice@example.org",
        "vote.cast",
    ):
        assert word in told, word
    assert "Bob" not in told
    assert answer.json()["me"] == (await alice.http.get("me")).json()["me"]


async def test_l1_100_people_who_join_at_once_all_come_in(evening: Evening) -> None:
    board = await evening.board()
    guests = [board.guest() for _ in range(100)]
    await asyncio.gather(*(guest.join(f"Gast {number}") for number, guest in enumerate(guests)))
    assert sorted(guest.id for guest in guests) == list(range(1, 101))
    assert (await board.snapshot())["seq"] == 101


async def test_b2_boards_know_nothing_of_each_other(evening: Evening) -> None:
    one, other = await evening.board(), await evening.board()
    alice, wall = await one.join("Alice"), await other.guest().phone()
    await alice.command("topic.propose", title="Rad statt Auto")
    answer = await other.guest().http.post("key", json={"key": one.key("organise")}, headers=FAR_AWAY)
    assert answer.status_code == 403
    bob = await other.join("Bob")
    await bob.command("topic.propose", title="Etwas anderes")
    await wall.until(lambda seen: seen.screen.topic(2))
    assert (wall.screen.topic(2) or {})["title"] == "Etwas anderes"
    with pytest.raises(AssertionError):
        await Board(evening, {"slug": "nobody", "code": "", "links": {}}).snapshot()


FAR_AWAY = {"X-Forwarded-For": "198.51.100.1"}
"""Wrong secrets count for an address: this one is not the other tests'."""
