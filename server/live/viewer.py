"""One connection to a board: what it has been told, and how it is told more (part 5)."""

from server import wire
from server.board.me import Me
from server.board.rejections import Rejection
from server.live.feed import Feed
from server.live.line import Line, text_frame
from server.live.rates import Patience
from server.words import Language, in_words

ENDED, STUCK, BAD_FRAME, NO_BOARD, TOO_MANY, FAULT = 4001, 4002, 4000, 4003, 4004, 1011
RESTART = 1012
"""Close codes (W5)."""


class Viewer:
    """A socket, whose it is (null: a watcher), its view, and the seq that it has been told.

    Nothing queues up here: what the viewer missed is worked out when its socket is drained (W6).
    """

    __slots__ = ("_line", "_me_owed", "feed", "language", "patience", "person", "pulsed", "seq")

    def __init__(self, line: Line, feed: Feed, person: int | None, language: Language) -> None:
        self._line = line
        self.feed = feed
        self.person = person
        self.language = language
        self.seq = 0
        self.pulsed: tuple[int, int] | None = None
        self.patience = Patience()
        self._me_owed: bytes | None = None
        line.on_drained = self.deliver

    def stuck_seconds(self, now: float) -> float:
        """How long the socket has taken nothing of what waits for it, at a monotonic second."""
        return self._line.stuck_seconds(now)

    @property
    def drained(self) -> bool:
        """Whether the socket has taken all that was written to it."""
        return self._line.stalled_at is None

    def hello(self, hello: wire.Hello, since: int | None) -> None:
        """The first frame; then the board, or a patch from `since`, or nothing where it is up to date."""
        self._line.write(text_frame(wire.encode(hello)))
        self.seq = self.feed.view.seq
        if since is None:
            self._line.write(self.feed.board_frame())
        elif since < self.seq:
            self._line.write(self.feed.patch(since))

    def deliver(self) -> None:
        """Bring this viewer up to date, if its socket is drained: its own view first, then the board (W2)."""
        if not self.drained:
            return
        if self._me_owed is not None:
            frame, self._me_owed = self._me_owed, None
            self._line.write(frame)
        newest = self.feed.view.seq
        if self.seq < newest:
            self._line.write(self.feed.patch(self.seq))
            self.seq = newest

    def tell_me(self, frame: bytes) -> None:
        """This person's own view has changed; the newest waits for a drained socket."""
        self._me_owed = frame
        if self.drained:
            self._line.write(frame)
            self._me_owed = None

    def pulse(self, frame: bytes, counts: tuple[int, int]) -> None:
        """Who is here; skipped while the socket is not drained."""
        if self.drained:
            self._line.write(frame)
            self.pulsed = counts

    def accept(self, command: str, seq: int, result: dict[str, int], me: Me | None) -> None:
        """The answer to an accepted command; its `me` is newer than one that still waits."""
        if me is not None:
            self._me_owed = None
        ok = wire.Ok(command, seq, result) if me is None else wire.Ok(command, seq, result, me)
        self._line.write(text_frame(wire.encode(ok)))

    def refuse(self, command: str, rejection: Rejection) -> None:
        """The answer to a refused command, in the reader's language."""
        words = in_words(rejection, self.language)
        self._line.write(text_frame(wire.encode(wire.No(command, rejection.code, words, rejection.detail))))

    def pong(self, frame: wire.Pong) -> None:
        """The answer to a ping."""
        self._line.write(text_frame(wire.encode(frame)))

    def close(self, code: int, reason: str) -> None:
        """End the connection with one of part 5's codes."""
        self._line.close(code, reason)
