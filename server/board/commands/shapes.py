"""The values that commands are made of, with their bounds (part 4)."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Id = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Role = Literal["participant", "helper", "facilitator", "organiser"]
KeyRole = Literal["helper", "facilitator", "organiser"]
Phase = Literal["lobby", "collect", "market", "sessions", "harvest", "closed"]
Gate = Literal["join", "propose", "vote", "claim", "report"]
Scene = Literal["welcome", "topics", "topic", "plan", "now", "harvest", "auto"]
SlotKind = Literal["session", "plenary", "break"]
ReportField = Literal["happened", "next_step", "open_question"]
VotesShown = Literal["always", "after"]
Archive = Literal["closed", "public"]
Seconds = Annotated[int, Meta(ge=1, le=36_000)]
Color = Annotated[str, Meta(pattern=r"^#[0-9A-Fa-f]{6}\Z")]
Link = Annotated[str, Meta(pattern=r"^https?://[^\s]+\Z", max_length=2000)]
Seats = Annotated[int, Meta(ge=1, le=500)]
Budget = Annotated[int, Meta(ge=0, le=10_000)]


class Command(Struct, forbid_unknown_fields=True, tag_field="type"):
    """What someone asks of a board; the subclass's tag is its `type`."""
