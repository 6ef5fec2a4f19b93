"""Reports and commitments (R1, R2)."""

from server.board import commands as c
from server.board import events as e
from server.board.commands.shapes import ReportField
from server.board.entry import Decision
from server.board.rejections import Rejection, unknown
from server.board.rules.case import Case, in_play
from server.board.state import Board, TopicState
from server.board.text import within


def write(case: Case, command: c.ReportWrite) -> Decision:
    """R1: a write names the revision it started from; a conflict returns the text that is there."""
    topic = case.topic(command.topic)
    case.allow(_may_write(case, topic))
    case.gate("report")
    text = within(command.text, "text", 0, 4000)
    in_play(topic)
    revisions = _revisions(case.board, topic, command.field)
    now = {"rev": len(revisions), "text": revisions[-1] if revisions else ""}
    if revisions and text == now["text"]:
        return Decision([], {"rev": len(revisions)})
    if command.base != len(revisions):
        detail = {"field": command.field, "base": command.base, "now": now}
        raise Rejection("conflict", detail)
    return _revise(case, topic, command.field, text)


def restore(case: Case, command: c.ReportRestore) -> Decision:
    """R1: an earlier text comes back as a new revision, so that nothing is lost."""
    topic = case.topic(command.topic)
    revisions = _revisions(case.board, topic, command.field)
    if not 1 <= command.rev <= len(revisions):
        raise unknown("rev", command.rev)
    case.allow(case.facilitates)
    text = revisions[command.rev - 1]
    if text == revisions[-1]:
        return Decision([], {"rev": len(revisions)})
    return _revise(case, topic, command.field, text)


def promise(case: Case, command: c.CommitmentAdd) -> Decision:
    """R2."""
    topic = case.topic(command.topic)
    case.allow(_may_write(case, topic))
    case.gate("report")
    number = case.board.next_id("commitments")
    made = e.CommitmentMade(
        number,
        topic.id,
        case.person.id,
        within(command.text, "text", 3, 280),
        within(command.who, "who", 1, 80),
        within(command.due or "", "due", 0, 40) or None,
        within(command.contact or "", "contact", 0, 120) or None,
    )
    in_play(topic)
    return Decision([made], {"commitment": number})


def take_back(case: Case, command: c.CommitmentRemove) -> Decision:
    """R2: its author and facilitators."""
    made = case.board.commitments.get(command.commitment)
    if made is None or (case.board.topics[made.topic].hidden and not case.facilitates):
        raise unknown("commitment", command.commitment)
    case.allow(made.person == case.person.id or case.facilitates)
    case.gate("report")
    return Decision([e.CommitmentRemoved(made.id)])


def _may_write(case: Case, topic: TopicState) -> bool:
    return case.helps(topic) or case.person.here == topic.id


def _revisions(board: Board, topic: TopicState, field: ReportField) -> list[str]:
    report = topic.reports.get(field)
    return [] if report is None else board.reports[report].revisions


def _revise(case: Case, topic: TopicState, field: ReportField, text: str) -> Decision:
    report = topic.reports.get(field, case.board.next_id("reports"))
    rev = len(_revisions(case.board, topic, field)) + 1
    return Decision([e.ReportWritten(report, topic.id, field, rev, text, case.person.id)], {"rev": rev})
