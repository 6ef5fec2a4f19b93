"""What several events of a topic have in common: what they touch, and what goes with a topic."""

from server.board.applying.people import touch_person
from server.board.state import Board, TopicState


def touch(board: Board, topic: TopicState) -> None:
    """A topic's card, and what its host is shown of it, may be others now."""
    board.touched.entities.add(("topics", topic.id))
    if topic.host is not None:
        board.touched.people.add(topic.host)


def touch_tally(board: Board, topic: TopicState) -> None:
    """A topic's counts may be others now."""
    board.touched.entities.add(("tallies", topic.id))


def touch_whole(board: Board, topic: TopicState) -> None:
    """A topic appears in or leaves a view, with all that hangs on it."""
    touch(board, topic)
    touch_tally(board, topic)
    board.touched.entities.add(("texts", topic.id))
    board.touched.entities.update(("reports", report) for report in topic.reports.values())
    for number in topic.commitments:
        board.touched.entities.add(("commitments", number))
        touch_person(board, board.commitments[number].person)
    for person in (topic.host, *topic.cohosts):
        touch_person(board, person)
    if board.scene.topic == topic.id:
        # Everybody's wall leaves a hidden topic, and finds it again (T6).
        board.touched.entities.add(("board", 0))


def touch_voters(board: Board, topic: TopicState) -> None:
    """Points on this topic may be spent or free now."""
    board.touched.people.update(topic.voters)


def free(board: Board, topic: TopicState) -> None:
    """A topic leaves its place, if it has one."""
    if topic.slot is not None and topic.table is not None:
        del board.places[topic.slot, topic.table]
        topic.slot = topic.table = None


def nobody_here(board: Board, topic: TopicState) -> None:
    """Nobody is at this topic any longer (H1)."""
    for person in topic.here:
        if person > 0:
            board.people[person].here = None
        board.touched.people.add(person)
    topic.here.clear()
