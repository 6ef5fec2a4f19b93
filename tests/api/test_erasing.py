"""Being forgotten: nothing that the server says, stores or logs tells who someone was (P5)."""

import asyncio

import pytest

from tests.cast import PLANNED
from tests.conftest import StartServer
from tests.harness.evening import Board, Evening, Guest
from tests.harness.phone import Refused
from tests.harness.screen import Json
from tests.live.sockets import close_code, do, frame, live

WORDS = ("Zerlina", "Quendolin", "Knautschburg", "zq@example.org")
"""What says who Zerlina is: her names, her affiliation, her mail address."""


async def lived(board: Board) -> tuple[Guest, Guest, Guest]:
    """Zerlina, who did all that carries a name; a co-host of hers; and an organiser."""
    zerlina = await board.join("Zerlina", affiliation="Knautschburg", group="Kommune")
    bob, olga = await board.join("Bob"), await board.enter("organise", "Olga")
    await olga.command("phase.set", phase="sessions")
    await zerlina.command("profile.set", name="Quendolin")
    await zerlina.command("topic.propose", title="Rad statt Auto")
    await zerlina.command("topic.propose", title="Ohne Mitgastgeber")
    await bob.command("cohost.offer", topic=2)
    await zerlina.command("cohost.accept", topic=2, person=bob.id)
    await bob.command("topic.propose", title="Bobs Thema")
    await zerlina.command("cohost.offer", topic=4)
    await zerlina.command("vote.cast", topic=PLANNED)
    await zerlina.command("here.set", topic=2)
    promise: Json = {"topic": 2, "text": "Räder zählen", "who": "Quendolin, Knautschburg"}
    await zerlina.command("commitment.add", **promise, contact="zq@example.org", consent=True)
    return zerlina, bob, olga


async def answers(board: Board, people: list[Guest]) -> str:
    """Everything that the server tells people of this board."""
    told = []
    seq = (await board.snapshot())["seq"]
    for guest in people:
        for path in ("me", "me/data", "keys", "people", "acts", board.api, f"{board.api}?view=all"):
            told.append((await guest.http.get(path)).text)
        told += [(await guest.http.get(board.api, params={"at": at})).text for at in range(1, seq + 1)]
        async with live(board, guest.cookie) as socket:
            told += [str(await frame(socket, "hello")), str(await frame(socket, "board"))]
        epoch = (await board.snapshot())["board"]["epoch"]
        for since in range(seq):
            async with live(board, guest.cookie, since=since, epoch=epoch, view="all") as socket:
                told += [str(await frame(socket, "hello")), str(await frame(socket, "patch"))]
    return "\n".join(told)


async def test_p5_the_name_is_gone_from_every_answer_file_and_log(start_server: StartServer) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        zerlina, bob, olga = await lived(board)
        told = await answers(board, [olga, zerlina])
        assert all(word in told for word in WORDS)
        assert (await zerlina.http.delete("me")).status_code == 204
        told = await answers(board, [bob, olga, board.guest()])
        assert not [word for word in WORDS if word in told]
        assert "Räder zählen" in told, "what was promised stays"
        await server.stop()
        kept = b"".join(file.read_bytes() for file in (server.folder / "data").rglob("*") if file.is_file())
        assert b"Bob" in kept
        assert not [word for word in WORDS if word.encode() in kept]
        assert not [word for word in WORDS if word in server.log()]
        await server.start()
        assert not [word for word in WORDS if word in await answers(board, [bob, olga])]


async def test_p5_while_the_server_runs_its_files_do_not_hold_the_name_either(
    start_server: StartServer,
) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        zerlina, _, _ = await lived(board)
        assert (await zerlina.http.delete("me")).status_code == 204
        await server.kill()
        files = [file for file in (server.folder / "data").rglob("*") if file.is_file()]
        kept = {file.name: file.read_bytes() for file in files}
        assert not [(word, name) for word in WORDS for name, held in kept.items() if word.encode() in held]


def entity(board: Json, kind: str, number: int) -> Json:
    """One entity of a snapshot."""
    return next(dict(each) for each in board[kind] if each["id"] == number)


async def test_p5_a_cohost_succeeds_else_the_topic_is_open_to_take(evening: Evening) -> None:
    board = await evening.board()
    zerlina, bob, _ = await lived(board)
    await zerlina.http.delete("me")
    now = (await board.snapshot())["board"]
    assert (entity(now, "topics", 2)["host"], entity(now, "topics", 2)["cohosts"]) == (bob.id, [])
    assert entity(now, "topics", 3)["host"] is None
    await bob.command("host.take", topic=3)


async def test_p5_points_presence_and_offers_are_withdrawn_and_commitments_are_nameless(
    evening: Evening,
) -> None:
    board = await evening.board()
    zerlina, bob, olga = await lived(board)
    assert (await bob.http.get("me")).json()["me"]["cohost_offers"] == [
        {"topic": 4, "person": zerlina.id, "name": "Quendolin"}
    ]
    await zerlina.http.delete("me")
    now = (await board.snapshot())["board"]
    assert entity(now, "tallies", PLANNED)["votes"] == 0
    assert entity(now, "tallies", 2)["here"] == 0
    assert (await bob.http.get("me")).json()["me"]["cohost_offers"] == []
    assert entity(now, "commitments", 1) == {
        "id": 1,
        "topic": 2,
        "text": "Räder zählen",
        "person": zerlina.id,
        "who": None,
        "due": None,
    }
    assert entity(now, "people", zerlina.id) == {
        "id": zerlina.id,
        "name": None,
        "affiliation": "",
        "group": None,
    }
    listed = (await olga.http.get("people")).json()["people"]
    assert zerlina.id not in [person["id"] for person in listed if person["name"]]


async def test_p5_all_devices_are_closed_with_4001_and_every_cookie_is_void(evening: Evening) -> None:
    board = await evening.board()
    zerlina = await board.join("Zerlina")
    code = (await zerlina.http.post("me/code")).json()["code"]
    unused = (await zerlina.http.post("me/code")).json()["code"]
    tablet = await board.guest().join_by_code(code)
    old = zerlina.cookie or ""
    async with live(board, zerlina.cookie) as one, live(board, tablet.cookie) as other, live(board) as wall:
        for socket in (one, other, wall):
            await frame(socket, "board")
        answer = await tablet.http.delete("me")
        assert answer.status_code == 204
        assert "max-age=0" in answer.headers["set-cookie"].lower()
        assert await close_code(one) == await close_code(other) == 4001
        await wall.send('{"t":"ping"}')
        assert (await frame(wall, "pong"))["t"] == "pong"
    assert (await zerlina.http.get("me")).status_code == 401
    assert (await board.guest().http.get("me", headers={"Cookie": old})).status_code == 401
    late = await board.guest().http.post("join", json={"code": unused})
    assert late.status_code == 403
    again = await zerlina.http.post("join", json={"name": "Neu"})
    assert (again.status_code, again.json()["me"]["id"]) == (201, zerlina.id + 1)


async def test_w5_erasing_oneself_over_the_socket_is_answered_before_it_ends(evening: Evening) -> None:
    board = await evening.board()
    zerlina = await board.join("Zerlina")
    async with live(board, zerlina.cookie) as socket:
        await frame(socket, "board")
        answer = await do(socket, "person.erase", person=zerlina.id)
        assert (answer["t"], answer["result"]) == ("ok", {})
        assert await close_code(socket) == 4001


async def test_p5_an_organiser_erases_others_and_nobody_else_does(evening: Evening) -> None:
    board = await evening.board()
    zerlina, fabian = await board.join("Zerlina"), await board.enter("facilitate", "Fabian")
    olga = await board.enter("organise", "Olga")
    with pytest.raises(Refused, match="not_allowed"):
        await fabian.command("person.erase", person=zerlina.id)
    phone = await zerlina.phone()
    await olga.command("person.erase", person=zerlina.id)
    assert await phone.until_closed() == 4001


async def test_p5_f7_in_closed_and_blocked_one_can_still_be_erased(evening: Evening) -> None:
    board = await evening.board()
    zerlina, fabian = await board.join("Zerlina"), await board.enter("facilitate", "Fabian")
    await fabian.command("person.block", person=zerlina.id)
    await fabian.command("phase.set", phase="closed")
    assert (await zerlina.http.delete("me")).status_code == 204


async def test_p5_erasing_while_they_write_leaves_nothing_behind(start_server: StartServer) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        zerlina = await board.join("Zerlina")
        phone = await zerlina.phone()

        async def rename() -> None:
            try:
                for number in range(25):
                    await phone.do("profile.set", name=f"Zerlina {number}")
            except (Refused, ConnectionError):
                pass

        renaming = asyncio.create_task(rename())
        await phone.until(lambda seen: seen.me and seen.me["name"] != "Zerlina")
        assert (await zerlina.http.delete("me")).status_code == 204
        await phone.close()
        await asyncio.gather(renaming, return_exceptions=True)
        await server.stop()
        kept = b"".join(file.read_bytes() for file in (server.folder / "data").rglob("*") if file.is_file())
        assert b"Zerlina" not in kept
