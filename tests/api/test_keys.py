"""Links with a secret: coming in by them, making and revoking them (P3)."""

import asyncio
import time

import httpx
import pytest

from tests.harness.evening import Evening, Guest
from tests.harness.phone import Refused
from tests.live.sockets import close_code, do, frame, live

FAR_AWAY = {"X-Forwarded-For": "198.51.100.2"}
"""Wrong secrets count for an address: this one is not the other tests'."""


async def made_key(organiser: Guest, role: str, label: str = "Tablet") -> tuple[int, str]:
    """Id and secret of a new key."""
    answer = await organiser.http.post("keys", json={"role": role, "label": label})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], answer.json()["url"].partition("#key=")[2]


async def use(guest: Guest, secret: str, name: str | None = None) -> httpx.Response:
    """The answer to exchanging a secret."""
    body = {"key": secret} | ({"name": name} if name else {})
    return await guest.http.post("key", json=body, headers=FAR_AWAY)


@pytest.mark.parametrize(
    ("link", "role"), [("desk", "helper"), ("facilitate", "facilitator"), ("organise", "organiser")]
)
async def test_p3_each_link_gives_its_role_and_joins(evening: Evening, link: str, role: str) -> None:
    board = await evening.board()
    answer = await use(board.guest(), board.key(link), "Hanna")
    assert answer.status_code == 200
    assert set(answer.json()) == {"me"}
    assert (answer.json()["me"]["role"], answer.json()["me"]["name"]) == (role, "Hanna")
    assert "httponly" in answer.headers["set-cookie"].lower()


async def test_p3_who_is_in_keeps_cookie_person_and_name(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    answer = await use(alice, board.key("facilitate"), "Eva")
    me = answer.json()["me"]
    assert (me["id"], me["name"], me["role"]) == (alice.id, "Alice", "facilitator")
    assert "set-cookie" not in answer.headers


async def test_p3_a_wrong_key_is_403_and_joins_nobody(evening: Evening) -> None:
    board = await evening.board()
    for secret in ("", "x", "ü" * 20, board.key("desk")[:-1], board.key("desk").upper()):
        answer = await use(board.guest(), secret, "Hanna")
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
        assert "set-cookie" not in answer.headers
    assert (await board.snapshot())["seq"] == 1


async def test_p3_a_role_is_the_highest_of_the_keys(evening: Evening) -> None:
    board = await evening.board()
    guest = board.guest()
    for link, role in (("facilitate", "facilitator"), ("desk", "facilitator"), ("organise", "organiser")):
        assert (await use(guest, board.key(link))).json()["me"]["role"] == role


async def test_p3_the_secret_is_in_the_fragment_alone(evening: Evening) -> None:
    board = await evening.board()
    olga = await board.enter("organise", "Olga")
    made = (await olga.http.post("keys", json={"role": "helper", "label": "Tür"})).json()
    assert set(made) >= {"id", "url"}
    for url in (made["url"], *(board.links[link] for link in ("desk", "facilitate", "organise"))):
        before, _, secret = url.partition("#key=")
        assert len(secret) >= 22
        assert secret not in before
        assert "?" not in before


async def test_p3_keys_are_listed_with_their_first_use_and_told_once(evening: Evening) -> None:
    board = await evening.board()
    olga = await board.enter("organise", "Olga")
    number, secret = await made_key(olga, "helper", "Tür")
    listed = await olga.http.get("keys")
    keys = {key["id"]: key for key in listed.json()["keys"]}
    assert all(set(key) == {"id", "role", "label", "used"} for key in keys.values())
    assert (keys[number]["role"], keys[number]["label"], keys[number]["used"]) == ("helper", "Tür", None)
    assert keys[3]["used"] is not None
    assert secret not in listed.text
    await use(board.guest(), secret, "Hanna")
    keys = {key["id"]: key for key in (await olga.http.get("keys")).json()["keys"]}
    assert keys[number]["used"] is not None


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"role": "participant", "label": "x"}, 400, "bad_request"),
        ({"role": "helper"}, 400, "bad_request"),
        ({"role": "helper", "label": ""}, 400, "too_short"),
        ({"role": "helper", "label": "x" * 81}, 400, "too_long"),
        ({"role": "helper", "label": "x", "more": 1}, 400, "bad_request"),
    ],
)
async def test_p3_what_is_no_key_is_refused(evening: Evening, body: object, status: int, code: str) -> None:
    olga = await (await evening.board()).enter("organise", "Olga")
    answer = await olga.http.post("keys", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_p3_keys_are_the_organisers_alone(evening: Evening) -> None:
    board = await evening.board()
    for guest in (
        await board.join("A"),
        await board.enter("desk", "B"),
        await board.enter("facilitate", "C"),
    ):
        for method, path in (("GET", "keys"), ("POST", "keys"), ("DELETE", "keys/1"), ("GET", "people")):
            body = {"json": {"role": "helper", "label": "x"}} if method == "POST" else {}
            answer = await guest.http.request(method, path, **body)  # type: ignore[arg-type]  # json alone
            assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), path


async def revoked(organiser: Guest, key: int) -> None:
    """Revoke a key."""
    answer = await organiser.http.delete(f"keys/{key}")
    assert (answer.status_code, answer.content) == (204, b"")


async def test_p3_revoking_closes_connections_within_a_second_and_takes_rights(evening: Evening) -> None:
    board = await evening.board()
    olga, fabian = await board.enter("organise", "Olga"), board.guest()
    number, secret = await made_key(olga, "facilitator")
    await use(fabian, secret, "Fabian")
    other = await board.enter("facilitate", "Frieda")
    async with (
        live(board, fabian.cookie) as console,
        live(board, fabian.cookie, view="all") as wall,
        live(board, other.cookie) as untouched,
    ):
        for socket in (console, wall, untouched):
            await frame(socket, "board")
        began = time.monotonic()
        await revoked(olga, number)
        assert await close_code(console) == 4001
        assert await close_code(wall) == 4001
        assert time.monotonic() - began < 1
        assert (await do(untouched, "gong.ring"))["t"] == "ok"
    with pytest.raises(Refused, match="not_allowed"):
        await fabian.command("gong.ring")
    assert (await fabian.http.get("me")).json()["me"]["role"] == "participant", "the cookie is still good"
    assert (await fabian.http.get(board.api, params={"view": "facilitators"})).status_code == 403
    again = await fabian.phone()
    assert (again.me or {})["id"] is not None
    assert (await use(board.guest(), secret)).status_code == 403
    assert number not in [key["id"] for key in (await olga.http.get("keys")).json()["keys"]]


async def test_p3_revoking_one_of_two_keys_leaves_the_other_role(evening: Evening) -> None:
    board = await evening.board()
    olga, fabian = await board.enter("organise", "Olga"), await board.enter("desk", "Fabian")
    number, secret = await made_key(olga, "facilitator")
    await use(fabian, secret)
    await revoked(olga, number)
    assert (await fabian.http.get("me")).json()["me"]["role"] == "helper"
    number, secret = await made_key(olga, "helper", "noch einer")
    await use(fabian, secret)
    phone = await fabian.phone()
    await revoked(olga, number)
    await phone.do("person.add", name="Greta")
    assert phone.connected, "who loses no role loses no connection"


async def test_p3_revoking_twice_is_revoking_once_and_another_id_is_unknown(evening: Evening) -> None:
    board = await evening.board()
    olga = await board.enter("organise", "Olga")
    await revoked(olga, 1)
    await revoked(olga, 1)
    for number in (99, 2**40):
        answer = await olga.http.delete(f"keys/{number}")
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown")


async def test_p3_no_connection_that_races_with_its_revoking_keeps_the_facilitators_view(
    evening: Evening,
) -> None:
    board = await evening.board()
    olga = await board.enter("organise", "Olga")
    for _ in range(5):
        fabian = board.guest()
        number, secret = await made_key(olga, "facilitator")
        await use(fabian, secret, "Fabian")

        async def connect(fabian: Guest = fabian) -> None:
            async with live(board, fabian.cookie) as socket:
                hello = await frame(socket, "hello")
                if hello["me"]["role"] == "facilitator":
                    assert await close_code(socket) == 4001
                else:
                    assert not hello["epoch"].endswith(".f")

        connecting = [asyncio.create_task(connect()) for _ in range(6)]
        await asyncio.sleep(0)
        await asyncio.gather(revoked(olga, number), *connecting)


async def test_p3_without_a_name_one_comes_in_and_sets_it_before_hosting(evening: Evening) -> None:
    board = await evening.board()
    hanna = await board.enter("desk")
    assert hanna.me["name"] is None
    with pytest.raises(Refused) as refused:
        await hanna.command("topic.propose", title="Rad statt Auto")
    assert (refused.value.code, refused.value.detail["field"]) == ("too_short", "name")
    await hanna.command("person.add", name="Greta")
    await hanna.command("profile.set", name="Hanna")
    await hanna.command("topic.propose", title="Rad statt Auto")


async def test_p3_a_nameless_person_is_named_by_a_second_key(evening: Evening) -> None:
    board = await evening.board()
    guest = await board.enter("desk")
    assert (await use(guest, board.key("facilitate"), "Fabian")).json()["me"]["name"] == "Fabian"


async def test_f6_what_helpers_and_facilitators_did_is_listed(evening: Evening) -> None:
    board = await evening.board()
    alice, hanna = await board.join("Alice"), await board.enter("desk", "Hanna")
    fabian, olga = await board.enter("facilitate", "Fabian"), await board.enter("organise", "Olga")
    greta = (await hanna.command("person.add", name="Greta"))["result"]["person"]
    await alice.command("topic.propose", title="Nicht in der Liste")
    seq = (await fabian.command("phase.set", phase="market"))["seq"]
    await fabian.http.post(f"people/{greta}/code")
    number, _ = await made_key(olga, "helper")
    await revoked(olga, number)
    answer = await fabian.http.get("acts")
    acts = answer.json()["acts"]
    assert all(set(act) == {"seq", "at", "person", "as", "type"} for act in acts)
    assert [act["seq"] for act in acts] == sorted(act["seq"] for act in acts)
    assert {"seq": seq, "person": fabian.id, "as": None, "type": "phase.set"} in [
        {name: value for name, value in act.items() if name != "at"} for act in acts
    ]
    done = [(act["person"], act["type"]) for act in acts]
    for expected in (
        (hanna.id, "person.add"),
        (fabian.id, "code.make"),
        (olga.id, "key.make"),
        (olga.id, "key.revoke"),
    ):
        assert expected in done
    assert alice.id not in [person for person, _ in done]
    for guest in (alice, hanna):
        assert (await guest.http.get("acts")).status_code == 403
    assert not [name for name in ("Hanna", "Greta", "Fabian") if name in answer.text]


async def test_the_organiser_lists_people_with_role_and_device(evening: Evening) -> None:
    board = await evening.board()
    alice, hanna = await board.join("Alice", group="Kommune"), await board.enter("desk", "Hanna")
    olga = await board.enter("organise", "Olga")
    greta = (await hanna.command("person.add", name="Greta"))["result"]["person"]
    await olga.command("person.block", person=alice.id)
    people = {person["id"]: person for person in (await olga.http.get("people")).json()["people"]}
    assert (people[alice.id]["name"], people[alice.id]["group"]) == ("Alice", "Kommune")
    assert people[alice.id]["blocked"] is True
    assert [people[each]["role"] for each in (alice.id, hanna.id, olga.id, greta)] == [
        "participant",
        "helper",
        "organiser",
        "participant",
    ]
    assert (people[greta]["device"], people[hanna.id]["device"]) == (False, True)
