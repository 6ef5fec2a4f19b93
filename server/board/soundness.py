"""Could this entry be in a log? For logs that come from outside: import trusts no file (part 6, B3, T1).

`decide` bounds what commands bring into a log, and `apply` trusts it. A file that someone edited was decided
by nobody: here its events' words, numbers and ids are held against the same bounds.
"""

import re
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from server.board import events as e
from server.board.entities import Privacy
from server.board.entry import Entry
from server.board.instants import parse_instant
from server.board.rejections import Rejection
from server.board.state import Board
from server.board.text import many_lines, one_line

_LINES = {
    "title": 120,
    "subtitle": 80,
    "place": 160,
    "name": 80,
    "short": 80,
    "affiliation": 80,
    "group": 80,
    "groups": 80,
    "label": 80,
    "who": 80,
    "due": 40,
    "welcome": 280,
}
_TEXTS = {"text": 4000, "reason": 280}
_NOTES = 100_000
"""What a template says about privacy is stored as it was written, and has no other bound than a body's."""

_FORMS = {
    "slug": r"[a-z0-9-]{3,40}",
    "code": r"[A-Z2-9]{4}",
    "lang": r"de|en",
    "color": r"#[0-9A-Fa-f]{6}",
    "link": r"https?://[^\s]{1,1992}",
}
_TIMES = {"starts", "ends", "until", "at", "proposals_until"}
_LARGEST = 2**31 - 1


def check_entry(board: Board, entry: Entry) -> None:
    """ValueError says why an entry cannot be the board's next; the board is as those before it made it."""
    if entry.seq != board.seq + 1:
        raise ValueError(f"seq {entry.seq} does not follow {board.seq}")
    _check_time(entry.at)
    if not re.fullmatch(r"[a-z]{2,20}\.[a-z]{2,20}", entry.type) or not 1 <= len(entry.command) <= 64:
        raise ValueError("no such command")
    made = [isinstance(event, e.BoardMade) for event in entry.events]
    if any(made) != (entry.seq == 1) or any(made[1:]):
        raise ValueError("a board is made once, by its first event")
    for event in entry.events:
        check_fields(event)
    _check_new_ids(board, entry)


def check_fields(part: Any) -> None:
    """ValueError where a field of an event, or of what it holds, is out of its bounds."""
    for name, value in msgspec.structs.asdict(part).items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, msgspec.Struct):
                check_fields(each)
            elif isinstance(each, str):
                _check_text(part, name, each)
            elif isinstance(each, int) and abs(each) > _LARGEST:
                raise ValueError(f"{name} is out of range")


def _check_text(part: Any, name: str, value: str) -> None:
    if name in _FORMS:
        if not re.fullmatch(_FORMS[name], value):
            raise ValueError(f"{name} has another form")
    elif name in _TIMES:
        _check_time(value)
    elif name == "tz":
        ZoneInfo(value)
    elif isinstance(part, Privacy):
        if len(value) > _NOTES:
            raise ValueError(f"{name} is too long")
    elif name == "contact":
        _check_words(name, value, 120, one_line)
    elif name in _LINES:
        _check_words(name, value, _LINES[name], one_line)
    elif name in _TEXTS:
        _check_words(name, value, _TEXTS[name], many_lines)


def _check_words(name: str, value: str, most: int, tidy: Callable[[str, str], str]) -> None:
    try:
        if len(value) > most or tidy(value, name) != value:
            raise ValueError(f"{name} is too long, or not as it would be written")
    except Rejection as rejection:
        raise ValueError(f"{name}: {rejection.detail['what']}") from rejection


def _check_time(value: str) -> None:
    if parse_instant(value) != value:
        raise ValueError("a time is not as it would be written")


_NEW: dict[type, str] = {
    e.PersonJoined: "person people",
    e.TopicProposed: "topic topics",
    e.KeyMade: "key keys",
    e.CommitmentMade: "commitment commitments",
    e.ThemeChanged: "theme themes",
    e.SlotChanged: "slot slots",
    e.TableChanged: "table tables",
}
_CHANGES = (e.ThemeChanged, e.SlotChanged, e.TableChanged)


def _check_new_ids(board: Board, entry: Entry) -> None:
    """What an entry makes gets the next ids of its kind, in order; none is given twice (T2)."""
    given: dict[str, int] = {}
    for event in entry.events:
        if type(event) not in _NEW:
            continue
        field, kind = _NEW[type(event)].split()
        number = getattr(event, field)
        known = isinstance(event, _CHANGES) and number in getattr(board, kind)
        if not known:
            following = given.get(kind, board.next_id(kind))
            if number != following:
                raise ValueError(f"{field} {number} is not the next one")
            given[kind] = following + 1
