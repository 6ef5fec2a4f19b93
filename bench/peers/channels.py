"""The same message through Litestar's channels plugin: what the framework's own way to many sockets costs."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import uvicorn
from litestar import Litestar
from litestar.channels import ChannelsPlugin
from litestar.channels.backends.memory import MemoryChannelsBackend

TOPIC = {
    "id": 17,
    "title": "Wie sehen neue Formen des Regionalen Gestaltens aus?",
    "votes": 42,
    "host": 17,
    "table": 7,
    "slot": 2,
}

channels = ChannelsPlugin(
    backend=MemoryChannelsBackend(),
    channels=["board"],
    create_ws_route_handlers=True,
    ws_handler_base_path="/",
)


async def publish() -> None:
    """RATE times a second, to everybody."""
    while True:
        await asyncio.sleep(1 / float(os.environ["RATE"]))
        message: dict[str, Any] = {"t": "patch", "seq": 123456, "topics": [TOPIC]}
        message["at"] = f"@@{time.monotonic_ns()}@@"
        channels.publish(msgspec.json.encode(message), "board")


@asynccontextmanager
async def lifespan(_: Litestar) -> AsyncIterator[None]:
    """Publish for as long as it serves."""
    task = asyncio.create_task(publish())
    yield
    task.cancel()


if __name__ == "__main__":
    uvicorn.run(
        Litestar(plugins=[channels], lifespan=[lifespan], openapi_config=None),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_level="warning",
        backlog=4096,
    )
