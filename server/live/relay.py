"""Word between processes, over Redis: a bell, who is here, and how fast people send.

Redis is a bell, not a pipe: it says "board 7 is at 812", and what is new is read from the log. A lost message
or a dead Redis costs latency (the hall looks into the log by itself), never data; presence and rates are each
process's own until it is back.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Iterable
from typing import Any

from redis.asyncio import Redis
from redis.commands.core import AsyncScript
from redis.exceptions import RedisError

from server.live.rates import BURST, PER_SECOND

logger = logging.getLogger(__name__)

RelayTrouble = (RedisError, OSError, TimeoutError)
"""What a Redis that is out of reach raises."""

_CHANNEL = "themenwand:bell"
_LISTEN_SECONDS = 2.0
_SECONDS = 0.5
"""How long Redis may take for anything: commands wait for it."""

_SILENT_SECONDS = 2.0
"""A Redis that did not answer is not asked again for so long, so that one command waits, and not each."""

_HERE_SECONDS = 7
_RETRY_SECONDS = 0.5
_CANCEL_SECONDS = 0.1

# Server time, so that the clocks of the workers do not matter.
_RATE = """
local t = redis.call('TIME')
local now = t[1] + t[2] / 1000000
local kept = redis.call('HMGET', KEYS[1], 'left', 'since')
local left = math.min(ARGV[2], (kept[1] or ARGV[2]) + (now - (kept[2] or now)) * ARGV[1])
local wait = 0
if left >= 1 then left = left - 1 else wait = math.ceil((1 - left) / ARGV[1]) end
redis.call('HSET', KEYS[1], 'left', tostring(left), 'since', tostring(now))
redis.call('EXPIRE', KEYS[1], 60)
return wait
"""
_HERE = """
local now = tonumber(redis.call('TIME')[1])
redis.call('HSET', KEYS[1], ARGV[1], now .. ' ' .. ARGV[2])
redis.call('EXPIRE', KEYS[1], 60)
local found = {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local at, people = string.match(all[i + 1], '^(%d+) (.*)$')
  if now - tonumber(at) > tonumber(ARGV[3]) then redis.call('HDEL', KEYS[1], all[i])
  else table.insert(found, people) end
end
return found
"""


class Relay:
    """This process's line to the others."""

    def __init__(self, url: str, hear: Callable[[int | None], None]) -> None:
        """`hear` is told the id of a board that may have news; null: any may."""
        self._redis: Redis = Redis.from_url(
            url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS, decode_responses=True
        )
        self._silent_until = 0.0
        self._hear = hear
        self._worker = secrets.token_hex(8)
        self._bells: dict[int, int] = {}
        self._ringing = asyncio.Event()
        self._rate = self._redis.register_script(_RATE)
        self._here = self._redis.register_script(_HERE)
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._ring())]

    def ring(self, board: int, seq: int) -> None:
        """Tell the others that a board has entries up to `seq`; several rings become one."""
        self._bells[board] = seq
        self._ringing.set()

    async def wait(self, slug: str, person: int) -> int:
        """Seconds that a person has to wait before the next command, over all processes; 0: it counts."""
        found = await self._ask(
            self._rate, keys=[f"themenwand:rate:{slug}:{person}"], args=[PER_SECOND, BURST]
        )
        return int(found)

    async def people_here(self, board: int, here: Iterable[int]) -> int:
        """Tell who is connected here; how many different people are, over all processes."""
        mine = " ".join(map(str, here))
        found = await self._ask(
            self._here, keys=[f"themenwand:here:{board}"], args=[self._worker, mine, _HERE_SECONDS]
        )
        return len({person for people in found for person in people.split()})

    async def _ask(self, script: AsyncScript, keys: list[str], args: list[str | float]) -> Any:
        """What a script answers; RelayTrouble, at once where Redis did not answer just now."""
        if time.monotonic() < self._silent_until:
            raise ConnectionError("Redis did not answer just now")
        try:
            return await script(keys=keys, args=args)
        except RelayTrouble as error:
            self._silent_until = time.monotonic() + _SILENT_SECONDS
            logger.warning("each process counts for itself", extra={"error": str(error)})
            raise

    async def stop(self) -> None:
        """Hang up. While it connects, redis-py can swallow a cancellation: then asking once is not enough."""
        waiting = set(self._tasks)
        while waiting:
            for task in waiting:
                task.cancel()
            _, waiting = await asyncio.wait(waiting, timeout=_CANCEL_SECONDS)
        await self._redis.aclose()

    async def _ring(self) -> None:
        while True:
            await self._ringing.wait()
            self._ringing.clear()
            bells, self._bells = self._bells, {}
            for board, seq in bells.items():
                try:
                    await self._redis.publish(_CHANNEL, f"{self._worker} {board} {seq}")
                except RelayTrouble as error:
                    logger.warning("a bell was not rung", extra={"board": board, "error": str(error)})

    async def _listen(self) -> None:
        """Hear bells; after every break all boards may have news, since nobody repeats what was missed."""
        while True:
            try:
                async with self._redis.pubsub() as bells:
                    await bells.subscribe(_CHANNEL)
                    self._hear(None)
                    while True:
                        message = await bells.get_message(
                            ignore_subscribe_messages=True, timeout=_LISTEN_SECONDS
                        )
                        if message is not None:
                            self._take(message["data"])
            except RelayTrouble as error:
                logger.warning("no bells are heard", extra={"error": str(error)})
                await asyncio.sleep(_RETRY_SECONDS)

    def _take(self, text: str) -> None:
        worker, board, _seq = text.split()
        if worker != self._worker:
            self._hear(int(board))
