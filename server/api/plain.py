"""The plan without scripts: for browsers too old for the phone page (`/b/{slug}/plain`)."""

import html
from datetime import datetime
from zoneinfo import ZoneInfo

from litestar import Response, Router, get
from litestar.di import Provide

from server.api.caller import find_room
from server.board.entities import BoardSnapshot, Slot, Topic
from server.live.room import Room
from server.words import PLAIN, Language


@get("/b/{slug:str}/plain", dependencies={"room": Provide(find_room)}, include_in_schema=False)
async def plain(room: Room) -> Response[str]:
    """Programme and plan as a page that any browser reads, and the way to the helper desk."""
    page = plain_page(room.feeds["all"].view.snapshot())
    return Response(page, media_type="text/html", headers={"Cache-Control": "no-cache"})


def plain_page(board: BoardSnapshot) -> str:
    """The page in the board's language; everything that people typed is shown as text (T1)."""
    language: Language = "en" if board.lang == "en" else "de"
    words = PLAIN[language]
    slots = "".join(_slot(board, slot, language) for slot in sorted(board.slots, key=lambda s: s.starts))
    waiting = [t for t in board.topics if t.slot is None and t.status == "open"]
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f"<title>{html.escape(board.title)}</title></head><body><main>"
        f"<h1>{html.escape(board.title)}</h1><p>{html.escape(board.place)}</p><p>{words['desk']}</p>"
        f"<h2>{words['plan']}</h2>{slots}<h2>{words['waiting']}</h2>{_list(board, waiting, language)}"
        "</main></body></html>"
    )


def _slot(board: BoardSnapshot, slot: Slot, language: Language) -> str:
    times = f"{_clock(slot.starts, board.tz)}–{_clock(slot.ends, board.tz)}"
    heading = f"<h3>{times} {html.escape(slot.title)}</h3>"
    placed = [t for t in board.topics if t.slot == slot.id]
    return heading + (_list(board, placed, language) if slot.kind == "session" else "")


def _list(board: BoardSnapshot, topics: list[Topic], language: Language) -> str:
    if not topics:
        return f"<p>{PLAIN[language]['none']}</p>"
    return "<ul>" + "".join(f"<li>{_topic(board, topic, language)}</li>" for topic in topics) + "</ul>"


def _topic(board: BoardSnapshot, topic: Topic, language: Language) -> str:
    tables = {table.id: table.name for table in board.tables}
    people = {person.id: person.name for person in board.people}
    at = f" · {PLAIN[language]['table']} {tables[topic.table]}" if topic.table is not None else ""
    host = people.get(topic.host or 0)
    by = f" ({PLAIN[language]['by']} {host})" if host else ""
    return html.escape(f"{topic.id} {topic.title}{at}{by}")


def _clock(at: str, zone: str) -> str:
    return datetime.fromisoformat(at).astimezone(ZoneInfo(zone)).strftime("%H:%M")


router = Router("/", route_handlers=[plain])
