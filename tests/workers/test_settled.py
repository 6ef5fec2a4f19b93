"""W8: whatever worker answers, the answer holds what was acknowledged before it was asked."""

import asyncio

import pytest

from tests.cast import PLANNED
from tests.harness.phone import Refused
from tests.live.sockets import do, frame, live
from tests.workers.pair import Pair, same

ROUNDS = 40
REFUSALS = 24  # one person's burst is 30 (part 8)


async def test_w8_a_snapshot_and_a_hello_of_the_other_worker_hold_what_was_acknowledged(
    deaf_pair: Pair,
) -> None:
    here, there = await deaf_pair.board()
    fabian = await here.enter("facilitate", "Fabian")
    boards, people = (here, there), (fabian, same(fabian, there))
    for number in range(ROUNDS // 2):
        writer, reader = people[number % 2], boards[(number + 1) % 2]
        seq = (await writer.command("notice.post", text=f"Nummer {number}"))["seq"]
        now = await reader.snapshot()
        assert (now["seq"], now["board"]["notice"]["text"]) == (seq, f"Nummer {number}")
        async with live(reader) as socket:
            assert (await frame(socket, "hello"))["seq"] == seq


async def test_w8_a_refusal_of_the_other_worker_reflects_what_was_acknowledged(deaf_pair: Pair) -> None:
    here, there = await deaf_pair.board(phase="collect")
    fabian, alice = await here.enter("facilitate", "Fabian"), await here.join("Alice")
    phone = await same(alice, there).phone()
    for number in range(REFUSALS):
        await fabian.command("gate.set", gate="vote", open=number % 2 == 1)
        if number % 2:
            await phone.do("vote.cast", topic=PLANNED)
        else:
            with pytest.raises(Refused, match="gate_closed"):
                await phone.do("vote.cast", topic=PLANNED)


async def test_w8_who_joined_at_one_worker_is_known_at_the_other_at_once(deaf_pair: Pair) -> None:
    here, there = await deaf_pair.board()
    for number in range(8):
        alice = await here.join(f"Person {number}")
        me = await same(alice, there).http.get("me")
        assert me.json()["me"]["id"] == alice.id
        topic = (await alice.command("topic.propose", title=f"Thema {number}"))["result"]["topic"]
        async with live(there, alice.cookie) as socket:
            assert topic in (await frame(socket, "hello"))["me"]["topics"]
            assert (await do(socket, "topic.edit", topic=topic, text="Mehr"))["t"] == "ok"


async def test_screens_of_a_worker_that_hears_nothing_are_up_to_date_within_two_seconds(
    deaf_pair: Pair,
) -> None:
    here, there = await deaf_pair.board()
    fabian, wall = await here.enter("facilitate", "Fabian"), await there.guest().phone()
    for number in range(3):
        seq = (await fabian.command("notice.post", text=f"Nummer {number}"))["seq"]
        async with asyncio.timeout(2.5):  # 2 s, and what a busy machine adds
            await wall.until_seq(seq)


async def test_l3_the_same_id_at_both_workers_at_once_has_one_effect(pair: Pair) -> None:
    here, there = await pair.board(phase="collect")
    alice = await here.join("Alice")
    both = alice, same(alice, there)
    for number in range(20):
        command = f"0f0e0d0c-0000-4000-8000-{number:012d}"
        answers = await asyncio.gather(
            *(who.command("topic.propose", id=command, title=f"Thema {number}") for who in both),
            return_exceptions=True,
        )
        if number < 5:
            assert answers[0] == answers[1], "the first outcome, twice"
        else:
            codes = {answer.code for answer in answers if isinstance(answer, Refused)}
            assert codes <= {"too_many_topics", "too_fast"}
    now = await there.snapshot()
    assert len(now["board"]["topics"]) == 1 + 5, "the template's, and five of Alice's"


async def test_v1_two_devices_at_two_workers_never_spend_more_than_the_budget(pair: Pair) -> None:
    here, there = await pair.board(phase="collect")
    hosts = [await here.join(f"Gastgeberin {number}") for number in range(2)]
    topics = [PLANNED]
    for number in range(8):
        made = await hosts[number % 2].command("topic.propose", title=f"Thema {number}")
        topics.append(made["result"]["topic"])
    for number in range(5):
        alice = await here.join(f"Person {number}")
        phones = await alice.phone(), await same(alice, there).phone()
        answers = await asyncio.gather(
            *(phones[turn % 2].do("vote.cast", topic=topic) for turn, topic in enumerate(topics)),
            return_exceptions=True,
        )
        refused = [answer.code for answer in answers if isinstance(answer, Refused)]
        assert refused == ["no_votes_left"] * (len(topics) - 5)
    now = await there.snapshot()
    assert sum(tally["votes"] for tally in now["board"]["tallies"]) == 5 * 5
