"""The server's clock: the only place where the time comes from."""

from datetime import UTC, datetime

from server.board.instants import Instant, instant


def now() -> Instant:
    """The time, in UTC with milliseconds."""
    return instant(datetime.now(UTC))
