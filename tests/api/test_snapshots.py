"""The board over HTTP: cached, compressed, looked back at (part 5)."""

import asyncio
import gzip
import json
from typing import Any

import brotli
import httpx
import pytest

from tests.cast import PLANNED
from tests.harness.evening import Board, Evening, Guest
from tests.harness.screen import Json, in_order


async def raw(guest: Guest, url: str, headers: dict[str, str]) -> tuple[httpx.Response, bytes]:
    """An answer with its body as it was transferred."""
    async with guest.http.stream("GET", url, headers=headers) as answer:
        return answer, b"".join([chunk async for chunk in answer.aiter_raw()])


async def test_a_snapshot_is_its_seq_and_the_board_that_the_socket_tells(evening: Evening) -> None:
    board = await evening.board()
    await (await board.join("Alice")).command("topic.propose", title="Rad statt Auto")
    phone = await board.guest().phone()
    snapshot = await board.snapshot()
    assert set(snapshot) == {"seq", "board"}
    assert (snapshot["seq"], in_order(snapshot["board"])) == (phone.screen.seq, phone.screen.whole())


async def test_br_gzip_and_identity_give_the_same_bytes(evening: Evening) -> None:
    board = await evening.board()
    guest = board.guest()
    _, plain = await raw(guest, board.api, {"Accept-Encoding": "identity"})
    assert json.loads(plain)["seq"] == 1
    undo = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
    for accepted, coding in (
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=1.0, gzip", "br"),
        ("br; q=0.5, gzip", "br"),
        ("gzip;q=0.5", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("gzip, br; q=0", "gzip"),
        ("GZIP", "gzip"),
        ("deflate", None),
        ("", None),
        ("br;q=0,gzip;q=0.000", None),
    ):
        answer, body = await raw(guest, board.api, {"Accept-Encoding": accepted})
        assert answer.headers.get("content-encoding") == coding, accepted
        assert undo[coding](body) == plain, accepted
        assert "accept-encoding" in answer.headers["vary"].lower()
        if coding:
            assert len(body) < len(plain)


async def test_etag_and_304_until_the_next_entry(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    first = await alice.http.get(board.api)
    etag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    for sent in (etag, f'"other", {etag}', etag.removeprefix("W/"), "*"):
        again = await alice.http.get(board.api, headers={"If-None-Match": sent})
        assert (again.status_code, again.content) == (304, b""), sent
        assert again.headers["etag"] == etag
        assert again.headers["cache-control"] == "private, no-cache"
    await alice.command("topic.propose", title="Rad statt Auto")
    changed = await alice.http.get(board.api, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != etag


async def test_w7_the_etag_differs_by_view_and_the_view_by_role(evening: Evening) -> None:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    mine, everybodys = (
        await fabian.http.get(board.api),
        await fabian.http.get(board.api, params={"view": "all"}),
    )
    assert mine.headers["etag"] != everybodys.headers["etag"]
    assert mine.json()["board"]["epoch"] != everybodys.json()["board"]["epoch"]
    crossed = await fabian.http.get(board.api, headers={"If-None-Match": everybodys.headers["etag"]})
    assert crossed.status_code == 200
    assert everybodys.headers["etag"] == (await board.guest().http.get(board.api)).headers["etag"]
    assert "cookie" in mine.headers["vary"].lower()


@pytest.mark.parametrize("view", ["everyone", "", "ALL"])
async def test_a_view_that_there_is_not_is_a_bad_request(evening: Evening, view: str) -> None:
    board = await evening.board()
    answer = await board.guest().http.get(board.api, params={"view": view})
    assert (answer.status_code, answer.json().get("code")) == (400, "bad_request")
    assert {"what", "where"} <= set(answer.json()["detail"])


async def test_w8_a_snapshot_has_all_that_was_acknowledged(evening: Evening) -> None:
    board = await evening.board()
    people = [await board.join(f"Gast {number}") for number in range(8)]

    async def write(guest: Guest) -> None:
        for number in range(10):
            seq = (await guest.command("profile.set", affiliation=f"Nummer {number}"))["seq"]
            assert (await board.snapshot())["seq"] >= seq
            assert (await guest.http.get("me")).json()["me"]["affiliation"] == f"Nummer {number}"

    await asyncio.gather(*(write(guest) for guest in people))


async def at(board: Board, seq: int, guest: Guest | None = None) -> Json:
    """The board as it was."""
    answer = await (guest or board.guest()).http.get(board.api, params={"at": seq})
    assert answer.status_code == 200, answer.text
    assert answer.json()["seq"] == seq
    return dict(answer.json()["board"])


async def test_at_gives_everybodys_view_at_every_seq(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    told = [await board.snapshot()]
    steps: list[tuple[Guest, str, Json]] = [
        (fabian, "phase.set", {"phase": "market"}),
        (alice, "topic.propose", {"title": "Rad statt Auto"}),
        (alice, "vote.cast", {"topic": 2}),
        (alice, "table.claim", {"topic": 2, "slot": 1, "table": 1}),
        (alice, "topic.withdraw", {"topic": 2}),
        (fabian, "notice.post", {"text": "Gleich"}),
    ]
    for guest, kind, fields in steps:
        await guest.command(kind, **fields)
        told.append(await board.snapshot())
    for snapshot in told:
        for guest in (board.guest(), fabian):
            assert in_order(await at(board, snapshot["seq"], guest)) == in_order(snapshot["board"])
    assert [topic["id"] for topic in (await at(board, 1))["topics"]] == [PLANNED]


async def test_at_leaves_out_what_is_hidden_now(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await alice.command("topic.propose", title="Rad statt Auto")
    seq = (await alice.command("topic.propose", title="Noch eins"))["seq"]
    await fabian.command("topic.hide", topic=2, reason="Ton")
    for guest in (board.guest(), fabian, alice):
        then = await at(board, seq, guest)
        assert [topic["id"] for topic in then["topics"]] == [1, 3]
        assert "Rad statt Auto" not in json.dumps(then)
    await fabian.command("topic.show", topic=2)
    assert [topic["id"] for topic in (await at(board, seq))["topics"]] == [1, 2, 3]


async def test_v3_at_withholds_counts_as_they_are_withheld_now(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="collect")
    seq = (await alice.command("vote.cast", topic=PLANNED))["seq"]
    assert (await at(board, seq))["tallies"][0]["votes"] == 1
    await fabian.command("settings.set", votes_shown="after")
    assert (await at(board, seq))["tallies"][0]["votes"] is None
    await fabian.command("gate.set", gate="vote", open=False)
    assert (await at(board, seq))["tallies"][0]["votes"] == 1


@pytest.mark.parametrize("seq", ["0", "-1", "2", "9" * 30, "x", "1.5"])
async def test_at_knows_the_boards_life_alone(evening: Evening, seq: str) -> None:
    board = await evening.board()
    answer = await board.guest().http.get(board.api, params={"at": seq})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert {"what", "where"} <= set(answer.json()["detail"])


async def places(guest: Guest, topic: int) -> Any:
    """The answer to asking for a topic's places."""
    return await guest.http.get(f"topics/{topic}/places")


async def test_c5_places_tell_free_tables_and_overlap_for_each_session(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="market")
    for title in ("Rad statt Auto", "Europa vor Ort"):
        await alice.command("topic.propose", title=title)
    voters = [await board.join(f"Gast {number}") for number in range(4)]
    for number, voter in enumerate(voters):
        await voter.command("vote.cast", topic=2)
        if number < 3:
            await voter.command("vote.cast", topic=3)
        if number < 2:
            await voter.command("vote.cast", topic=PLANNED)
    await alice.command("table.claim", topic=3, slot=1, table=2)
    await fabian.command("table.claim", topic=PLANNED, slot=2, table=1)
    for guest in (alice, fabian):
        answer = await places(guest, 2)
        assert answer.status_code == 200
        assert answer.json() == {
            "slots": [
                {"slot": 1, "free": [1, 3], "overlap": 3},
                {"slot": 2, "free": [2, 3], "overlap": "few"},
            ]
        }
    for guest, topic, status, code in (
        (voters[0], 2, 403, "not_allowed"),
        (await board.enter("desk", "Hanna"), 2, 403, "not_allowed"),
        (alice, 99, 404, "unknown"),
        (alice, PLANNED, 403, "not_allowed"),
    ):
        refused = await places(guest, topic)
        assert (refused.status_code, refused.json()["code"]) == (status, code)


async def test_v3_c5_withholds_overlaps_from_hosts_as_long_as_counts(evening: Evening) -> None:
    board = await evening.board({"settings": {"votes_shown": "after"}})
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="market")
    await alice.command("topic.propose", title="Rad statt Auto")
    for number in range(3):
        voter = await board.join(f"Gast {number}")
        await voter.command("vote.cast", topic=2)
        await voter.command("vote.cast", topic=PLANNED)
    await fabian.command("table.claim", topic=PLANNED, slot=1, table=1)

    async def overlap(guest: Guest) -> object:
        return (await places(guest, 2)).json()["slots"][0]["overlap"]

    assert await overlap(fabian) == 3
    assert await overlap(alice) is None
    await fabian.command("gate.set", gate="vote", open=False)
    assert await overlap(alice) == 3
