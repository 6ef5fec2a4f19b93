"""The addresses that people are given (parts 7 and 8).

A key's secret is not stored but derived: HMAC-SHA-256 of board and key id under the instance key. So
`themenwand links` can print a link again, while the database holds only hashes. Whoever knows the instance
key may make boards anyway.
"""

import base64
import hashlib
import hmac
import socket

from msgspec import Struct

from server.board.making import FIRST_KEYS
from server.settings import Settings
from server.store.log import BoardRow


class Links(Struct, frozen=True):
    """Where each audience goes; the last three end in `#key=SECRET`."""

    phone: str
    beamer: str
    desk: str
    facilitate: str
    organise: str


def key_secret(settings: Settings, row: BoardRow, key: int) -> str:
    """The secret of a board's key: 192 bits, for a URL."""
    message = f"{row.slug} {row.code} {key}".encode()
    digest = hmac.new(settings.instance_key.encode(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()


def key_link(base: str, row: BoardRow, role: str, secret: str) -> str:
    """The link that brings someone in with a role; the secret stands where no server sees it (P3)."""
    page = "desk" if role == "helper" else "facilitate"
    return f"{base}/b/{row.slug}/{page}#key={secret}"


def links_of(settings: Settings, base: str, row: BoardRow) -> Links:
    """A board's first links."""
    board = f"{base}/b/{row.slug}"
    keyed = {
        label: key_link(base, row, role, key_secret(settings, row, number))
        for number, (role, label) in enumerate(FIRST_KEYS, 1)
    }
    return Links(phone=board, beamer=f"{board}/beamer", **keyed)


def base_url(settings: Settings) -> str:
    """What links begin with when no request says: the public URL, or this machine's first LAN address."""
    if settings.public_url:
        return settings.public_url
    host = settings.host if settings.host not in ("0.0.0.0", "::") else _lan_address()  # noqa: S104  # compared
    return f"http://{host}:{settings.port}"


def _lan_address() -> str:
    """The address that this machine would send from; connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
