"""`json`: a board's whole log with the snapshot that it gives, for organisers; and reading such a file again.

The file is written as the log is read, so that no evening is too long for memory. Its SHA-256 is over the
entries and the snapshot as this program writes them, so a file that was only laid out anew is still good.
"""

import hashlib
from collections.abc import AsyncIterator, Callable
from typing import Literal

import msgspec
from msgspec import Raw, Struct

from server.board.apply import apply_entry
from server.board.entities import BoardSnapshot
from server.board.entry import Entry
from server.board.instants import Instant
from server.board.soundness import check_entry
from server.board.state import Board
from server.board.view import fresh_view
from server.store.log import BoardRow, Log

LARGEST = 256 * 1024 * 1024
"""Bytes of a file that is still read: some fifty times an evening of a thousand people."""

_PAGE = 500
_encode = msgspec.json.Encoder().encode


class BadFile(Exception):
    """A file that no board is made from; the message says why."""


class LogFile(Struct, forbid_unknown_fields=True):
    """What the file holds; `snapshot` is the facilitators' view."""

    themenwand: Literal[1]
    slug: str
    code: str
    epoch: str
    exported: Instant
    log: list[Entry]
    snapshot: BoardSnapshot
    sha256: str


async def write(log: Log, row: BoardRow, seq: int, now: Instant) -> AsyncIterator[bytes]:
    """The file up to a seq of the board, piece by piece."""
    head = {"themenwand": 1, "slug": row.slug, "code": row.code, "epoch": row.epoch, "exported": now}
    yield _encode(head)[:-1] + b',"log":['
    board, digest = Board(epoch=row.epoch), hashlib.sha256()
    while board.seq < seq:
        entries = await log.read(row.id, board.seq, min(board.seq + _PAGE, seq))
        written = [_encode(entry) for entry in entries]
        yield (b",\n" if board.seq else b"\n") + b",\n".join(written)
        for entry, line in zip(entries, written, strict=True):
            apply_entry(board, entry)
            digest.update(line + b"\n")
    snapshot = _encode(fresh_view(board, "facilitators").snapshot())
    digest.update(snapshot)
    tail = {"snapshot": Raw(snapshot), "sha256": digest.hexdigest()}
    yield b"\n]," + _encode(tail)[1:] + b"\n"


def read(data: bytes) -> LogFile:
    """A file that is whole, and whose log gives the snapshot that it says; BadFile for any other."""
    if len(data) > LARGEST:
        raise BadFile(f"it is larger than {LARGEST // 1024**2} MiB")
    try:
        file = msgspec.json.decode(data, type=LogFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadFile(f"it is no board's export: {error}") from error
    if _digest(file) != file.sha256:
        raise BadFile("it is damaged: its checksum is another")
    board = fold_checked(file.epoch, file.log)
    if (board.slug, board.code) != (file.slug, file.code):
        raise BadFile("its log is of another board")
    if _encode(fresh_view(board, "facilitators").snapshot()) != _encode(file.snapshot):
        raise BadFile("its log does not give its snapshot")
    return file


def fold_checked(
    epoch: str, entries: list[Entry], check: Callable[[Board, Entry], None] = check_entry
) -> Board:
    """The board of a log that nobody vouches for; BadFile names the first entry that cannot be."""
    board = Board(epoch=epoch)
    for number, entry in enumerate(entries, 1):
        try:
            check(board, entry)
            apply_entry(board, entry)
        except (LookupError, ValueError, AttributeError, TypeError) as error:
            # Whatever applying stumbles over: the entry speaks of something that is not there.
            raise BadFile(f"entry {number} cannot be: {error or type(error).__name__}") from error
    if not entries:
        raise BadFile("its log is empty")
    return board


def _digest(file: LogFile) -> str:
    digest = hashlib.sha256()
    for entry in file.log:
        digest.update(_encode(entry) + b"\n")
    digest.update(_encode(file.snapshot))
    return digest.hexdigest()
