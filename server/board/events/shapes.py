"""What every event is made of."""

from msgspec import Struct


class Event(Struct, tag_field="event", forbid_unknown_fields=True):
    """Something that happened on a board. The log keeps it for good, so its fields only ever grow."""
