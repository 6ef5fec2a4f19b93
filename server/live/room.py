"""One board in this process: its inbox, its ledger and its audience (DESIGN: the way of a command).

Whatever waits is decided and committed as one transaction; while it commits, the next commands gather. HTTP,
the socket and the command line all come through this inbox; there is no other path that changes a board.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence

from server.board.commands.shapes import Command
from server.board.entry import Actor
from server.board.rejections import Rejection
from server.board.showing import ViewName
from server.board.state import Board, Touched
from server.live.audience import Audience, CountPeople, News
from server.live.feed import Feed
from server.live.inbox import Accepted, Answer, Pending
from server.live.ledger import Ledger
from server.live.viewer import FAULT, Viewer
from server.store.log import BoardRow, Log
from server.store.secrets import Write

logger = logging.getLogger(__name__)

_AT_ONCE = 256
"""Commands of one transaction: deciding them takes a few milliseconds."""

_CLOSING_SECONDS = 10.0
_PATIENCE_SECONDS = 8.0


class Room:
    """A board with everyone who looks at it."""

    def __init__(self, ledger: Ledger, ring: Callable[[int, int], None], count_people: CountPeople) -> None:
        """`ring` tells other processes of new entries, `count_people` counts who is here over all of them."""
        self.audience = Audience(ledger.row.id, count_people)
        self._ledger = ledger
        self._ring = ring
        self._inbox: list[Pending] = []
        self._asking: list[asyncio.Future[None]] = []
        self._heard = False
        self._waiting = asyncio.Event()
        self._closing = False
        self._loop = asyncio.create_task(self._run())

    @property
    def row(self) -> BoardRow:
        """Which board this is."""
        return self._ledger.row

    @property
    def log(self) -> Log:
        """Where its entries are."""
        return self._ledger.log

    @property
    def board(self) -> Board:
        """The state; to be read after `settled`, until the next await."""
        return self._ledger.board

    @property
    def feeds(self) -> dict[ViewName, Feed]:
        """Both views."""
        return self._ledger.feeds

    async def settled(self) -> None:
        """Wait until the state holds all that was acknowledged before this call, and only what is durable.

        That stays so until the next await (W8). TimeoutError where the database does not say in time.
        """
        if self.log.shared:
            asked: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._asking.append(asked)
            self._waiting.set()
            await asyncio.wait_for(asked, _PATIENCE_SECONDS)
        while not self._ledger.settled.is_set():
            await self._ledger.settled.wait()

    def hear(self) -> None:
        """Another process may have appended to the log: look."""
        self._heard = True
        self._waiting.set()

    async def enter(self, viewer: Viewer, since: int | None, epoch: str | None) -> None:
        """Open a connection; another epoch, or a seq from the future, gets the whole board (L4)."""
        await self.settled()
        view = viewer.feed.view
        known = since is not None and epoch == view.epoch and 0 <= since <= view.seq
        self.audience.enter(viewer, self.board, since if known else None)

    def post(self, pending: Pending) -> None:
        """Put a command into the inbox; it is answered once it is durable, or refused."""
        self._inbox.append(pending)
        self._waiting.set()

    async def submit(
        self,
        command: Command | Rejection,
        command_id: str,
        actor: Actor,
        writes: Callable[[dict[str, int]], Sequence[Write]] | None = None,
    ) -> Accepted:
        """Post a command and wait for what becomes of it; raises its Rejection."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

        def answer(found: Answer) -> None:
            if not future.done():
                future.set_result(found)

        self.post(Pending(command=command, id=command_id, actor=actor, answer=answer, writes=writes))
        found = await future
        if isinstance(found, Accepted):
            return found
        raise found

    async def close(self) -> None:
        """Commit what waits, then stop; what the database has not taken by then was never acknowledged."""
        self._closing = True
        self._waiting.set()
        await asyncio.wait([self._loop], timeout=_CLOSING_SECONDS)
        self._loop.cancel()
        await asyncio.gather(self._loop, self.audience.stop(), return_exceptions=True)

    async def _run(self) -> None:
        while self._inbox or not self._closing:
            if self._inbox or self._asking or self._heard:
                await self._turn()
            else:
                self._waiting.clear()
                await self._waiting.wait()

    async def _turn(self) -> None:
        """Commit what waits, or look what others appended; then tell everyone."""
        batch, self._inbox = self._inbox[:_AT_ONCE], self._inbox[_AT_ONCE:]
        asking, self._asking, self._heard = self._asking, [], False
        seq, renewals = self.board.seq, self._ledger.renewals
        answers = await self._ledger.commit(batch)
        try:
            self._tell(batch, answers, self._ledger.show())
            if self._ledger.renewals > renewals:
                self.audience.restart()  # what they have been shown is of another log
        except Exception:
            # The commands are in the log. A fault in telling must not end the evening for everybody.
            logger.exception("a turn could not be told", extra={"board": self.row.slug})
            await self._ledger.recover()
        for asked in asking:
            if not asked.done():
                asked.set_result(None)
        if self.board.seq > seq:
            self._trace(seq, batch)
            if batch:
                self._ring(self.row.id, self.board.seq)

    def _trace(self, seq: int, batch: list[Pending]) -> None:
        """Let a command be followed by its id: into this turn's entries, and with `told` to the screens."""
        if logger.isEnabledFor(logging.DEBUG):
            ids = [pending.id for pending in batch]
            where = {"board": self.row.id, "after": seq, "seq": self.board.seq}
            logger.debug("committed" if batch else "heard", extra={**where, "commands": ids})

    def _tell(self, batch: list[Pending], answers: list[Answer], touched: Touched) -> None:
        """Answers first, with `me` where it changed; then `me` to others; then patches, in rounds (W2)."""
        news = self.audience.changed_me(self.board, touched)
        for pending, answer in zip(batch, answers, strict=True):
            if pending.answer is not None:
                pending.answer(answer)
            elif pending.viewer is not None:
                _answer(pending.viewer, pending, answer, news)
        self.audience.tell_me(news)
        self.audience.fanout.change()


def _answer(viewer: Viewer, pending: Pending, answer: Answer, news: News) -> None:
    if isinstance(answer, Accepted):
        viewer.accept(pending.id, answer.seq, answer.result, news.take(pending.actor.person, viewer))
    elif isinstance(answer, Rejection):
        viewer.refuse(pending.id, answer)
    else:
        viewer.close(FAULT, "internal error")
