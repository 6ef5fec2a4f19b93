"""Forgetting in a log: the words that say who somebody is (P5), and who gave points or was where (V5)."""

from collections.abc import Iterator
from itertools import count

import msgspec

from server.board import events as e
from server.board.entry import Entry

NAMING_TYPES = ("person.join", "key.use", "person.add", "profile.set", "commitment.add")
"""The types of entry that can carry what P5 erases."""


def without_person(entry: Entry, person: int) -> Entry | None:
    """The entry with nothing of this person in it, or null where there was nothing."""
    events = [_forgotten(event, person) for event in entry.events]
    return None if events == entry.events else msgspec.structs.replace(entry, events=events)


def _forgotten(event: e.AnyEvent, person: int) -> e.AnyEvent:
    if isinstance(event, e.PersonJoined | e.ProfileChanged) and event.person == person:
        return msgspec.structs.replace(event, name=None, affiliation="", group=None)
    if isinstance(event, e.CommitmentMade) and event.person == person:
        return msgspec.structs.replace(event, who=None, contact=None)
    return event


_WHOSE = frozenset({"vote.cast", "vote.retract", "here.set", "here.clear"})
"""The types of entry that say by themselves who gave a point, or was where."""


def without_voters(entries: list[Entry]) -> list[Entry]:
    """A log in which points and presence are nobody's, and which gives the same counts (V5).

    Nobody has numbers below 0. A person's points have one number where topics were ever merged, since there
    they count once (V2), and others elsewhere; each stay at a topic has its own: no number is a trail.
    """
    nobody = _Nobody(entries)
    return [_anonymous(entry, nobody) for entry in entries]


def _anonymous(entry: Entry, nobody: "_Nobody") -> Entry:
    events = [known for event in entry.events for known in nobody.instead_of(event)]
    if entry.type in _WHOSE:
        return msgspec.structs.replace(entry, events=events, actor=None, acting_for=None)
    return msgspec.structs.replace(entry, events=events)


class _Nobody:
    """Who stands in a log instead of those who gave points and were at topics."""

    def __init__(self, entries: list[Entry]) -> None:
        events = [event for entry in entries for event in entry.events]
        self._together = _ever_merged(events)
        # Their erasing took the points back; beside it, a number would say whose they were.
        self._erased = {event.person for event in events if isinstance(event, e.PersonErased)}
        used = [event.person for event in events if isinstance(event, e.PointGiven | e.HereSetTo)]
        self._numbers = count(min([0, *used]) - 1, -1)
        self._points: dict[tuple[int, int], int] = {}
        self._stays: dict[int, int] = {}

    def instead_of(self, event: e.AnyEvent) -> Iterator[e.AnyEvent]:
        """The event as it is without the person in it; it may be gone, or become two."""
        if (
            not isinstance(event, e.PointGiven | e.PointTaken | e.HereSetTo | e.HereCleared)
            or event.person < 0
        ):
            yield event
        elif event.person in self._erased:
            return
        elif isinstance(event, e.PointGiven | e.PointTaken):
            yield msgspec.structs.replace(event, person=self._point(event.person, event.topic))
        else:
            before = self._stays.pop(event.person, None)
            if before is not None:
                yield e.HereCleared(before)
            if isinstance(event, e.HereSetTo):
                self._stays[event.person] = next(self._numbers)
                yield e.HereSetTo(self._stays[event.person], event.topic)

    def _point(self, person: int, topic: int) -> int:
        key = person, self._together.get(topic, topic)
        if key not in self._points:
            self._points[key] = next(self._numbers)
        return self._points[key]


def _ever_merged(events: list[e.AnyEvent]) -> dict[int, int]:
    """For each topic that was ever merged, or had one beneath it, the same topic for all of those."""
    together: dict[int, int] = {}
    for event in events:
        if isinstance(event, e.TopicMerged):
            one, other = (together.get(topic, topic) for topic in (event.topic, event.into))
            together |= {event.topic: one, event.into: one}
            together |= {topic: one for topic, first in together.items() if first == other}
    return together
