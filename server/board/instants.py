"""Instants: UTC times with milliseconds, as text that sorts as time does (rule L5).

The log, the state and the wire all hold an instant as `2025-07-09T17:00:00.000Z`. The fixed form makes
comparing two of them a comparison of strings, and a snapshot needs no conversion.
"""

from datetime import UTC, datetime, timedelta

Instant = str

EARLIEST: Instant = "2000-01-01T00:00:00.000Z"
LATEST: Instant = "2999-12-31T23:59:59.999Z"


def instant(moment: datetime) -> Instant:
    """Write a datetime that knows its zone as an instant; ValueError where it has no zone."""
    if moment.tzinfo is None:
        raise ValueError("a time needs an offset, such as +02:00 or Z")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_instant(text: str) -> Instant:
    """Read an RFC 3339 time with an offset; ValueError says what is wrong with it."""
    try:
        found = instant(datetime.fromisoformat(text))
    except OverflowError as error:
        raise ValueError("this time is out of range") from error
    if not EARLIEST <= found <= LATEST:
        raise ValueError("a time lies between the years 2000 and 2999")
    return found


def as_datetime(at: Instant) -> datetime:
    """The same moment as a datetime in UTC."""
    return datetime.fromisoformat(at)


def plus(at: Instant, milliseconds: int) -> Instant:
    """The instant so many milliseconds later; ValueError when that leaves the years 2000 to 2999."""
    try:
        moved = instant(as_datetime(at) + timedelta(milliseconds=milliseconds))
    except OverflowError as error:
        raise ValueError("this time is out of range") from error
    if not EARLIEST <= moved <= LATEST:
        raise ValueError("a time lies between the years 2000 and 2999")
    return moved


def milliseconds_between(start: Instant, end: Instant) -> int:
    """How many milliseconds lie between two instants; negative when end is before start."""
    return (as_datetime(end) - as_datetime(start)) // timedelta(milliseconds=1)
