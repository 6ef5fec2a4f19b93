"""A process hangs up in whatever state its line to Redis is: a swallowed cancellation kept it from ending."""

import asyncio

from server.live.relay import Relay
from tests.harness.databases import Redis

STEPS = 40


async def test_a_relay_stops_at_every_step_of_its_connecting(redis: Redis) -> None:
    for steps in range(STEPS):
        relay = Relay(redis.url, lambda _: None)
        for _ in range(steps):
            await asyncio.sleep(0)
        async with asyncio.timeout(5):
            await relay.stop()
