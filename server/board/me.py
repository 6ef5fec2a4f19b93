"""One person's own view of a board: ME of part 5."""

from msgspec import Struct

from server.board.commands.shapes import Role
from server.board.entities import Topic


class CohostOfferToMe(Struct, frozen=True):
    """Someone offers to help with a topic that I host."""

    topic: int
    person: int
    name: str | None


class MergeOfferToMe(Struct, frozen=True):
    """A topic would like to merge into one that I host."""

    topic: int
    into: int


class HiddenTopic(Struct, frozen=True):
    """A topic of mine that was hidden, and why (T6)."""

    topic: Topic
    text: str
    reason: str | None


class Me(Struct, frozen=True, kw_only=True):
    """What only this person is shown. `votes_left` null: no limit."""

    id: int
    name: str | None
    affiliation: str
    group: str | None
    role: Role
    votes: list[int]
    votes_left: int | None
    here: int | None
    topics: list[int]
    cohosts: list[int]
    cohost_offers: list[CohostOfferToMe]
    merge_offers: list[MergeOfferToMe]
    hidden: list[HiddenTopic]
    blocked: bool
