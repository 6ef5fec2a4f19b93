"""Networks that lose what they carry: a half-open connection delays nobody, least of all its owner."""

import time

from tests.faults.proxy import Proxy
from tests.harness.evening import Evening
from tests.harness.phone import Phone


async def test_a_half_open_connection_delays_nobody_and_its_owner_is_back_at_once(evening: Evening) -> None:
    board = await evening.board()
    port = evening.server.port
    async with Proxy(port) as proxy:
        alice, bob = await board.join("Alice"), await board.join("Bob")
        lost = Phone(board.live.replace(str(port), str(proxy.port)), alice.cookie)
        await lost.connect()
        other = await bob.phone()
        proxy.stall = True
        began = time.monotonic()
        for number in range(20):
            await other.do("profile.set", affiliation=f"Amt {number}")
        assert time.monotonic() - began < 5, "20 commands beside a connection that takes nothing"
        again = await alice.phone()
        await other.until_seq(again.screen.seq)
        await other.until(lambda seen: seen.pulse and seen.pulse["online"] == 2, "Alice is counted once")
        proxy.cut()
        await lost.reconnect()
        assert lost.screen.whole() == other.screen.whole(), "one patch for all that it missed"
        assert [frame["t"] for frame in lost.frames[:2]] == ["hello", "patch"]
