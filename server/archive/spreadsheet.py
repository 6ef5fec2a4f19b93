"""`csv`: one row a topic, for spreadsheets (RFC 4180: commas, CRLF, quotes doubled; a BOM for Excel)."""

import csv
import io

from server.archive.proceedings import REPORT_FIELDS, Proceedings, Source, Told
from server.archive.telling import tell
from server.archive.words import local

_COLUMNS = (
    *("number", "title", "text", "theme", "host", "cohosts", "status", "planned"),
    *("slot", "starts", "ends", "table", "room", "votes", "here", "merged_into"),
    *REPORT_FIELDS,
    *("commitments", "link"),
)


def write(source: Source) -> bytes:
    """The table, with a column of contacts where the source holds them (R2)."""
    told = tell(source)
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    contacts = source.contacts is not None
    table.writerow(told.word(name) for name in (*_COLUMNS, *(["contacts"] if contacts else [])))
    for topic in told.topics:
        row = [*_row(told, topic), *([_contacts(source, topic)] if contacts else [])]
        table.writerow(safe(cell) for cell in row)
    return out.getvalue().encode("utf-8-sig")


def _row(told: Proceedings, topic: Told) -> list[str]:
    slot, table, tz = topic.slot, topic.table, told.board.tz
    return [
        str(topic.id),
        topic.title,
        topic.text,
        topic.theme.name if topic.theme else "",
        topic.host,
        "; ".join(topic.cohosts),
        told.word(topic.status),
        told.word("yes") if topic.planned else "",
        slot.title if slot else "",
        local(slot.starts, tz).strftime("%Y-%m-%d %H:%M") if slot else "",
        local(slot.ends, tz).strftime("%Y-%m-%d %H:%M") if slot else "",
        table.name if table else "",
        table.place if table else "",
        "" if topic.votes is None else str(topic.votes),
        str(topic.here),
        "" if topic.into is None else str(topic.into),
        *(topic.reports.get(field, "") for field in REPORT_FIELDS),
        "\n".join(f"{promise.who}: {told.promise(promise)}" for promise in topic.promises),
        told.link(topic.id),
    ]


def _contacts(source: Source, topic: Told) -> str:
    found = [(promise.who, (source.contacts or {}).get(promise.id)) for promise in topic.promises]
    return "\n".join(f"{who}: {contact}" for who, contact in found if contact)


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before = + - @ and control characters."""
    return f"'{cell}" if cell and (cell[0] in "=+-@＝＋－＠" or cell[0] < " " or cell[0] == "\x7f") else cell
