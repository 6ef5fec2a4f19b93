"""How far each board's log has been seen on this machine: what tells that an older copy was put back (L4).

The marks lie beside the database, in files of their own: a restored database does not bring its marks along.
They are written after a commit and not synced: a mark may fall behind the log, never run ahead of it.
"""

import logging
import os
from pathlib import Path

logger = logging.getLogger(__name__)

_DIGITS = 12


class Marks:
    """One small file a board, in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True, mode=0o700)
        self._folder = folder
        self._open: dict[int, int] = {}

    def seen(self, board: int) -> int:
        """The last seq that was committed or read here; 0: none."""
        try:
            text = os.pread(self._file(board), _DIGITS, 0)
        except OSError as error:
            logger.warning("a mark was not read", extra={"board": board, "error": str(error)})
            return 0
        return int(text) if text.isdigit() else 0

    def put(self, board: int, seq: int) -> None:
        """Note a durable seq; a mark that cannot be written must not keep its board from being read."""
        try:
            os.pwrite(self._file(board), f"{seq:0{_DIGITS}}".encode(), 0)
        except OSError as error:
            logger.warning("a mark was not written", extra={"board": board, "error": str(error)})

    def close(self) -> None:
        """Close the files."""
        for file in self._open.values():
            os.close(file)
        self._open.clear()

    def _file(self, board: int) -> int:
        if board not in self._open:
            path = self._folder / str(board)
            self._open[board] = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self._open[board]
