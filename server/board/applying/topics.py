"""What the events of cards and their hosts mean for the state."""

from collections.abc import Callable

from server.board import events as e
from server.board.applying.people import touch_person
from server.board.applying.touching import free, nobody_here, touch, touch_tally, touch_voters, touch_whole
from server.board.instants import Instant
from server.board.state import Board, TopicState


def _proposed(board: Board, event: e.TopicProposed, at: Instant) -> None:
    topic = TopicState(
        id=event.topic,
        title=event.title,
        text=event.text,
        theme=event.theme,
        host=None,
        planned=event.host is None,
        created=at,
    )
    board.topics[event.topic] = topic
    board.next_ids["topics"] = event.topic + 1
    _set_host(board, topic, event.host)
    touch_whole(board, topic)


def _edited(board: Board, event: e.TopicEdited, _at: Instant) -> None:
    topic = board.topics[event.topic]
    topic.title, topic.text, topic.theme = event.title, event.text, event.theme
    touch(board, topic)
    board.touched.entities.add(("texts", topic.id))


def _withdrawn(board: Board, event: e.TopicWithdrawn, _at: Instant) -> None:
    topic = board.topics[event.topic]
    topic.withdrawn = True
    free(board, topic)
    nobody_here(board, topic)
    touch(board, topic)
    touch_tally(board, topic)
    touch_voters(board, topic)


def _restored(board: Board, event: e.TopicRestored, _at: Instant) -> None:
    topic = board.topics[event.topic]
    topic.withdrawn = False
    touch(board, topic)
    touch_voters(board, topic)


def _hidden(board: Board, event: e.TopicHidden, _at: Instant) -> None:
    topic = board.topics[event.topic]
    topic.hidden, topic.reason, topic.hidden_by_block = True, event.reason, event.block
    free(board, topic)
    nobody_here(board, topic)
    touch_whole(board, topic)


def _shown(board: Board, event: e.TopicShown, _at: Instant) -> None:
    topic = board.topics[event.topic]
    topic.hidden, topic.reason, topic.hidden_by_block = False, None, None
    touch_whole(board, topic)


def _set_host(board: Board, topic: TopicState, person: int | None) -> None:
    if topic.host is not None:
        del board.people[topic.host].hosts[topic.id]
        touch_person(board, topic.host)
    topic.host = person
    if person is not None:
        topic.offers.pop(person, None)
        board.people[person].hosts[topic.id] = None
        touch_person(board, person)


def _host(board: Board, event: e.HostChanged, _at: Instant) -> None:
    topic = board.topics[event.topic]
    _set_host(board, topic, event.person)
    touch(board, topic)


def _offered(board: Board, event: e.CohostOffered, _at: Instant) -> None:
    topic = board.topics[event.topic]
    topic.offers[event.person] = None
    touch(board, topic)


def _offer_dropped(board: Board, event: e.CohostOfferDropped, _at: Instant) -> None:
    topic = board.topics[event.topic]
    del topic.offers[event.person]
    touch(board, topic)


def _cohost_added(board: Board, event: e.CohostAdded, _at: Instant) -> None:
    topic = board.topics[event.topic]
    topic.offers.pop(event.person, None)
    topic.cohosts.append(event.person)
    board.people[event.person].cohosts[topic.id] = None
    touch_person(board, event.person)
    touch(board, topic)


def _cohost_removed(board: Board, event: e.CohostRemoved, _at: Instant) -> None:
    remove_cohost(board, board.topics[event.topic], event.person)


def remove_cohost(board: Board, topic: TopicState, person: int) -> None:
    """A co-host is one no longer, and no merge is what made them one."""
    topic.cohosts.remove(person)
    del board.people[person].cohosts[topic.id]
    for below in topic.merged:
        if board.topics[below].merge_cohost == person:
            board.topics[below].merge_cohost = None
    touch_person(board, person)
    touch(board, topic)


APPLY: dict[type, Callable[..., None]] = {
    e.TopicProposed: _proposed,
    e.TopicEdited: _edited,
    e.TopicWithdrawn: _withdrawn,
    e.TopicRestored: _restored,
    e.TopicHidden: _hidden,
    e.TopicShown: _shown,
    e.HostChanged: _host,
    e.CohostOffered: _offered,
    e.CohostOfferDropped: _offer_dropped,
    e.CohostAdded: _cohost_added,
    e.CohostRemoved: _cohost_removed,
}
"""What to do for each event."""
