"""Themes, slots, tables and settings, changed while the board is live (F5, C6, C7)."""

from typing import Any

import msgspec
from msgspec import UNSET

from server.board import commands as c
from server.board import events as e
from server.board.entities import Slot
from server.board.entry import Decision
from server.board.instants import Instant, milliseconds_between
from server.board.rejections import Rejection
from server.board.rules.case import Case
from server.board.rules.evening import later
from server.board.text import within


def put_theme(case: Case, command: c.ThemePut) -> Decision:
    """A theme as it is now; without an id, a new one."""
    before = None if command.theme is UNSET else case.theme(command.theme)
    case.allow(case.facilitates)
    short = (before.short if before else "") if command.short is UNSET else command.short or ""
    number = before.id if before else case.board.next_id("themes")
    name, short = within(command.name, "name", 1, 80), within(short, "short", 0, 80)
    made = {} if before else {"theme": number}
    return _unless_same(before, e.ThemeChanged(number, name, short, command.color), "theme", made)


def put_slot(case: Case, command: c.SlotPut) -> Decision:
    """C6: a slot in use keeps its kind."""
    before = None if command.slot is UNSET else case.slot(command.slot)
    case.allow(case.facilitates)
    title = within(command.title, "title", 1, 80)
    if before and before.kind != command.kind and _slot_in_use(case, before.id):
        raise Rejection("in_use")
    number = before.id if before else case.board.next_id("slots")
    changed = e.SlotChanged(number, title, command.starts, command.ends, command.kind)
    return _unless_same(before, changed, "slot", {} if before else {"slot": number})


def put_table(case: Case, command: c.TablePut) -> Decision:
    """A table as it is now; without an id, a new one."""
    before = None if command.table is UNSET else case.table(command.table)
    case.allow(case.facilitates)
    place = (before.place if before else "") if command.place is UNSET else command.place or ""
    link = (before.link if before else None) if command.link is UNSET else command.link
    number = before.id if before else case.board.next_id("tables")
    name, place = within(command.name, "name", 1, 80), within(place, "place", 0, 80)
    made = {} if before else {"table": number}
    return _unless_same(before, e.TableChanged(number, name, command.seats, place, link), "table", made)


def remove_theme(case: Case, command: c.ThemeRemove) -> Decision:
    """C6: in use while any topic has it, whatever the topic's status."""
    theme = case.theme(command.theme)
    case.allow(case.facilitates)
    if any(topic.theme == theme.id for topic in case.board.topics.values()):
        raise Rejection("in_use")
    return Decision([e.ThemeRemoved(theme.id)])


def remove_slot(case: Case, command: c.SlotRemove) -> Decision:
    """C6."""
    slot = case.slot(command.slot)
    case.allow(case.facilitates)
    if _slot_in_use(case, slot.id):
        raise Rejection("in_use")
    return Decision([e.SlotRemoved(slot.id)])


def remove_table(case: Case, command: c.TableRemove) -> Decision:
    """C6."""
    table = case.table(command.table)
    case.allow(case.facilitates)
    if any(at == table.id for _, at in case.board.places):
        raise Rejection("in_use")
    return Decision([e.TableRemoved(table.id)])


def start_slot(case: Case, command: c.SlotStart) -> Decision:
    """C7: a slot starts now, what starts after it moves along, the timer runs to its end."""
    slot = case.slot(command.slot)
    case.allow(case.facilitates)
    by = milliseconds_between(slot.starts, case.now)
    length = milliseconds_between(slot.starts, slot.ends)
    following = [s for s in case.board.slots.values() if s.starts > slot.starts]
    moved = [_moved(each, by) for each in (slot, *following)]
    ends = later(case.now, length, "slot")
    return Decision([*moved, e.TimerSet(ends, max(1, length // 1000), slot.title)])


def shift_slot(case: Case, command: c.SlotShift) -> Decision:
    """C7: this slot and all that start after it."""
    slot = case.slot(command.slot)
    case.allow(case.facilitates)
    if command.minutes == 0:
        return Decision([])
    following = [s for s in case.board.slots.values() if s.starts > slot.starts]
    return Decision([_moved(each, command.minutes * 60_000) for each in (slot, *following)])


def change_settings(case: Case, command: c.SettingsSet) -> Decision:
    """F5; lowering the budget takes no points away (V2)."""
    case.allow(case.facilitates)
    asked: dict[str, Any] = {
        name: value for name, value in msgspec.structs.asdict(command).items() if value is not UNSET
    }
    if "welcome" in asked:
        asked["welcome"] = within(asked["welcome"] or "", "welcome", 0, 280)
    settings = msgspec.structs.replace(case.board.settings, **asked)
    return Decision([] if settings == case.board.settings else [e.SettingsChanged(settings)])


def _slot_in_use(case: Case, slot: int) -> bool:
    return any(at == slot for at, _ in case.board.places)


def _moved(slot: Slot, by: int) -> e.SlotChanged:
    starts: Instant = later(slot.starts, by, "slot")
    return e.SlotChanged(slot.id, slot.title, starts, later(slot.ends, by, "slot"), slot.kind)


def _unless_same(before: object, event: e.AnyEvent, key: str, result: dict[str, int]) -> Decision:
    """No event where the thing is as asked already."""
    fields = msgspec.structs.asdict(event)
    fields["id"] = fields.pop(key)
    if before is not None and msgspec.structs.asdict(before) == fields:  # type: ignore[arg-type]  # a Struct
        return Decision([])
    return Decision([event], result)
