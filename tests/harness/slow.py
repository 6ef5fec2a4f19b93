"""A slow network between a page and a server: each way has a delay of its own, and loses nothing."""

import asyncio
from types import TracebackType
from typing import Self

from tests.harness.machine import free_port

Chunk = tuple[float, bytes]


class SlowWay:
    """Passes on what comes to a port of its own; `up` and `down` are the delays of each way, in seconds."""

    def __init__(self, to: int, up: float, down: float) -> None:
        """To the loopback port `to`."""
        self.port, self._to, self._up, self._down = free_port(), to, up, down
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._ways: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        return self

    async def __aexit__(self, _type: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        assert self._server is not None
        self._server.close()
        for way in self._ways:
            way.cancel()
        await asyncio.gather(*self._ways, return_exceptions=True)
        for writer in self._writers:
            writer.transport.abort()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self._to)
        self._writers |= {writer, inner_writer}
        for source, to, delay in ((reader, inner_writer, self._up), (inner_reader, writer, self._down)):
            chunks: asyncio.Queue[Chunk] = asyncio.Queue()
            for way in (self._take(source, chunks, delay), self._give(chunks, to)):
                task = asyncio.create_task(way)
                self._ways.add(task)
                task.add_done_callback(self._ways.discard)

    async def _take(self, source: asyncio.StreamReader, chunks: asyncio.Queue[Chunk], delay: float) -> None:
        data = b"at first"
        while data:
            try:
                data = await source.read(65536)
            except OSError:
                data = b""
            chunks.put_nowait((asyncio.get_running_loop().time() + delay, data))

    async def _give(self, chunks: asyncio.Queue[Chunk], to: asyncio.StreamWriter) -> None:
        while True:
            due, data = await chunks.get()
            await asyncio.sleep(due - asyncio.get_running_loop().time())
            if not data:
                return to.close()
            to.write(data)
