"""Which formats there are, and how a file of each is called (part 6)."""

from collections.abc import Callable

from msgspec import Struct

from server.archive import calendar, markdown, offline, papers, schedule, spreadsheet
from server.archive.proceedings import Source
from server.archive.words import local


class Format(Struct, frozen=True):
    """A format of everybody's view: what browsers are told it is, and what writes it."""

    extension: str
    media_type: str
    write: Callable[[Source], bytes]


FORMATS: dict[str, Format] = {
    "csv": Format("csv", "text/csv; charset=utf-8", spreadsheet.write),
    "md": Format("md", "text/markdown; charset=utf-8", markdown.write),
    "pdf": Format("pdf", "application/pdf", papers.proceedings),
    "ics": Format("ics", "text/calendar; charset=utf-8", calendar.write),
    "xml": Format("xml", "application/xml; charset=utf-8", schedule.write),
    "html": Format("zip", "application/zip", offline.write),
}
"""Every format but `json`, which is the log itself and for organisers alone (logfile)."""


def file_name(source: Source, extension: str) -> str:
    """`<slug>-<date>.<ext>`, the date in the board's time zone."""
    date = local(source.now, source.board.tz).date().isoformat()
    return f"{source.board.slug}-{date}.{extension}"
