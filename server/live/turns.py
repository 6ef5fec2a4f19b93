"""What happens to a batch of commands within one turn of the log."""

from collections.abc import Sequence

from server.board.apply import apply_entry
from server.board.decide import decide, entry_of, type_of
from server.board.entry import Entry
from server.board.events import PersonErased, VotersForgotten
from server.board.instants import milliseconds_between
from server.board.rejections import Rejection
from server.board.state import Board
from server.live import clock, metrics
from server.live.inbox import Accepted, Answer, Pending
from server.store.log import Turn
from server.store.secrets import Write, drop_person


async def decide_all(board: Board, row: int, batch: list[Pending], turn: Turn) -> list[Answer]:
    """Decide each command on the state that the ones before it made, and append what came of them.

    The board runs ahead of the log until the turn has been committed.
    """
    take_missed(board, turn.missed)
    answers: list[Answer] = []
    new: list[Entry] = []
    writes: list[Write] = []
    for pending in batch:
        answer, entry = _decide_one(board, pending)
        metrics.COMMANDS.labels(*_labels(pending, answer)).inc()
        answers.append(answer)
        if entry is not None:
            new.append(entry)
            writes += pending.writes(entry.result) if pending.writes else []
    erased = [event.person for entry in new for event in entry.events if isinstance(event, PersonErased)]
    writes += [write for person in erased for write in drop_person(row, person)]
    await turn.append(new, writes)
    for person in erased:
        await turn.forget(person)
    for entry in new:
        if any(isinstance(event, VotersForgotten) for event in entry.events):
            await turn.forget_voters(entry.seq)
    return answers


def take_missed(board: Board, entries: Sequence[Entry]) -> None:
    """Fold in what other processes appended."""
    for entry in entries:
        apply_entry(board, entry)
        metrics.RELAY_SECONDS.observe(milliseconds_between(entry.at, clock.now()) / 1000)


def _decide_one(board: Board, pending: Pending) -> tuple[Answer, Entry | None]:
    """The first outcome where this person's id is in the log already, else the core's decision (L3)."""
    command_id = pending.id.lower()  # two spellings of one UUID are one id
    known = board.outcomes.get((pending.actor.person, command_id))
    if known is not None:
        return Accepted(*known), None
    if isinstance(pending.command, Rejection):
        return pending.command, None
    now = clock.now()
    try:
        decision = decide(board, pending.command, pending.actor, now)
    except Rejection as rejection:
        return rejection, None
    entry = entry_of(board, pending.command, command_id, pending.actor, now, decision)
    apply_entry(board, entry)
    return Accepted(entry.seq, entry.result), entry


def _labels(pending: Pending, answer: Answer) -> tuple[str, str]:
    """A command's type and outcome; what could not be read has no type that is worth a label."""
    kind = "unreadable" if isinstance(pending.command, Rejection) else type_of(pending.command)
    return kind, answer.code if isinstance(answer, Rejection) else "ok"
