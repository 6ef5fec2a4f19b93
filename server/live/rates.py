"""How often one person may send (part 8): 10 commands a second, 30 at once."""

import math
import time
from collections import deque

PER_SECOND, BURST = 10.0, 30.0
PATIENCE, PATIENCE_SECONDS = 100, 10.0
"""So many refusals within so many seconds end the connection with 4004."""


class Rate:
    """A token bucket of one person, over all their devices and HTTP."""

    __slots__ = ("_left", "_since")

    def __init__(self) -> None:
        self._left, self._since = BURST, time.monotonic()

    def wait(self) -> int:
        """Seconds to wait before the next command; 0: it may pass, and is counted."""
        now = time.monotonic()
        self._left = min(BURST, self._left + (now - self._since) * PER_SECOND)
        self._since = now
        if self._left >= 1:
            self._left -= 1
            return 0
        return math.ceil((1 - self._left) / PER_SECOND)

    def idle(self) -> bool:
        """Whether the bucket is full again, so that it may be forgotten."""
        return self._left + (time.monotonic() - self._since) * PER_SECOND >= BURST


class Patience:
    """Counts the refusals of one connection."""

    __slots__ = ("_refused",)

    def __init__(self) -> None:
        self._refused: deque[float] = deque(maxlen=PATIENCE)

    def over(self) -> bool:
        """Note a refusal; true when it was one too many."""
        self._refused.append(time.monotonic())
        full = len(self._refused) == PATIENCE
        return full and self._refused[-1] - self._refused[0] <= PATIENCE_SECONDS


class Tries:
    """Wrong keys and codes of one address: what guards six letters against guessing.

    A hall shares one address, so somebody who guesses must not lock the others out for long: after 20 wrong
    tries one more is let through every three seconds. Guessing one of 887 million codes within ten minutes
    stays hopeless.
    """

    LIMIT, SECONDS_EACH, ADDRESSES = 20, 3.0, 10_000

    def __init__(self) -> None:
        self._wrong: dict[str, tuple[float, float]] = {}

    def wait(self, address: str) -> int:
        """Seconds until this address may try again; 0: now."""
        return max(0, math.ceil((self._count(address) - self.LIMIT + 1) * self.SECONDS_EACH))

    def wrong(self, address: str) -> None:
        """Note a wrong key or code."""
        count = self._count(address) + 1
        if len(self._wrong) >= self.ADDRESSES:
            del self._wrong[next(iter(self._wrong))]
        self._wrong[address] = (count, time.monotonic())

    def _count(self, address: str) -> float:
        """How many wrong tries weigh on an address now; one is forgiven every SECONDS_EACH."""
        count, since = self._wrong.get(address, (0.0, 0.0))
        return max(0.0, count - (time.monotonic() - since) / self.SECONDS_EACH)
