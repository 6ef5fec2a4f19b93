"""How connections end: each code of W5 for its reason, and answers for all that can be answered."""

import asyncio
import json
import uuid
from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed

from tests.cast import PLANNED
from tests.conftest import StartServer
from tests.harness.evening import Board, Evening
from tests.harness.phone import Refused
from tests.live.sockets import close_code, do, frame, live

ID = "0b1e5a32-6a4c-4a53-9f0c-d8f1f5f6a001"
BAD = [
    b"",
    b"\x00\x01",
    "",
    "hello",
    "{",
    "[]",
    "null",
    "7",
    '"do"',
    "{}",
    '{"t":7}',
    '{"t":"sing"}',
    '{"t":"hello"}',
    '{"t":"ping","more":1}',
    '{"t":"do"}',
    '{"t":"do","command":{"type":"here.clear"}}',
    '{"t":"do","id":7,"command":{"type":"here.clear"}}',
    '{"t":"do","id":"","command":{"type":"here.clear"}}',
    '{"t":"do","id":"not-a-uuid","command":{"type":"here.clear"}}',
    '{"t":"do","id":"{' + ID + '}","command":{"type":"here.clear"}}',
    '{"t":"do","id":"\\ud800","command":{"type":"here.clear"}}',
    "[" * 50_000,
    '{"t":' * 10_000,
]
ANSWERED = [
    f'{{"t":"do","id":"{ID}"}}',
    f'{{"t":"do","id":"{ID}","command":null}}',
    f'{{"t":"do","id":"{ID}","command":7}}',
    f'{{"t":"do","id":"{ID}","command":[]}}',
    f'{{"t":"do","id":"{ID}","command":{{}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"topic.sing"}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":7}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"person.join","name":"Eva"}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"key.use","key":3}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"board.make"}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"topic.propose"}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"topic.propose","title":7}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"topic.propose","title":"\\ud800 halb"}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"topic.propose","title":"abc\\u0000"}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"topic.propose","title":"abc","more":1}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"vote.cast","topic":0}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"vote.cast","topic":1.5}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"vote.cast","topic":99999999999999999999}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"vote.cast","topic":1}},"more":1}}',
    f'{{"t":"do","id":"{ID}","as":"Alice","command":{{"type":"vote.cast","topic":1}}}}',
    f'{{"t":"do","id":"{ID}","as":0,"command":{{"type":"vote.cast","topic":1}}}}',
    f'{{"t":"do","id":"{ID}","command":{{"type":"here.clear"}},"\\ud800":"\\udc00"}}',
]


@pytest.mark.parametrize("sent", BAD, ids=lambda sent: str(sent)[:50])
async def test_w5_bad_frames_close_with_4000(evening: Evening, sent: str | bytes) -> None:
    board = await evening.board()
    for guest in (board.guest(), await board.join("Alice")):
        async with live(board, guest.cookie) as socket:
            await frame(socket, "board")
            await socket.send(sent)
            assert await close_code(socket) == 4000


async def test_w5_text_that_is_not_utf_8_is_a_bad_frame(evening: Evening) -> None:
    board = await evening.board()
    async with live(board) as socket:
        await frame(socket, "board")
        await socket.send(b'{"t":"ping"}\xff', text=True)
        assert await close_code(socket) == 4000


@pytest.mark.parametrize("sent", ANSWERED, ids=lambda sent: sent[50:100])
async def test_w5_a_readable_id_is_answered_whatever_the_command_holds(evening: Evening, sent: str) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    async with live(board, alice.cookie) as socket:
        await frame(socket, "board")
        await socket.send(sent)
        answer = await frame(socket, "no", "ok")
        assert (answer["t"], answer["id"], answer["code"]) == ("no", ID, "bad_request")
        assert {"what", "where"} <= set(answer["detail"])
        assert isinstance(answer["message"], str)
        assert (await do(socket, "profile.set", affiliation="Stadtwerke"))["t"] == "ok", "it goes on"
    body = json.loads(sent)
    if isinstance(body, dict) and len(sent) < 10_000 and "ud800" not in sent:
        told = await alice.http.post("commands", json={k: v for k, v in body.items() if k != "t"})
        assert (told.status_code, told.json()["code"]) == (400, "bad_request")


async def test_w4_a_watchers_do_is_answered_and_bad_shape_comes_first(evening: Evening) -> None:
    board = await evening.board()
    async with live(board) as socket:
        assert (await do(socket, "topic.sing"))["code"] == "bad_request"
        assert (await do(socket, "vote.cast", topic=PLANNED))["code"] == "not_joined"
        assert (await do(socket, "vote.cast", topic=99))["code"] == "not_joined"


async def test_w5_a_frame_of_64_kib_fits_and_a_larger_one_closes_with_1009(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    order = {"t": "do", "id": ID, "command": {"type": "topic.propose", "title": "Rad", "text": ""}}
    room = 64 * 1024 - len(json.dumps(order))
    async with live(board, alice.cookie) as socket:
        order["command"]["text"] = "a" * room  # type: ignore[index]  # it is the dict above
        await socket.send(json.dumps(order))
        assert (await frame(socket, "no"))["code"] == "too_long"
    for length in (room + 1, 2 * room, 20 * room):
        order["command"]["text"] = "a" * length  # type: ignore[index]
        async with live(board, alice.cookie) as socket:
            await frame(socket, "board")
            with suppress(ConnectionClosed):  # it may be closed while it is still sending
                await socket.send(json.dumps(order))
            assert await close_code(socket) == 1009, length


async def test_w5_a_frame_in_pieces_counts_as_a_whole(evening: Evening) -> None:
    board = await evening.board()
    async with live(board) as socket:
        await frame(socket, "board")
        await socket.send(['{"t":', '"ping"', "}"])
        assert await frame(socket, "pong")
        with suppress(ConnectionClosed):
            await socket.send(["a" * 30_000] * 3)
        assert await close_code(socket) == 1009


async def test_w5_no_such_board_is_accepted_and_closed_with_4003(evening: Evening) -> None:
    for slug in ("nowhere", "x" * 300, "%20", "a.b"):
        nowhere = Board(evening, {"slug": slug, "code": "", "links": {}})
        async with live(nowhere) as socket:
            assert await close_code(socket) == 4003


async def test_w5_100_refused_as_too_fast_close_with_4004_and_each_was_answered(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    async with live(board, alice.cookie) as socket:
        await frame(socket, "board")
        command = {"type": "profile.set", "affiliation": ""}
        orders = [{"t": "do", "id": str(uuid.uuid4()), "command": command} for _ in range(200)]
        answers = []
        with suppress(ConnectionClosed):
            for order in orders:
                await socket.send(json.dumps(order))
        with suppress(ConnectionClosed):
            while True:
                answers.append(await frame(socket, "ok", "no"))
        assert socket.close_code == 4004
    fast = [answer for answer in answers if answer.get("code") == "too_fast"]
    assert len(fast) == 100
    assert all(answer["detail"]["retry_after"] >= 1 for answer in fast)
    assert {answer["id"] for answer in answers} <= {order["id"] for order in orders}
    again = await alice.phone()
    await again.until_seq(2 + 30)  # what had passed before was accepted, though its answer came too late


async def test_rates_count_over_all_devices_and_http_and_come_back(evening: Evening) -> None:
    board = await evening.board()
    alice, bob = await board.join("Alice"), await board.join("Bob")
    phones = [await alice.phone(), await alice.phone()]
    ways = [phones[0].do, phones[1].do, alice.command]
    results = await asyncio.gather(
        *(ways[number % 3]("profile.set", affiliation=f"{number}") for number in range(75)),
        return_exceptions=True,
    )
    refused = [result for result in results if isinstance(result, Refused)]
    assert all(isinstance(result, dict | Refused) for result in results)
    assert {no.code for no in refused} == {"too_fast"}
    assert 30 <= len(results) - len(refused) < 60, "a burst of 30, then 10 a second"
    await bob.command("profile.set", affiliation="nebenan")
    for way in ways:
        await asyncio.sleep(0.15)  # the rate itself is a matter of time: 10 a second
        await way("profile.set", affiliation="wieder")


async def test_too_fast_over_http_is_429_with_retry_after(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    body = {"command": {"type": "here.clear"}}
    orders = ({"id": str(uuid.uuid4()), **body} for _ in range(70))
    answers = await asyncio.gather(*(alice.http.post("commands", json=order) for order in orders))
    fast = [answer for answer in answers if answer.status_code == 429]
    assert fast
    assert fast[0].json()["code"] == "too_fast"
    assert int(fast[0].headers["retry-after"]) == fast[0].json()["detail"]["retry_after"] >= 1


async def test_as_counts_for_who_sends(evening: Evening) -> None:
    board = await evening.board()
    hanna = await board.enter("desk", "Hanna")
    people = [(await hanna.command("person.add", name=f"Gast {n}"))["result"]["person"] for n in range(3)]
    sent = (hanna.command("profile.set", acting_for=people[n % 3], affiliation=f"{n}") for n in range(60))
    results = await asyncio.gather(*sent, return_exceptions=True)
    assert "too_fast" in [result.code for result in results if isinstance(result, Refused)]


async def test_w5_at_sigterm_everyone_gets_1012_and_comes_back(start_server: StartServer) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        guests = [await board.join(f"Gast {number}") for number in range(5)]
        phones = [await guest.phone() for guest in (*guests, board.guest())]
        await server.stop()
        assert [await phone.until_closed() for phone in phones] == [1012] * 6
        await server.start()
        for phone in phones:
            await phone.reconnect()
        await phones[0].do("topic.propose", title="Weiter geht es")
        for phone in phones:
            await phone.until(lambda seen: seen.screen.topic(2))
