"""Tables in slots: claim, release, swap (C1 to C4)."""

from server.board import commands as c
from server.board import events as e
from server.board.entry import Decision
from server.board.questions import busy_with, free_places
from server.board.rejections import Rejection
from server.board.rules.case import Case, in_play
from server.board.state import TopicState


def claim(case: Case, command: c.TableClaim) -> Decision:
    """C1 to C4: one topic a place, one place a topic, and nobody hosts two at once."""
    topic = case.topic(command.topic)
    slot, table = case.slot(command.slot), case.table(command.table)
    case.allow(case.helps(topic))
    case.gate("claim")
    in_play(topic)
    if slot.kind != "session":
        raise Rejection("slot_not_open")
    by = case.board.places.get((slot.id, table.id))
    if by == topic.id:
        return Decision([])
    if by is not None:
        raise Rejection("table_taken", {"by": by, "free": free_places(case.board, topic, slot.id)})
    _host_free(case, topic, slot.id)
    return Decision([e.PlaceTaken(topic.id, slot.id, table.id)])


def release(case: Case, command: c.TableRelease) -> Decision:
    """Frees a topic's place."""
    topic = case.topic(command.topic)
    case.allow(case.helps(topic))
    case.gate("claim")
    return Decision([] if topic.slot is None else [e.PlaceFreed(topic.id)])


def swap(case: Case, command: c.TableSwap) -> Decision:
    """C4: two topics exchange their places as one act; one without a place gets the other's."""
    one, other = case.topic(command.topic), case.topic(command.with_)
    case.allow(case.facilitates)
    in_play(one)
    in_play(other)
    if (one.slot, one.table) == (other.slot, other.table):
        return Decision([])
    if one.host != other.host:
        _host_free(case, one, other.slot)
        _host_free(case, other, one.slot)
    freed: list[e.AnyEvent] = [e.PlaceFreed(topic.id) for topic in (one, other) if topic.slot is not None]
    return Decision([*freed, *_takes(one, other), *_takes(other, one)])


def _host_free(case: Case, topic: TopicState, slot: int | None) -> None:
    """Rejection `host_busy` where the topic's host has another topic in the slot (C4)."""
    busy = busy_with(case.board, topic.host, slot, topic.id)
    if busy is not None:
        raise Rejection("host_busy", {"topic": busy})


def _takes(topic: TopicState, place_of: TopicState) -> list[e.AnyEvent]:
    if place_of.slot is None or place_of.table is None:
        return []
    return [e.PlaceTaken(topic.id, place_of.slot, place_of.table)]
