"""One view on its way to many: encoded once for each seq, however many look at it."""

import gzip

import brotli

from server import wire
from server.board.view import View
from server.live import metrics
from server.live.line import text_frame

_BROTLI_QUALITY, _GZIP_LEVEL = 4, 5


class Feed:
    """The frames and bodies of one view at its newest seq; what an older seq needed is dropped."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._seq = -1
        self._patches: dict[int, bytes] = {}
        self._bodies: dict[str, bytes] = {}

    def patch(self, since: int) -> bytes:
        """The frame that brings a client from `since` up to date (W2, W3)."""
        self._drop_old()
        frame = self._patches.get(since)
        if frame is None:
            change = self.view.since(since)
            patch = wire.Patch(change.since, change.seq, wire.Set(**change.set), wire.Gone(**change.gone))
            frame = self._patches[since] = text_frame(wire.encode(patch))
            metrics.PATCH_BYTES.observe(len(frame))
        return frame

    def board_frame(self) -> bytes:
        """The frame that holds everything."""
        return text_frame(b'{"t":"board",' + self.body("identity")[1:])

    def body(self, coding: str) -> bytes:
        """The snapshot as an HTTP body in a content coding: identity, gzip or br."""
        self._drop_old()
        body = self._bodies.get(coding)
        if body is None:
            body = self._bodies[coding] = self._coded(coding)
        return body

    def _coded(self, coding: str) -> bytes:
        if coding == "br":
            return bytes(brotli.compress(self.body("identity"), quality=_BROTLI_QUALITY))
        if coding == "gzip":
            return gzip.compress(self.body("identity"), _GZIP_LEVEL, mtime=0)
        return wire.encode(wire.Snapshot(self.view.seq, self.view.snapshot()))

    def _drop_old(self) -> None:
        if self._seq != self.view.seq:
            self._seq = self.view.seq
            self._patches.clear()
            self._bodies.clear()


def accepted_coding(accept_encoding: str) -> str:
    """The best content coding that a client takes: br, gzip or identity (RFC 9110, 12.5.3)."""
    taken = set()
    for part in accept_encoding.replace(" ", "").lower().split(","):
        coding, _, weight = part.partition(";q=")
        if weight not in ("0", "0.", "0.0", "0.00", "0.000"):
            taken.add(coding)
    return next((coding for coding in ("br", "gzip") if coding in taken), "identity")
