"""Making a board from its log."""

import asyncio

from server.board.apply import apply_entry, take_touched
from server.board.entry import Entry
from server.board.showing import VIEW_NAMES
from server.board.state import Board
from server.board.view import View
from server.store.log import BoardRow, Log


async def load(log: Log, row: BoardRow) -> tuple[Board, list[View]]:
    """A board and its views from its log; the event loop goes on meanwhile."""
    entries = await log.read(row.id)
    return await asyncio.to_thread(fold, row, entries)


def fold(row: BoardRow, entries: list[Entry]) -> tuple[Board, list[View]]:
    """The board that these entries make, with both views."""
    board = Board(epoch=row.epoch)
    views = [View(board, name) for name in VIEW_NAMES]
    for entry in entries:
        apply_entry(board, entry)
        touched = take_touched(board)
        for view in views:
            view.refresh(board, touched)
    return board, views
