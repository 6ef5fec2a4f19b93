"""Running the application under uvicorn, in one process or several."""

import os
import tempfile

import uvicorn

from server.app import create_app
from server.live.line import MAX_FRAME, LineProtocol
from server.logs import set_up_logs
from server.settings import Settings, read_settings

_GRACE_SECONDS = 10
_PING_SECONDS = 20.0


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; then sockets close with 1012, and what waits is committed."""
    set_up_logs()
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
    set_up_logs()
    return create_app(read_settings())
