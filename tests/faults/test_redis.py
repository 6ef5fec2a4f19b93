"""Redis is a bell: without it, everything goes on, a little later."""

import asyncio
import signal
import time

from tests.harness.databases import Redis
from tests.harness.evening import Board, Guest
from tests.harness.phone import Phone
from tests.workers.pair import Pair, same

SOON = 2.5
"""Seconds: the two of the specification, and what a busy machine adds."""


async def delivered(sender: Phone | Guest, screen: Phone, rounds: int = 3) -> float:
    """Seconds that the slowest of some changes took from its sending to a screen at the other worker."""
    slowest = 0.0
    for number in range(rounds):
        began = time.monotonic()
        if isinstance(sender, Phone):
            answer = await sender.do("notice.post", text=f"Nummer {number}")
        else:
            answer = await sender.command("notice.post", text=f"Nummer {number}")
        assert time.monotonic() - began < SOON, "the answer"
        await screen.until_seq(answer["seq"])
        slowest = max(slowest, time.monotonic() - began)
    return slowest


async def two_people(here: Board, there: Board) -> tuple[Phone, Phone]:
    """Fabian at A, and Alice at B."""
    fabian, alice = await here.enter("facilitate", "Fabian"), await here.join("Alice")
    return await fabian.phone(), await same(alice, there).phone()


async def counted(screen: Phone, online: int) -> None:
    """Wait until so many people are told to be here."""
    await screen.until(lambda seen: seen.pulse and seen.pulse["online"] == online, f"{online} people")


async def test_a_frozen_redis_delays_delivery_by_two_seconds_at_most(
    own_redis: Redis, frail_pair: Pair
) -> None:
    here, there = await frail_pair.board()
    fabian, alice = await two_people(here, there)
    await counted(alice, 2)
    own_redis.daemon.send(signal.SIGSTOP)
    assert await delivered(fabian, alice) < SOON
    await counted(alice, 1)  # each worker counts its own
    own_redis.daemon.send(signal.SIGCONT)
    await counted(alice, 2)
    assert await delivered(fabian, alice) < SOON


async def test_a_killed_redis_delays_delivery_and_presence_comes_back_with_it(
    own_redis: Redis, frail_pair: Pair
) -> None:
    here, there = await frail_pair.board()
    fabian, alice = await two_people(here, there)
    own_redis.daemon.process.kill()
    own_redis.daemon.process.wait()
    assert await delivered(fabian, alice) < SOON
    await counted(alice, 1)
    own_redis.daemon.start()
    await counted(alice, 2)
    await fast_again(fabian, alice)


async def test_a_lost_bell_delays_what_it_told_of_and_nothing_else(
    own_redis: Redis, frail_pair: Pair
) -> None:
    here, there = await frail_pair.board()
    fabian, alice = await two_people(here, there)
    for _ in range(3):
        assert own_redis.say("CLIENT KILL TYPE pubsub").startswith(":")
        assert await delivered(fabian, alice, rounds=1) < SOON
    await fast_again(fabian, alice)


async def fast_again(sender: Phone, screen: Phone) -> None:
    """Wait until bells are heard again: several changes in a row arrive sooner than by looking."""
    async with asyncio.timeout(30):
        while await delivered(sender, screen) > 0.7:
            pass
