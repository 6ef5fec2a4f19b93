"""What holds on every board at every seq, worked out anew from the rules and not from the code."""

from server.board.showing import ViewName
from server.board.state import Board, TopicState
from server.board.view import View


def check_laws(board: Board, views: dict[ViewName, View]) -> None:
    """Fail where a board breaks C1, C4, T2, T5, V2, V4, P4, T6 or M1."""
    for topic in board.topics.values():
        _check_hosts(topic)
        _check_status(board, topic)
    _check_places(board)
    _check_counts(board, views)
    _check_secrets(board, views["all"])


def _check_hosts(topic: TopicState) -> None:
    assert topic.host not in topic.cohosts, f"T5: the host of {topic.id} is their own co-host"
    assert len(set(topic.cohosts)) == len(topic.cohosts), f"T5: someone helps {topic.id} twice"
    assert not set(topic.offers) & {topic.host, *topic.cohosts}, f"T5: a host of {topic.id} offers to help"


def _check_status(board: Board, topic: TopicState) -> None:
    if topic.status != "open":
        assert topic.slot is None, f"T4, T6, M2: {topic.status}, and at a table"
        assert topic.table is None
        assert not topic.here, f"H1: {topic.status}, and someone is here"
        assert topic.merge_offer is None, f"M3: {topic.status}, and an offer"
    if topic.merged_into is not None:
        assert board.topics[topic.merged_into].status == "open", "M1: merged into one that is not open"


def _check_places(board: Board) -> None:
    placed = [topic for topic in board.topics.values() if topic.slot is not None]
    places = [(topic.slot, topic.table) for topic in placed]
    assert len(set(places)) == len(places), "C1: two topics at one place"
    assert all(board.slots[topic.slot or 0].kind == "session" for topic in placed), "C1"
    assert all(topic.table in board.tables for topic in placed), "C6"
    busy = [(topic.slot, topic.host) for topic in placed if topic.host is not None]
    assert len(set(busy)) == len(busy), "C4: someone hosts two topics in one slot"


def _check_counts(board: Board, views: dict[ViewName, View]) -> None:
    """V2, V4: count the people; V3: everybody is told nothing while the vote is open and counts wait."""
    told = {tally.id: tally for tally in views["facilitators"].snapshot().tallies}
    everybody = {tally.id: tally for tally in views["all"].snapshot().tallies}
    withheld = board.settings.votes_shown == "after" and board.gates["vote"]
    for number, topic in board.topics.items():
        counted = {t.id for t in board.topics.values() if number in (t.id, t.merged_into)}
        people = [p for p in board.people.values() if counted & set(p.votes)]
        votes = 0 if topic.merged_into is not None else len(people)
        here = sum(person.here == number for person in board.people.values())
        assert (told[number].votes, told[number].here) == (votes, here), f"V4: the counts of {number}"
        if number in everybody:
            assert everybody[number].here == here
            assert everybody[number].votes == (None if withheld else votes), "V3"


def _check_secrets(board: Board, view: View) -> None:
    """P4: only those who act in public are named; T6: nothing of a hidden topic is in everybody's view."""
    snapshot = view.snapshot()
    hidden = {topic.id for topic in board.topics.values() if topic.hidden}
    shown = {topic.id for topic in snapshot.topics}
    assert shown == set(board.topics) - hidden
    assert {report.topic for report in snapshot.reports} <= shown
    assert {made.topic for made in snapshot.commitments} <= shown
    assert snapshot.scene.topic not in hidden
    assert all(topic.reason is None for topic in snapshot.topics)
    assert not {topic.merge_offer for topic in snapshot.topics} & hidden
    public = {made.person for made in snapshot.commitments}
    for topic in snapshot.topics:
        public |= {topic.host or 0, *topic.cohosts}
    people = {person.id for person in snapshot.people}
    assert public - {0} <= people, "W1: someone is named by id and not told"
    assert all(p in public or board.people[p].erased for p in people), "P4: someone is named without need"
