"""One socket as the room sees it: ready-made frames written straight to its transport.

uvicorn takes a WebSocket protocol class of one's own. This one adds to its sans-I/O class what ASGI has no
words for: whether the socket is drained, word when it is again, and frames that were encoded once for many.
Frames from a server are not masked, so all clients get the same bytes.
"""

import asyncio
import socket
import time
from asyncio.transports import BaseTransport
from collections.abc import Callable

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

EXTENSION = "themenwand.line"
"""Where the ASGI scope of a handshake carries its Line."""

MAX_FRAME = 64 * 1024
"""Bytes of a client's frame; a larger one closes the connection with 1009 (W5)."""

_HIGH_WATER, _LOW_WATER, _KERNEL_BUFFER = 32 * 1024, 8 * 1024, 64 * 1024
_CLOSING_SECONDS = 5.0


def text_frame(payload: bytes) -> bytes:
    """A WebSocket text frame from a server (RFC 6455, 5.2): FIN, opcode 1, not masked."""
    length = len(payload)
    if length < 126:
        return bytes((0x81, length)) + payload
    if length < 0x10000:
        return b"\x81\x7e" + length.to_bytes(2, "big") + payload
    return b"\x81\x7f" + length.to_bytes(8, "big") + payload


class LineProtocol(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol with a Line in the scope's extensions."""

    line: "Line | None" = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Keep buffers small: what a slow reader has not taken is better sent as one newer patch (W6)."""
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=_HIGH_WATER, low=_LOW_WATER)
        raw = transport.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _KERNEL_BUFFER)

    def handle_connect(self, event: Request) -> None:
        """Hand the line in with the scope; the application runs in a task that has not begun yet."""
        super().handle_connect(event)
        if not self.close_sent:
            self.line = Line(self)
            self.scope["extensions"] = {**(self.scope["extensions"] or {}), EXTENSION: self.line}  # type: ignore[dict-item]  # an extension of our own

    def send_receive_event_to_app(self) -> None:
        """Text that is not UTF-8 is a bad frame like any other (W5), and no fault of ours to be logged."""
        if self.curr_msg_data_type == "text" and not _is_utf8(b"".join(self.frames)):
            self.frames, self.curr_msg_data_type = [b""], "bytes"
        super().send_receive_event_to_app()

    def pause_writing(self) -> None:
        """The socket is not drained."""
        super().pause_writing()
        if self.line is not None:
            self.line.stalled_at = time.monotonic()

    def resume_writing(self) -> None:
        """The socket is drained again."""
        super().resume_writing()
        if self.line is not None:
            self.line.stalled_at = None
            self.line.on_drained()

    def end(self, code: int, reason: str) -> None:
        """Close with a code, however stuck the peer is: the transport is given up after a while."""
        if self.close_sent or self.transport.is_closing():
            return
        self.conn.send_close(code, reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = asyncio.get_running_loop().call_later(_CLOSING_SECONDS, self.transport.abort)


class Line:
    """A socket to write to. `stalled_at`: the monotonic second since which it is not drained."""

    __slots__ = ("_protocol", "_taken", "_taken_at", "_written", "on_drained", "stalled_at")

    def __init__(self, protocol: LineProtocol) -> None:
        self._protocol = protocol
        self._written, self._taken, self._taken_at = 0, 0, 0.0
        self.stalled_at: float | None = None
        self.on_drained: Callable[[], None] = _nothing

    def write(self, frame: bytes) -> None:
        """Send a ready-made frame, unless the connection is closing."""
        protocol = self._protocol
        if not protocol.close_sent and not protocol.transport.is_closing():
            protocol.transport.write(frame)
            self._written += len(frame)

    def stuck_seconds(self, now: float) -> float:
        """How long nothing has been taken of what waits, as far as one who asks now and then can tell.

        A slow reader takes a little now and then: it is not stuck, however long it needs (W6).
        """
        if self.stalled_at is None:
            return 0.0
        taken = self._written - self._protocol.transport.get_write_buffer_size()
        if taken > self._taken:
            self._taken, self._taken_at = taken, now
        return now - max(self._taken_at, self.stalled_at)

    def close(self, code: int, reason: str) -> None:
        """End the connection with one of part 5's codes."""
        self._protocol.end(code, reason)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _nothing() -> None:
    """Nobody waits for this line to drain."""
