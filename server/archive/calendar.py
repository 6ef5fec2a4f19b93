"""`ics`: the plan for people's calendars (RFC 5545), with UIDs that stay when a topic moves or is renamed."""

from icalendar import Calendar, Event

from server.archive.proceedings import Proceedings, Source, Told
from server.archive.telling import tell
from server.board.entities import Slot
from server.board.instants import as_datetime


def write(source: Source) -> bytes:
    """An event for each topic that has a place, and for each slot that holds none; lines folded, CRLF."""
    told = tell(source)
    calendar = Calendar()
    calendar.add("prodid", "-//Themenwand//Themenwand//DE")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", told.board.title)
    calendar.add("x-wr-timezone", told.board.tz)
    for slot, topics in told.by_slot():
        if slot is None:
            continue
        for topic in topics:
            calendar.add_component(_topic(told, topic, slot))
        if not topics:
            calendar.add_component(_slot(told, slot))
    return bytes(calendar.to_ical())


def _event(told: Proceedings, slot: Slot, what: str) -> Event:
    event, board = Event(), told.board
    # Board codes differ on one server and are drawn at random, so no other board's event has this UID.
    event.add("uid", f"{what}.{board.slug}.{board.code.lower()}@themenwand")
    event.add("dtstamp", as_datetime(told.source.now))
    event.add("dtstart", as_datetime(slot.starts))
    event.add("dtend", as_datetime(slot.ends))
    return event


def _slot(told: Proceedings, slot: Slot) -> Event:
    event = _event(told, slot, f"slot-{slot.id}")
    event.add("summary", slot.title)
    if told.board.place:
        event.add("location", told.board.place)
    return event


def _topic(told: Proceedings, topic: Told, slot: Slot) -> Event:
    event = _event(told, slot, f"topic-{topic.id}")
    event.add("summary", f"{topic.id} {topic.title}")
    table = topic.table
    places = [told.table(table), table.place, told.board.place] if table else []
    event.add("location", ", ".join(place for place in places if place))
    hosts = [f"{told.word('by')} {'; '.join([topic.host, *topic.cohosts])}"] if topic.host else []
    event.add("description", "\n\n".join([*hosts, *([topic.text] if topic.text else [])]))
    event.add("url", told.link(topic.id))
    if topic.theme:
        event.add("categories", [topic.theme.name])
    return event
