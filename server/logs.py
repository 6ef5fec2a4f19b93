"""Logs as one JSON object a line: what happened, without secrets and without names (P4)."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message", "taskName"}


class JsonLines(logging.Formatter):
    """A record as JSON; what `extra` gave becomes fields of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _OWN}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up_logs(level: str) -> None:
    """Send logs from a level on to standard error; uvicorn's access log is off: it writes query strings.

    `debug` tells of each turn and each round of sending, so that a command can be followed by its id.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("server").setLevel(level.upper())
    for noisy in ("alembic", "sqlalchemy", "aiosqlite", "httpx", "uvicorn.error"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
