"""Who is there: pulses as part 5 has them, and the clock's part of W6 without waiting for it."""

import asyncio
from typing import Any, cast

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.frames import Frame, Opcode

from server.board.me import Me
from server.live import line as lines
from server.live.line import Line, LineProtocol
from server.live.rates import Patience
from server.live.viewer import Viewer
from tests.harness.evening import Evening
from tests.live.sockets import frame, live


async def pulse_of(socket: ClientConnection, online: int, joined: int) -> None:
    """Wait for the pulse that says so."""
    while True:
        found = await frame(socket, "pulse")
        assert set(found) == {"t", "now", "online", "joined"}
        if (found["online"], found["joined"]) == (online, joined):
            return


async def test_a_pulse_counts_people_not_devices_and_no_watchers(evening: Evening) -> None:
    board = await evening.board()
    alice, bob = await board.join("Alice"), await board.join("Bob")
    async with live(board) as wall, live(board) as other_wall:
        await pulse_of(wall, 0, 2)
        async with live(board, alice.cookie) as phone, live(board, alice.cookie):
            await pulse_of(wall, 1, 2)
            await pulse_of(phone, 1, 2)
            await bob.http.delete("me")
            await pulse_of(wall, 1, 1)
        await pulse_of(wall, 0, 1)
        await pulse_of(other_wall, 0, 1)


async def test_a_pulse_comes_at_most_every_2_seconds_and_says_each_thing_once(evening: Evening) -> None:
    board = await evening.board()
    loop = asyncio.get_running_loop()
    async with live(board) as wall:
        await frame(wall, "board")
        for number in range(3):
            await board.join(f"Gast {number}")
        times = []
        for _ in range(2):
            await frame(wall, "pulse")
            times.append(loop.time())
            await board.join("Noch jemand")
    assert times[1] - times[0] >= 1.8


class Protocol:
    """A protocol whose transport takes as much as a test says."""

    def __init__(self) -> None:
        self.close_sent = False
        self.transport = self
        self.waiting = 0
        self.frames: list[bytes] = []

    def is_closing(self) -> bool:
        """It stays open."""
        return False

    def write(self, frame: bytes) -> None:
        """Nothing is taken by itself."""
        self.frames.append(frame)
        self.waiting += len(frame)

    def get_write_buffer_size(self) -> int:
        """What was not taken yet."""
        return self.waiting


@pytest.fixture
def stalled() -> tuple[Protocol, Line]:
    """A line whose socket has not been drained since second 100."""
    protocol = Protocol()
    line = Line(cast(LineProtocol, protocol))
    line.write(b"x" * 50_000)
    line.stalled_at = 100.0
    return protocol, line


def test_w6_who_takes_nothing_is_stuck_as_long(stalled: tuple[Protocol, Line]) -> None:
    _, line = stalled
    seconds = [line.stuck_seconds(now) for now in (100.0, 110.0, 119.0, 121.0)]
    assert seconds == [0.0, 10.0, 19.0, 21.0]


def test_w6_who_takes_a_little_now_and_then_is_slow_and_not_stuck(stalled: tuple[Protocol, Line]) -> None:
    protocol, line = stalled
    for now in range(100, 200, 10):
        protocol.waiting -= 100
        assert line.stuck_seconds(now) == 0.0
    assert line.stuck_seconds(205.0) == 15.0
    line.write(b"an answer")  # more to take is no progress
    assert line.stuck_seconds(215.0) == 25.0


def test_w6_a_drained_socket_is_not_stuck(stalled: tuple[Protocol, Line]) -> None:
    _, line = stalled
    line.stalled_at = None
    assert line.stuck_seconds(1_000.0) == 0.0


class NoFeed:
    """A feed with nothing new."""

    class view:  # stands for an attribute
        """Its only part that is asked for."""

        seq = 0


def viewer_on(line: Line) -> Viewer:
    """A viewer of a board without news."""
    return Viewer(line, cast(Any, NoFeed()), 1, "de")


def test_w6_an_old_view_of_oneself_never_comes_after_a_newer_one(stalled: tuple[Protocol, Line]) -> None:
    protocol, line = stalled
    viewer = viewer_on(line)
    viewer.tell_me(b"old")
    viewer.tell_me(b"newer")
    me = cast(Me, {"id": 1})
    viewer.accept("0b1e5a32-6a4c-4a53-9f0c-d8f1f5f6a001", 7, {}, me)
    line.stalled_at = None
    viewer.deliver()
    assert [b'"t":"ok"' in sent for sent in protocol.frames[1:]] == [True]


def test_w6_while_it_is_stalled_the_newest_me_alone_waits(stalled: tuple[Protocol, Line]) -> None:
    protocol, line = stalled
    viewer = viewer_on(line)
    for number in range(5):
        viewer.tell_me(b"me %d" % number)
        viewer.pulse(b"pulse", (number, 1))
        viewer.deliver()
    assert len(protocol.frames) == 1
    line.stalled_at = None
    viewer.deliver()
    viewer.deliver()
    assert protocol.frames[1:] == [b"me 4"]


@pytest.mark.parametrize("length", [0, 1, 125, 126, 127, 65_535, 65_536, 70_000])
def test_text_frames_are_those_of_rfc_6455(length: int) -> None:
    payload = b"x" * length
    assert lines.text_frame(payload) == Frame(Opcode.TEXT, payload).serialize(mask=False)


def test_w5_patience_ends_with_the_100th_refusal_within_10_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("server.live.rates.time.monotonic", lambda: now[0])
    patience = Patience()
    for _ in range(99):
        now[0] += 0.1
        assert not patience.over()
    now[0] += 0.1
    assert patience.over(), "the 100th within 9.9 seconds"
    slow = Patience()
    for _ in range(300):
        now[0] += 0.11
        assert not slow.over(), "never 100 within 10 seconds"
