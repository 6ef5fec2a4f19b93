"""A command on its way into the log, and what becomes of it."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from server.board.commands.shapes import Command
from server.board.entry import Actor
from server.board.rejections import Rejection
from server.live.viewer import Viewer
from server.store.secrets import Write


class Accepted(Struct, frozen=True):
    """A command is in the log, durable, at `seq`."""

    seq: int
    result: dict[str, int]


Answer = Accepted | Exception
"""What becomes of a command; a Rejection when the rules refuse it."""


class Pending(Struct, kw_only=True):
    """A command that waits. `writes` makes of its result the secrets that are stored in the same transaction.

    Over a socket, the answer goes to its `viewer`; else to `answer`.
    """

    command: Command | Rejection
    id: str
    actor: Actor
    viewer: Viewer | None = None
    answer: Callable[[Answer], None] | None = None
    writes: Callable[[dict[str, int]], Sequence[Write]] | None = None
