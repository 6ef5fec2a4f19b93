"""Running the application under uvicorn, in one process or several."""

import os
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import uvicorn
from prometheus_client import multiprocess

from server.app import create_app
from server.live.line import MAX_FRAME, LineProtocol
from server.logs import set_up_logs
from server.settings import Settings, read_settings

_GRACE_SECONDS = 10
_PING_SECONDS = 20.0


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; then sockets close with 1012, and what waits is committed."""
    set_up_logs(settings.log)
    # uvicorn raises the signal that stopped it once more when it is done: a clean end is no failure.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory(prefix="themenwand-metrics-") as folder:
        if settings.workers > 1:
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        uvicorn.run(
            "server.serving:application",
            factory=True,
            workers=settings.workers,
            host=settings.host,
            port=settings.port,
            ws=LineProtocol,
            ws_max_size=MAX_FRAME,
            ws_per_message_deflate=False,
            ws_ping_interval=_PING_SECONDS,
            ws_ping_timeout=_PING_SECONDS,
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            timeout_keep_alive=75,
            backlog=2048,
            lifespan="on",
        )


def application() -> object:
    """The application of one worker, with the settings of its environment."""
    settings = read_settings()
    set_up_logs(settings.log)
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        _forget_dead_workers(Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]))
    return create_app(settings)


def _forget_dead_workers(folder: Path) -> None:
    """A worker that was killed has no connections any more; the one that replaces it says so."""
    for process in {int(file.stem.rpartition("_")[2]) for file in folder.glob("gauge_live*.db")}:
        with suppress(PermissionError):
            try:
                os.kill(process, 0)  # asks whether it is there, and sends nothing
            except ProcessLookupError:
                multiprocess.mark_process_dead(process)  # type: ignore[no-untyped-call]  # no types here
