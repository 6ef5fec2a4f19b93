"""What points, places, merges and presence mean for the state."""

from collections.abc import Callable

from server.board import events as e
from server.board.applying.topics import remove_cohost
from server.board.applying.touching import free, touch, touch_tally, touch_voters
from server.board.instants import Instant
from server.board.state import Board, TopicState


def _point_given(board: Board, event: e.PointGiven, _at: Instant) -> None:
    topic = board.topics[event.topic]
    topic.voters[event.person] = None
    if event.person > 0:  # else nobody: who gave the point is forgotten (V5)
        board.people[event.person].votes[topic.id] = None
        board.knows_voters = True
    board.touched.people.add(event.person)
    touch_tally(board, topic)


def _point_taken(board: Board, event: e.PointTaken, _at: Instant) -> None:
    topic = board.topics[event.topic]
    del topic.voters[event.person]
    if event.person > 0:
        del board.people[event.person].votes[topic.id]
    board.touched.people.add(event.person)
    touch_tally(board, topic)
    if topic.merged_into is not None:
        touch_tally(board, board.topics[topic.merged_into])


def _place_taken(board: Board, event: e.PlaceTaken, _at: Instant) -> None:
    topic = board.topics[event.topic]
    free(board, topic)
    topic.slot, topic.table = event.slot, event.table
    board.places[event.slot, event.table] = topic.id
    touch(board, topic)


def _place_freed(board: Board, event: e.PlaceFreed, _at: Instant) -> None:
    topic = board.topics[event.topic]
    free(board, topic)
    touch(board, topic)


def _merge_offered(board: Board, event: e.MergeOffered, _at: Instant) -> None:
    topic = board.topics[event.topic]
    if topic.merge_offer is not None:
        touch(board, board.topics[topic.merge_offer])
    topic.merge_offer = event.into
    touch(board, topic)
    touch(board, board.topics[event.into])


def _merge_offer_dropped(board: Board, event: e.MergeOfferDropped, _at: Instant) -> None:
    topic = board.topics[event.topic]
    if topic.merge_offer is not None:
        touch(board, board.topics[topic.merge_offer])
    topic.merge_offer = None
    touch(board, topic)


def _touch_both(board: Board, one: TopicState, other: TopicState) -> None:
    """The points of two topics are counted together, or apart, from now on."""
    for topic in (one, other):
        touch(board, topic)
        touch_tally(board, topic)
        touch_voters(board, topic)


def _merged(board: Board, event: e.TopicMerged, _at: Instant) -> None:
    topic, into = board.topics[event.topic], board.topics[event.into]
    free(board, topic)
    topic.merge_offer, topic.merged_into, topic.merge_cohost = None, into.id, event.cohost
    into.merged.append(topic.id)
    for person in topic.here:
        if person > 0:
            board.people[person].here = into.id
        into.here[person] = None
        board.touched.people.add(person)
    topic.here.clear()
    _touch_both(board, topic, into)


def _parted(board: Board, event: e.TopicParted, _at: Instant) -> None:
    topic = board.topics[event.topic]
    into = board.topics[topic.merged_into or 0]
    helper, topic.merge_cohost, topic.merged_into = topic.merge_cohost, None, None
    into.merged.remove(topic.id)
    # Who has the role from another merge, too, keeps it until that one is undone.
    given = {board.topics[below].merge_cohost for below in into.merged}
    if helper is not None and helper not in given:
        remove_cohost(board, into, helper)
    _touch_both(board, topic, into)


def _leave_here(board: Board, person: int) -> None:
    if person > 0:
        before = board.people[person].here
        board.people[person].here = None
    else:
        before = next((topic.id for topic in board.topics.values() if person in topic.here), None)
    if before is not None:
        del board.topics[before].here[person]
        touch_tally(board, board.topics[before])
    board.touched.people.add(person)


def _here(board: Board, event: e.HereSetTo, _at: Instant) -> None:
    _leave_here(board, event.person)
    topic = board.topics[event.topic]
    topic.here[event.person] = None
    if event.person > 0:
        board.people[event.person].here = topic.id
        board.knows_voters = True
    touch_tally(board, topic)


def _not_here(board: Board, event: e.HereCleared, _at: Instant) -> None:
    _leave_here(board, event.person)


APPLY: dict[type, Callable[..., None]] = {
    e.PointGiven: _point_given,
    e.PointTaken: _point_taken,
    e.PlaceTaken: _place_taken,
    e.PlaceFreed: _place_freed,
    e.MergeOffered: _merge_offered,
    e.MergeOfferDropped: _merge_offer_dropped,
    e.TopicMerged: _merged,
    e.TopicParted: _parted,
    e.HereSetTo: _here,
    e.HereCleared: _not_here,
}
"""What to do for each event."""
