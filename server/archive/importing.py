"""A board from its file: checked as a whole, without whoever was erased here, under a new epoch (L4, P5)."""

import msgspec

from server.archive.logfile import BadFile, fold_checked, read
from server.board.apply import apply_entry
from server.board.commands import PersonErase
from server.board.decide import decide, entry_of
from server.board.entry import Actor, Entry
from server.board.forgetting import without_person
from server.board.instants import Instant
from server.links import key_secret
from server.live.ledger import new_epoch
from server.settings import Settings
from server.store.log import BoardRow, Log
from server.store.restoring import erased_here, restore
from server.store.secrets import put_key


async def bring_in(log: Log, settings: Settings, data: bytes, now: Instant, replace: bool) -> BoardRow:
    """The board of a file. BadFile where the file is not good; NameTaken where the board is here already.

    With `replace`, the file takes the place of the board that is here, if it is the same board.
    """
    file = read(data)
    other = await log.board_with_code(file.code)
    if other is not None and other.slug != file.slug:
        raise BadFile(f"the board {other.slug} here has its code")
    entries = without_erased(file.log, await erased_here(log, file.log), now)
    board = fold_checked(file.epoch, entries)
    return await restore(
        log,
        BoardRow(0, file.slug, file.code, new_epoch()),
        entries,
        lambda row: [put_key(row.id, key, key_secret(settings, row, key)) for key in board.keys],
        replace,
    )


def without_erased(entries: list[Entry], erased: set[int], now: Instant) -> list[Entry]:
    """A log with nothing in it of these people, nor of those erased in it; at its end all of them are."""
    board = fold_checked("", entries)
    everyone = erased | {person.id for person in board.people.values() if person.erased}
    more: list[Entry] = []
    for number in sorted(erased):
        if not board.people[number].erased:
            command, actor = PersonErase(number), Actor(number)
            entry = entry_of(
                board, command, f"erased-{number}", actor, now, decide(board, command, actor, now)
            )
            apply_entry(board, entry)
            more.append(entry)
    found = [*entries, *more]
    for number in everyone:
        found = [without_person(entry, number) or entry for entry in found]
    return msgspec.json.decode(msgspec.json.encode(found), type=list[Entry])
