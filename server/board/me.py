"""One person's own view of a board: ME of part 5."""

from msgspec import Struct

from server.board.commands.shapes import Role
from server.board.entities import Topic
from server.board.questions import role_of, votes_left, votes_of
from server.board.showing import show_topic
from server.board.state import Board, PersonState


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


def me_of(board: Board, person: PersonState) -> Me:
    """What a person is shown of themself now."""
    hosted = [board.topics[topic] for topic in person.hosts]
    return Me(
        id=person.id,
        name=person.name,
        affiliation=person.affiliation,
        group=person.group,
        role=role_of(board, person),
        votes=votes_of(board, person),
        votes_left=votes_left(board, person),
        here=person.here,
        topics=[topic.id for topic in hosted],
        cohosts=list(person.cohosts),
        cohost_offers=[
            CohostOfferToMe(topic.id, helper, board.people[helper].name)
            for topic in hosted
            for helper in topic.offers
        ],
        merge_offers=_merge_offers(board, person),
        hidden=[
            HiddenTopic(show_topic(topic, reason=True), topic.text, topic.reason)
            for topic in hosted
            if topic.hidden
        ],
        blocked=person.blocked,
    )


def _merge_offers(board: Board, person: PersonState) -> list[MergeOfferToMe]:
    if not person.hosts:
        return []
    return [
        MergeOfferToMe(topic.id, topic.merge_offer)
        for topic in board.topics.values()
        if topic.merge_offer in person.hosts
    ]
