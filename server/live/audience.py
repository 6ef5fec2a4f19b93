"""Everyone who looks at a board in this process: who is there, what each was told, the pulse."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable

from msgspec import Struct, field

from server import wire
from server.board.me import Me, me_of
from server.board.state import ROLES, Board, Touched
from server.live import clock, metrics
from server.live.fanout import Fanout
from server.live.line import text_frame
from server.live.viewer import ENDED, RESTART, STUCK, Viewer

logger = logging.getLogger(__name__)

PULSE_SECONDS, QUIET_SECONDS = 2.0, 20.0
"""Counts are told at most so often, and at least so often (part 5)."""

STUCK_SECONDS = 20.0
"""A socket that takes nothing for so long is closed with 4002 (W6)."""


CountPeople = Callable[[int, Iterable[int]], Awaitable[int]]
"""From a board's id and the people connected here to how many different people are connected anywhere."""


class News(Struct):
    """Whose own view changed with a turn, and which of their connections have it with an answer already."""

    changed: dict[int, Me]
    carried: set[int] = field(default_factory=set)
    ended: list[int] = field(default_factory=list)

    def take(self, person: int | None, viewer: Viewer) -> Me | None:
        """The sender's own view for an `ok`, once a connection; null where it did not change."""
        if person not in self.changed or id(viewer) in self.carried:
            return None
        self.carried.add(id(viewer))
        return self.changed[person]


class Audience:
    """The viewers of one board."""

    def __init__(self, board: int, count_people: CountPeople) -> None:
        """`count_people` counts those who are connected, over all processes."""
        self._board = board
        self._count_people = count_people
        self._connections = metrics.CONNECTIONS.labels(board)
        self._viewers: dict[Viewer, None] = {}
        self._present: dict[int, dict[Viewer, None]] = {}
        self._me: dict[int, Me] = {}
        self._told_at = time.monotonic()
        self._joined = 0
        self.fanout = Fanout(board, self._viewers)
        self._heart = asyncio.create_task(self._beat())

    def enter(self, viewer: Viewer, board: Board, since: int | None) -> None:
        """A connection opens: hello, then what it missed (W3). The board holds only what is durable."""
        me = self._enter_person(viewer, board)
        self._viewers[viewer] = None
        self._connections.inc()
        self._joined = _joined(board)
        view = viewer.feed.view
        hello = wire.Hello(epoch=view.epoch, seq=view.seq, now=clock.now(), me=me)
        viewer.hello(hello, since)

    def leave(self, viewer: Viewer) -> None:
        """A connection is gone."""
        del self._viewers[viewer]
        self._connections.dec()
        person = viewer.person
        if person in self._present:
            self._present[person].pop(viewer, None)
            if not self._present[person]:
                del self._present[person], self._me[person]

    def changed_me(self, board: Board, touched: Touched) -> News:
        """Look again at those connected people whose own view a turn may have changed.

        Whoever was erased, or lost a role, will lose their connections (P3, P5).
        """
        news = News({})
        for person in self._present.keys() if touched.everybody else touched.people & self._present.keys():
            before, now = self._me[person], me_of(board, board.people[person])
            if board.people[person].erased or ROLES.index(now.role) < ROLES.index(before.role):
                news.ended.append(person)
            elif now != before:
                self._me[person] = news.changed[person] = now
        self._joined = _joined(board) if touched.people else self._joined
        return news

    def tell_me(self, news: News) -> None:
        """Send each changed own view to all of the person's devices that have not got it with an answer.

        Connections end here, too: after the answers, so that whoever erased themself hears that it is done.
        """
        for person, me in news.changed.items():
            frame = text_frame(wire.encode(wire.MeFrame(me)))
            for viewer in self._present.get(person, ()):
                if id(viewer) not in news.carried:
                    viewer.tell_me(frame)
        for person in news.ended:
            self._end(person)

    def restart(self) -> None:
        """Let everyone come back: they have been shown another log (L4)."""
        for viewer in tuple(self._viewers):
            viewer.close(RESTART, "another log")

    async def stop(self) -> None:
        """No more pulses and patches."""
        self._heart.cancel()
        await asyncio.gather(self._heart, self.fanout.stop(), return_exceptions=True)

    def _enter_person(self, viewer: Viewer, board: Board) -> Me | None:
        if viewer.person is None:
            return None
        self._present.setdefault(viewer.person, {})[viewer] = None
        me = self._me[viewer.person] = me_of(board, board.people[viewer.person])
        return me

    def _end(self, person: int) -> None:
        for viewer in self._present[person]:
            viewer.close(ENDED, "access ended")

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(PULSE_SECONDS)
            try:
                self._close_stuck()
                self._pulse(await self._count_people(self._board, tuple(self._present)))
            except Exception:
                logger.exception("a pulse was lost", extra={"board": self._board})

    def _pulse(self, online: int) -> None:
        """Tell the counts to everyone who has not been told them, and to all when it was quiet for long."""
        counts = (online, self._joined)
        quiet = time.monotonic() - self._told_at >= QUIET_SECONDS - PULSE_SECONDS
        frame = text_frame(wire.encode(wire.Pulse(clock.now(), *counts)))
        for viewer in tuple(self._viewers):
            if quiet or viewer.pulsed != counts:
                viewer.pulse(frame, counts)
        if quiet:
            self._told_at = time.monotonic()

    def _close_stuck(self) -> None:
        now = time.monotonic()
        for viewer in tuple(self._viewers):
            if viewer.stuck_seconds(now) > STUCK_SECONDS:
                metrics.SLOW_CLOSES.inc()
                viewer.close(STUCK, "too slow")


def _joined(board: Board) -> int:
    return sum(not person.erased for person in board.people.values())
