"""Points and presence (V1 to V4, H1)."""

from server.board import commands as c
from server.board import events as e
from server.board.entry import Decision
from server.board.questions import interested, votes_left
from server.board.rejections import Rejection, unknown
from server.board.rules.case import Case, in_play


def cast(case: Case, command: c.VoteCast) -> Decision:
    """V1; a point on a topic merged into this one counts here already (V2)."""
    topic = case.topic(command.topic)
    case.allow(True)
    case.gate("vote")
    in_play(topic)
    if case.person.id in interested(case.board, topic):
        return Decision([])
    if votes_left(case.board, case.person) == 0:
        raise Rejection("no_votes_left")
    return Decision([e.PointGiven(topic.id, case.person.id)])


def retract(case: Case, command: c.VoteRetract) -> Decision:
    """V2; on hidden and withdrawn topics, too; with the points on topics merged into this one."""
    topic = case.board.topics.get(command.topic)
    if topic is None or (topic.hidden and case.person.id not in topic.voters and not case.facilitates):
        raise unknown("topic", command.topic)
    case.allow(True)
    case.gate("vote")
    if topic.merged_into is not None:
        raise Rejection("merged", {"into": topic.merged_into})
    given = [t for t in (topic.id, *topic.merged) if t in case.person.votes]
    return Decision([e.PointTaken(t, case.person.id) for t in given])


def here(case: Case, command: c.HereSet) -> Decision:
    """H1."""
    topic = case.topic(command.topic)
    case.allow(True)
    case.gate("report")
    in_play(topic)
    return Decision([] if case.person.here == topic.id else [e.HereSetTo(case.person.id, topic.id)])


def not_here(case: Case, _command: c.HereClear) -> Decision:
    """H1."""
    case.allow(True)
    case.gate("report")
    return Decision([] if case.person.here is None else [e.HereCleared(case.person.id)])
