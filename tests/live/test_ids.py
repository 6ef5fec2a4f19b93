"""A command's id: accepted once, however it comes again (L3); and one place for one topic (C3)."""

import asyncio
import json
import uuid

import pytest

from tests.cast import PLANNED, ROUND_1, ROUND_2, TABLE_A, TABLE_B, TABLE_C
from tests.conftest import StartServer
from tests.harness.evening import Evening, Guest
from tests.harness.phone import Refused
from tests.live.sockets import frame, live


def new_id() -> str:
    """An id that a client makes."""
    return str(uuid.uuid4())


async def test_l3_the_same_id_again_gives_the_first_outcome(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    phone, other, command_id = await alice.phone(), await alice.phone(), new_id()
    first = await phone.do("topic.propose", id=command_id, title="Rad statt Auto")
    for way in (phone.do, other.do, alice.command):
        again = await way("topic.propose", id=command_id, title="Rad statt Auto")
        assert (again["seq"], again["result"]) == (first["seq"], first["result"])
    now = await board.snapshot()
    assert (now["seq"], len(now["board"]["topics"])) == (first["seq"], 2)


async def test_l3_the_body_of_a_repeat_is_not_looked_at(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    command_id = new_id()
    first = await alice.command("topic.propose", id=command_id, title="Rad statt Auto")
    await fabian.command("phase.set", phase="closed")
    for body in ({"type": "topic.propose", "title": "Anders"}, {"type": "topic.sing"}, 7, None):
        answer = await alice.http.post("commands", json={"id": command_id, "command": body})
        assert (answer.status_code, answer.json()) == (200, first)
        async with live(board, alice.cookie) as socket:
            await socket.send(json.dumps({"t": "do", "id": command_id, "command": body}))
            ok = await frame(socket, "ok", "no")
        assert (ok["t"], ok["seq"], ok["result"]) == ("ok", first["seq"], first["result"])


async def test_l3_the_same_id_at_once_over_everything_is_one_command(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    phones, command_id = [await alice.phone() for _ in range(3)], new_id()
    ways = [*(phone.do for phone in phones), *(alice.command for _ in range(5))]
    outcomes = await asyncio.gather(*(way("topic.propose", id=command_id, title="Rad") for way in ways))
    assert {(outcome["seq"], outcome["result"]["topic"]) for outcome in outcomes} == {(3, 2)}
    assert (await board.snapshot())["seq"] == 3


async def test_l3_commands_that_change_nothing_are_remembered_too(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="collect")
    await alice.command("vote.cast", topic=PLANNED)
    command_id = new_id()
    first = await alice.command("vote.cast", id=command_id, topic=PLANNED)
    await alice.command("vote.retract", topic=PLANNED)
    again = await alice.command("vote.cast", id=command_id, topic=PLANNED)
    assert again == first
    assert (await board.snapshot())["board"]["tallies"][0]["votes"] == 0, "it was not cast again"


async def test_l3_a_rejected_id_is_decided_anew(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    phone, command_id = await alice.phone(), new_id()
    for way in (phone.do, alice.command):
        with pytest.raises(Refused, match="gate_closed"):
            await way("vote.cast", id=command_id, topic=PLANNED)
    await fabian.command("phase.set", phase="collect")
    assert (await phone.do("vote.cast", id=command_id, topic=PLANNED))["result"] == {}
    assert (await board.snapshot())["board"]["tallies"][0]["votes"] == 1


async def test_l3_another_persons_equal_id_is_another_command(evening: Evening) -> None:
    board = await evening.board()
    alice, bob, command_id = await board.join("Alice"), await board.join("Bob"), new_id()
    one = await alice.command("topic.propose", id=command_id, title="Rad statt Auto")
    other = await bob.command("topic.propose", id=command_id, title="Europa vor Ort")
    assert (one["result"], other["result"]) == ({"topic": 2}, {"topic": 3})


async def test_l3_with_as_the_same_person_is_who_sends(evening: Evening) -> None:
    board = await evening.board()
    hanna, command_id = await board.enter("desk", "Hanna"), new_id()
    greta, karl = [(await hanna.command("person.add", name=n))["result"]["person"] for n in ("Greta", "Karl")]
    first = await hanna.command("topic.propose", id=command_id, acting_for=greta, title="Ohne Telefon")
    again = await hanna.command("topic.propose", id=command_id, acting_for=karl, title="Auch ohne")
    assert first == again


async def test_l3_one_uuid_in_two_spellings_is_one_id(evening: Evening) -> None:
    board = await evening.board()
    alice, command_id = await board.join("Alice"), new_id()
    phone = await alice.phone()
    first = await phone.do("topic.propose", id=command_id, title="Rad statt Auto")
    again = await phone.do("topic.propose", id=command_id.upper(), title="Rad statt Auto")
    assert (again["id"], again["seq"]) == (command_id.upper(), first["seq"])


@pytest.mark.parametrize("command_id", ["", "7", "not-a-uuid", f"{{{new_id()}}}", new_id() + "\n", 7, None])
async def test_l3_any_other_id_is_a_400_over_http(evening: Evening, command_id: object) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    order = {"id": command_id, "command": {"type": "here.clear"}}
    answer = await alice.http.post("commands", json=order)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    for body in (b"", b"{", b"[]", b"\xff\xfe", b'{"command":{}}', b"[" * 60_000):
        answer = await alice.http.post("commands", content=body)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
        assert {"what", "where"} <= set(answer.json()["detail"])


async def test_l3_ids_outlive_a_power_cut(start_server: StartServer) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        alice, command_id = await board.join("Alice"), new_id()
        first = await alice.command("topic.propose", id=command_id, title="Rad statt Auto")
        await server.kill()
        await server.start()
        assert await alice.command("topic.propose", id=command_id, title="Anders") == first
        phone = await alice.phone()
        again = await phone.do("topic.propose", id=command_id, title="Noch anders")
        assert (again["seq"], again["result"]) == (first["seq"], first["result"])


async def hosts(evening: Evening, count: int) -> tuple[list[Guest], Guest]:
    """People who each host one topic, 2 and up, in the market; and Fabian."""
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="market")
    guests = [await board.join(f"Gast {number}") for number in range(count)]
    for guest in guests:
        await guest.command("topic.propose", title=f"Thema von {guest.id}")
    return guests, fabian


async def test_c3_of_two_phones_in_the_same_instant_one_has_the_table(evening: Evening) -> None:
    guests, _ = await hosts(evening, 2)
    for slot, table in ((ROUND_1, TABLE_A), (ROUND_2, TABLE_A), (ROUND_1, TABLE_B), (ROUND_2, TABLE_C)):
        phones = [await guest.phone() for guest in guests]
        outcomes = await asyncio.gather(
            *(
                phone.do("table.claim", topic=number, slot=slot, table=table)
                for number, phone in enumerate(phones, 2)
            ),
            return_exceptions=True,
        )
        won = [number for number, outcome in enumerate(outcomes, 2) if isinstance(outcome, dict)]
        lost = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
        assert (len(won), len(lost)) == (1, 1)
        assert lost[0].code == "table_taken"
        assert set(lost[0].detail) == {"by", "free"}
        assert lost[0].detail["by"] == won[0]
        free = lost[0].detail["free"]
        assert free
        assert all(set(place) == {"slot", "table"} for place in free)
        assert {"slot": slot, "table": table} not in free
        now = (await guests[0].board.snapshot())["board"]["topics"]
        assert [t["id"] for t in now if (t["slot"], t["table"]) == (slot, table)] == won
        for phone in phones:
            await phone.close()


async def test_c3_of_many_over_http_and_socket_exactly_one_wins(evening: Evening) -> None:
    guests, _ = await hosts(evening, 8)
    ways = [guest.command if n % 2 else (await guest.phone()).do for n, guest in enumerate(guests)]
    outcomes = await asyncio.gather(
        *(way("table.claim", topic=n, slot=ROUND_1, table=TABLE_A) for n, way in enumerate(ways, 2)),
        return_exceptions=True,
    )
    won = [number for number, outcome in enumerate(outcomes, 2) if isinstance(outcome, dict)]
    assert len(won) == 1
    lost = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert [(each.code, each.detail["by"]) for each in lost] == [("table_taken", won[0])] * 7


async def test_c3_what_a_loser_is_told_is_free_can_be_taken(evening: Evening) -> None:
    guests, _ = await hosts(evening, 2)
    await guests[0].command("table.claim", topic=2, slot=ROUND_1, table=TABLE_A)
    with pytest.raises(Refused) as refused:
        await guests[1].command("table.claim", topic=3, slot=ROUND_1, table=TABLE_A)
    free = refused.value.detail["free"]
    assert [place["slot"] for place in free] == [1, 1, 2, 2, 2], "same slot first, at most five"
    for place in free:
        await guests[1].command("table.claim", topic=3, **place)
