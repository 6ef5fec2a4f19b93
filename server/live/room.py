"""One board in this process: its state, its inbox, and the loop that commits (DESIGN: the way of a command).

Whatever waits is decided and committed as one transaction; while it commits, the next commands gather. The
state runs ahead of the log only within a turn: nobody reads it until the turn has ended (`settled`), and when
a turn fails, the state is made anew from the log.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from itertools import count

from server.board.apply import apply_entry, take_touched
from server.board.commands.shapes import Command
from server.board.decide import decide, entry_of
from server.board.entry import Actor, Entry
from server.board.events import PersonErased
from server.board.rejections import Rejection
from server.board.showing import ViewName
from server.board.state import Board, Touched
from server.live import clock
from server.live.audience import Audience, News
from server.live.feed import Feed
from server.live.inbox import Accepted, Answer, Pending
from server.live.loading import load
from server.live.viewer import FAULT, Viewer
from server.store.log import BoardRow, DatabaseTrouble, Log, Turn
from server.store.secrets import Write, drop_person

logger = logging.getLogger(__name__)

_AT_ONCE = 256
"""Commands of one transaction: deciding them takes a few milliseconds."""

_RETRY_SECONDS = (0.05, 0.2, 1.0, 2.0)
_CLOSING_SECONDS = 10.0


class Room:
    """A board with everyone who looks at it. Made by `open_room`."""

    def __init__(self, row: BoardRow, log: Log, board: Board, feeds: dict[ViewName, Feed]) -> None:
        self.row = row
        self.board = board
        self.feeds = feeds
        self.audience = Audience()
        self.log = log
        self._inbox: list[Pending] = []
        self._waiting = asyncio.Event()
        self._settled = asyncio.Event()
        self._settled.set()
        self._closing = False
        self._loop = asyncio.create_task(self._commit_all())

    async def settled(self) -> None:
        """Wait until the state holds nothing that is not durable; it stays so until the next await."""
        while not self._settled.is_set():
            await self._settled.wait()

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

    async def _commit_all(self) -> None:
        while self._inbox or not self._closing:
            if not self._inbox:
                self._waiting.clear()
                await self._waiting.wait()
                continue
            batch, self._inbox = self._inbox[:_AT_ONCE], self._inbox[_AT_ONCE:]
            self._settled.clear()
            answers = await self._commit(batch)
            try:
                touched = take_touched(self.board)
                for feed in self.feeds.values():
                    feed.view.refresh(self.board, touched)
                self._settled.set()
                self._tell(batch, answers, touched)
            except Exception:
                # The commands are in the log. A fault in telling must not end the evening for everybody.
                logger.exception("a turn could not be told", extra={"board": self.row.slug})
                await self._start_over(0)

    async def _commit(self, batch: list[Pending]) -> list[Answer]:
        """What becomes of each command; tries again for as long as the database does not take them.

        Whether a failed turn was committed may be unknown: the log knows, and ids make a retry safe (L3).
        """
        for tries in count():
            try:
                async with self.log.turn(self.row.id, self.board.seq) as turn:
                    return await self._decide(batch, turn)
            except DatabaseTrouble:
                logger.exception("a turn failed", extra={"board": self.row.slug, "tries": tries})
                await self._start_over(_RETRY_SECONDS[min(tries, len(_RETRY_SECONDS) - 1)])
                self._settled.clear()
            except Exception as error:
                logger.exception("a turn has a fault", extra={"board": self.row.slug})
                await self._start_over(0)
                return [error for _ in batch]
        raise AssertionError("counting ends never")

    async def _start_over(self, seconds: float) -> None:
        """Make the state anew from the log; then people can read, and writing is tried after a while."""
        while True:
            try:
                self.board, views = await load(self.log, self.row)
                break
            except DatabaseTrouble:
                logger.exception("the log cannot be read", extra={"board": self.row.slug})
                await asyncio.sleep(_RETRY_SECONDS[-1])
        for view in views:
            self.feeds[view.name].view = view
        self.board.touched.everybody = True  # the log may hold what nobody was told
        self._settled.set()
        await asyncio.sleep(seconds)

    async def _decide(self, batch: list[Pending], turn: Turn) -> list[Answer]:
        for missed in turn.missed:
            apply_entry(self.board, missed)
        answers: list[Answer] = []
        new: list[Entry] = []
        writes: list[Write] = []
        for pending in batch:
            answer, entry = self._decide_one(pending)
            answers.append(answer)
            if entry is not None:
                new.append(entry)
                writes += pending.writes(entry.result) if pending.writes else []
        erased = [event.person for entry in new for event in entry.events if isinstance(event, PersonErased)]
        writes += [write for person in erased for write in drop_person(self.row.id, person)]
        await turn.append(new, writes)
        for person in erased:
            await turn.forget(person)
        return answers

    def _decide_one(self, pending: Pending) -> tuple[Answer, Entry | None]:
        """The first outcome where this person's id is in the log already, else the core's decision (L3)."""
        command_id = pending.id.lower()  # two spellings of one UUID are one id
        known = self.board.outcomes.get((pending.actor.person, command_id))
        if known is not None:
            return Accepted(*known), None
        if isinstance(pending.command, Rejection):
            return pending.command, None
        now = clock.now()
        try:
            decision = decide(self.board, pending.command, pending.actor, now)
        except Rejection as rejection:
            return rejection, None
        entry = entry_of(self.board, pending.command, command_id, pending.actor, now, decision)
        apply_entry(self.board, entry)
        return Accepted(entry.seq, entry.result), entry

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
