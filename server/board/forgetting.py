"""Taking a person's words out of the log (P5): names, affiliations, groups and contacts, nothing else."""

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
