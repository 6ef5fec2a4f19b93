"""`xml`: the plan as a frab/Pentabarf schedule, for Giggity, EventFahrplan and the like.

The elements and their forms are those of the schedule.xml that the c3voc wiki describes and validates:
a guid of each event is a UUID, times carry an offset, rooms hang beneath days.
"""

import re
import uuid
from collections import defaultdict
from datetime import datetime
from xml.etree import ElementTree as Xml

from server.archive.proceedings import Proceedings, Source, Told
from server.archive.telling import tell
from server.archive.words import local
from server.board.entities import Slot
from server.board.instants import milliseconds_between

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SLOT_IDS = 1_000_000
"""Slots without topics are events, too; their numbers begin beyond those of topics."""

_Entry = tuple[Slot, Told | None]


def write(source: Source) -> bytes:
    """The schedule, a day for each date of the board's time zone on which a slot starts."""
    told = tell(source)
    root = Xml.Element("schedule")
    Xml.SubElement(root, "generator", name="Themenwand", version="1")
    _text(root, "version", source.now)
    days = _days(told)
    _conference(root, told, sorted(days))
    for index, date in enumerate(sorted(days), 1):
        _day(root, told, index, date, days[date])
    Xml.indent(root)
    return bytes(Xml.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _days(told: Proceedings) -> dict[str, list[_Entry]]:
    days: dict[str, list[_Entry]] = defaultdict(list)
    for slot, topics in told.by_slot():
        if slot is not None:
            date = local(slot.starts, told.board.tz).date().isoformat()
            days[date] += [(slot, topic) for topic in topics] or [(slot, None)]
    if not days:  # the schema wants a day at least
        days[local(told.source.now, told.board.tz).date().isoformat()] = []
    return days


def _conference(root: Xml.Element, told: Proceedings, dates: list[str]) -> None:
    conference = Xml.SubElement(root, "conference")
    _text(conference, "title", told.board.title)
    _text(conference, "acronym", told.board.slug)
    _text(conference, "start", dates[0])
    _text(conference, "end", dates[-1])
    _text(conference, "days", str(len(dates)))
    _text(conference, "timeslot_duration", "00:05")
    _text(conference, "base_url", f"{told.source.base}/b/{told.board.slug}")
    _text(conference, "time_zone_name", told.board.tz)


def _day(root: Xml.Element, told: Proceedings, index: int, date: str, entries: list[_Entry]) -> None:
    now = told.source.now
    starts = min((slot.starts for slot, _ in entries), default=now)
    ends = max((slot.ends for slot, _ in entries), default=now)
    day = Xml.SubElement(
        root, "day", index=str(index), date=date, start=_time(told, starts), end=_time(told, ends)
    )
    rooms: dict[str, list[_Entry]] = defaultdict(list)
    for slot, topic in entries:
        rooms[_room(told, topic)].append((slot, topic))
    for name, held in rooms.items():
        room = Xml.SubElement(day, "room", name=_clean(name))
        for slot, topic in held:
            _event(room, told, name, slot, topic)


def _room(told: Proceedings, topic: Told | None) -> str:
    if topic is None or topic.table is None:
        return told.board.place or told.board.title
    return told.table(topic.table)


def _event(room: Xml.Element, told: Proceedings, name: str, slot: Slot, topic: Told | None) -> None:
    number = topic.id if topic else _SLOT_IDS + slot.id
    guid = uuid.uuid5(uuid.NAMESPACE_URL, f"themenwand:{told.board.slug}:{told.board.code}:{number}")
    event = Xml.SubElement(room, "event", id=str(number), guid=str(guid))
    minutes = milliseconds_between(slot.starts, slot.ends) // 60_000
    _text(event, "date", _time(told, slot.starts))
    _text(event, "start", local(slot.starts, told.board.tz).strftime("%H:%M"))
    # The form has two digits for hours; no slot of an evening comes near that.
    _text(event, "duration", f"{min(minutes // 60, 99):02}:{minutes % 60:02}")
    _text(event, "room", name)
    _text(event, "slug", f"{told.board.slug}-{number}")
    _text(event, "url", told.link(topic.id) if topic else f"{told.source.base}/b/{told.board.slug}")
    _text(event, "title", topic.title if topic else slot.title)
    _text(event, "subtitle", "")
    _text(event, "track", topic.theme.name if topic and topic.theme else "")
    _text(event, "type", "workshop" if topic else slot.kind)
    _text(event, "language", told.lang)
    _text(event, "abstract", topic.text if topic else "")
    _text(event, "description", "")
    persons = Xml.SubElement(event, "persons")
    for person in [topic.host, *topic.cohosts] if topic and topic.host else []:
        _text(persons, "person", person)
    Xml.SubElement(event, "links")


def _time(told: Proceedings, at: str) -> str:
    when: datetime = local(at, told.board.tz)
    return when.isoformat(timespec="seconds")


def _clean(text: str) -> str:
    """XML 1.0 has no way to write some characters that JSON has."""
    return _NO_XML.sub("\ufffd", text)


def _text(parent: Xml.Element, tag: str, text: str) -> None:
    Xml.SubElement(parent, tag).text = _clean(text)
