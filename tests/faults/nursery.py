"""Starts servers from a process that has imported everything already: a test can kill hundreds of them.

`python -m tests.faults.nursery` forks a server for each line on its standard input, and prints its number.
Their clock is off by the milliseconds in the file `clock`, where there is one.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.harness.machine import DEADLINE
from tests.harness.server import Server


class Forked:
    """A forked server as `Server` knows a process."""

    def __init__(self, pid: int) -> None:
        """It runs."""
        self.pid = pid

    def poll(self) -> int | None:
        """Null while it runs; its exit status is its parent's business."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self, timeout: float = DEADLINE) -> int:
        """Wait until it has ended."""
        end = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("a forked server", timeout)
            time.sleep(0.002)
        return 0

    def terminate(self) -> None:
        """Ask it to end."""
        os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        os.kill(self.pid, signal.SIGKILL)


class ForkedServer(Server):
    """A server that starts within a fraction of a second, again and again."""

    def __init__(self, folder: Path, **settings: str) -> None:
        """The nursery begins to import at once."""
        super().__init__(folder, **settings)
        with self._log_file.open("ab") as log:
            self._nursery = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.nursery"],
                cwd=Path(__file__).parents[2],
                env=self.environment | {"NURSERY_FOLDER": str(folder)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )

    def _spawn(self) -> Any:
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.write(b"\n")
        self._nursery.stdin.flush()
        return Forked(int(self._nursery.stdout.readline()))

    async def close(self) -> None:
        """Stop the server, then the nursery."""
        await super().close()
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.close()
        self._nursery.wait(DEADLINE)
        self._nursery.stdout.close()


def bend_clock(file: Path) -> None:
    """Let the server's clock be off, as a machine's is whose clock was set."""
    from server.board.instants import plus
    from server.live import clock

    right = clock.now
    clock.now = lambda: plus(right(), int(file.read_text()) if file.exists() else 0)


def main() -> None:
    """Fork a server for each line; the kernel buries the dead."""
    from server.serving import serve
    from server.settings import read_settings
    from server.store.lock import only_process

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    os.chdir(os.environ["NURSERY_FOLDER"])
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_RDWR), 0)
            os.dup2(2, 1)
            bend_clock(Path("clock"))
            settings = read_settings()
            with only_process(settings.data):
                serve(settings)
            os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
