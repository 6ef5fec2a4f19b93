"""A clock that is set by an hour while people are there, forwards and back again."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.killing import verify
from tests.faults.nursery import ForkedServer
from tests.harness.evening import Evening
from tests.harness.phone import Phone
from tests.live.sockets import frame, live

HOUR = 3600 * 1000


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[ForkedServer]:
    """A server whose clock can be set."""
    server = ForkedServer(tmp_path)
    await server.start()
    yield server
    await server.close()


async def proposed(phone: Phone, screen: Phone, title: str) -> int:
    """The seq of a new topic, when it is on another screen."""
    seq = int((await phone.do("topic.propose", title=title))["seq"])
    await screen.until_seq(seq)
    return seq


async def test_a_clock_that_jumps_by_an_hour_ends_no_evening(server: ForkedServer) -> None:
    async with Evening(server) as evening:
        board = await evening.board()
        fabian, alice = await board.enter("facilitate", "Fabian"), await board.join("Alice")
        phone, wall = await alice.phone(), await board.guest().phone()
        await fabian.command("timer.start", seconds=600)
        code = (await alice.http.post("me/code")).json()["code"]
        seqs, times = [], []
        for offset in (0, HOUR, 0, -HOUR):
            (server.folder / "clock").write_text(str(offset))
            seqs.append(await proposed(phone, wall, f"Bei {offset}"))
            async with live(board) as socket:
                times.append(datetime.fromisoformat((await frame(socket, "hello"))["now"]))
            if offset == HOUR:
                old = await board.guest().http.post("join", json={"code": code})
                assert old.status_code == 403, "a code's ten minutes are over by this clock"
        assert seqs == sorted(seqs)
        assert times[1] - times[0] > timedelta(minutes=59)
        assert times[0] - times[3] > timedelta(minutes=59)
        await fabian.command("timer.add", seconds=60)
        await server.kill()
        await server.start()
        await phone.reconnect()
        assert len(phone.screen.kinds["topics"]) == 1 + 4
    await server.stop()
    assert "every entry is there, every snapshot agrees" in verify(server)
