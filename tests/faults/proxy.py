"""A network between a phone and a server that loses what it is told to lose."""

import asyncio
from types import TracebackType
from typing import Self

from tests.harness.machine import free_port


class Proxy:
    """Passes bytes on. `swallow`: what the server sends is lost. `stall`: nothing moves, no end is told.
    `down`: nobody gets through any more.

    `rate`: so many bytes a second go each way of a connection, or as many as there are.
    """

    def __init__(self, to: int) -> None:
        """Between a port of its own and the loopback port `to`."""
        self.port, self._to = free_port(), to
        self.swallow = self.stall = self.down = False
        self.rate: int | None = None
        self._server: asyncio.Server | None = None
        self._writers: list[asyncio.StreamWriter] = []
        self._ways: set[asyncio.Task[None]] = set()

    def lose(self) -> None:
        """Let nobody through until `down` is false again."""
        self.down = True
        self.cut()

    def cut(self) -> None:
        """End all connections at both ends, and pass on again."""
        self.swallow = self.stall = False
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        return self

    async def __aexit__(self, _type: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        assert self._server is not None
        self._server.close()
        self.cut()
        for way in self._ways:
            way.cancel()
        await asyncio.gather(*self._ways, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if self.down:
                raise ConnectionRefusedError
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self._to)
        except OSError:
            writer.transport.abort()
            return
        self._writers += [writer, inner_writer]
        for source, to, from_server in ((reader, inner_writer, False), (inner_reader, writer, True)):
            way = asyncio.create_task(self._pass(source, to, from_server))
            self._ways.add(way)
            way.add_done_callback(self._ways.discard)

    async def _pass(self, source: asyncio.StreamReader, to: asyncio.StreamWriter, from_server: bool) -> None:
        try:
            while data := await source.read(self.rate or 65536):
                if self.rate:
                    await asyncio.sleep(len(data) / self.rate)
                if not self.stall and not (self.swallow and from_server):
                    to.write(data)
                    await to.drain()
        except OSError:
            pass
        if not self.stall:
            to.close()
