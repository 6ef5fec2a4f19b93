"""Merging, the hosts' business (M1 to M3)."""

from server.board import commands as c
from server.board import events as e
from server.board.entry import Decision
from server.board.rejections import Rejection, unknown
from server.board.rules.case import Case, in_play
from server.board.state import Board, TopicState


def offer(case: Case, command: c.MergeOffer) -> Decision:
    """M1; a new offer takes the place of the one before."""
    topic, into = case.topic(command.topic), case.topic(command.into)
    case.allow(case.hosts(topic))
    case.gate(None)
    _one_level(topic, into)
    return Decision([] if topic.merge_offer == into.id else [e.MergeOffered(topic.id, into.id)])


def accept(case: Case, command: c.MergeAccept) -> Decision:
    """M2."""
    topic = case.topic(command.topic)
    if topic.merge_offer is None:
        raise unknown("topic", topic.id)
    into = case.board.topics[topic.merge_offer]
    case.allow(case.hosts(into))
    case.gate(None)
    _one_level(topic, into)
    cohost = topic.host if topic.host not in (None, into.host, *_own_right(case.board, into)) else None
    events: list[e.AnyEvent] = []
    if cohost is not None and cohost not in into.cohosts:
        events.append(e.CohostAdded(into.id, cohost))
    return Decision([*events, e.TopicMerged(topic.id, into.id, cohost)])


def decline(case: Case, command: c.MergeDecline) -> Decision:
    """M1: the other topic's host says no."""
    topic = case.topic(command.topic)
    into = case.board.topics.get(topic.merge_offer or 0)
    case.allow(into is None or case.hosts(into))
    case.gate(None)
    return Decision([] if into is None else [e.MergeOfferDropped(topic.id)])


def retract(case: Case, command: c.MergeRetract) -> Decision:
    """M1: the offering host thinks again."""
    topic = case.topic(command.topic)
    case.allow(case.hosts(topic))
    case.gate(None)
    return Decision([] if topic.merge_offer is None else [e.MergeOfferDropped(topic.id)])


def undo(case: Case, command: c.MergeUndo) -> Decision:
    """M3: either host, or a facilitator."""
    topic = case.topic(command.topic)
    into = case.board.topics.get(topic.merged_into or 0)
    case.allow(into is None or case.hosts(topic) or case.hosts(into))
    case.gate(None)
    return Decision([] if into is None else [e.TopicParted(topic.id)])


def undo_merges(board: Board, topic: TopicState) -> list[e.AnyEvent]:
    """A topic that leaves the wall parts from its merges, and offers to or from it end (M3)."""
    own = [topic.id] if topic.merged_into is not None else []
    events: list[e.AnyEvent] = [e.TopicParted(number) for number in (*own, *topic.merged)]
    offers = [t for t in board.topics.values() if t.merge_offer == topic.id or t is topic]
    events += [e.MergeOfferDropped(t.id) for t in offers if t.merge_offer is not None]
    return events


def _own_right(board: Board, into: TopicState) -> list[int]:
    """The co-hosts who would be co-hosts without any merge."""
    given = {board.topics[below].merge_cohost for below in into.merged}
    return [helper for helper in into.cohosts if helper not in given]


def _one_level(topic: TopicState, into: TopicState) -> None:
    """Both open, and no merge beneath the one or above the other (M1)."""
    if into.withdrawn:
        raise Rejection("withdrawn")
    in_play(topic)
    in_play(into)
    if topic.merged:
        raise Rejection("merged", {"into": topic.id})
