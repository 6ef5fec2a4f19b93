"""What reports and commitments mean for the state."""

from collections.abc import Callable

from server.board import events as e
from server.board.applying.people import touch_person
from server.board.instants import Instant
from server.board.state import Board, CommitmentState, ReportState


def _report(board: Board, event: e.ReportWritten, _at: Instant) -> None:
    if event.rev == 1:
        board.reports[event.report] = ReportState(event.report, event.topic, event.field, [])
        board.topics[event.topic].reports[event.field] = event.report
        board.next_ids["reports"] = event.report + 1
    board.reports[event.report].revisions.append(event.text)
    board.touched.entities.add(("reports", event.report))


def _commitment(board: Board, event: e.CommitmentMade, _at: Instant) -> None:
    number = event.commitment
    board.commitments[number] = CommitmentState(
        id=number,
        topic=event.topic,
        person=event.person,
        text=event.text,
        who=event.who,
        due=event.due,
        contact=event.contact,
    )
    board.topics[event.topic].commitments[number] = None
    board.people[event.person].commitments[number] = None
    board.next_ids["commitments"] = number + 1
    board.touched.entities.add(("commitments", number))
    touch_person(board, event.person)


def _no_commitment(board: Board, event: e.CommitmentRemoved, _at: Instant) -> None:
    gone = board.commitments.pop(event.commitment)
    del board.topics[gone.topic].commitments[gone.id]
    del board.people[gone.person].commitments[gone.id]
    board.touched.entities.add(("commitments", gone.id))
    touch_person(board, gone.person)


APPLY: dict[type, Callable[..., None]] = {
    e.ReportWritten: _report,
    e.CommitmentMade: _commitment,
    e.CommitmentRemoved: _no_commitment,
}
"""What to do for each event."""
