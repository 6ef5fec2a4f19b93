"""Who may call from where, and what every response says about itself: a middleware around the whole app.

Browsers send cookies with requests that another site makes. So writes and handshakes with a foreign Origin,
or that the browser calls cross-site, are refused before anything reads them; programs send neither, and are
taken.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Any, Any, Any], Awaitable[None]]

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_DEFAULT_PORTS = {"http": 80, "https": 443}
_FORBIDDEN = (
    b'{"type":"about:blank","title":"Cross-site request","status":403,"code":"not_allowed",'
    b'"detail":{"what":"a foreign Origin"}}'
)


class Guard:
    """Refuses what another site sends, and adds the security headers to the rest."""

    def __init__(self, app: ASGIApp, public_url: str | None) -> None:
        self._app = app
        self._public = _host_of(public_url) if public_url else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it with 403; lifespan messages pass."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        reads = scope["type"] == "http" and scope["method"] in _SAFE_METHODS
        extra = _headers(headers.get(b"host", ""))

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message["headers"])
                names = {name.lower() for name, _ in given}
                message["headers"] = [*given, *(pair for pair in extra if pair[0] not in names)]
            await send(message)

        if not reads and self._foreign(headers):
            await _refuse(scope, dressed)
        else:
            await self._app(scope, receive, dressed)

    def _foreign(self, headers: dict[bytes, str]) -> bool:
        if headers.get(b"sec-fetch-site") == "cross-site":
            return True
        origin = headers.get(b"origin")
        if origin is None:
            return False
        asked = _host_of(origin)
        own = _host_of(f"{origin.partition(':')[0]}://{headers.get(b'host', '')}")
        return asked is None or asked not in (own, self._public)


def _host_of(url: str) -> tuple[str, int | None] | None:
    """Host and port of a URL, a scheme's own port filled in; null where there is none."""
    try:
        parts = urlsplit(url)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname else None


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        # A close before the accept becomes HTTP 403.
        await send({"type": "websocket.close", "code": 4000, "reason": "foreign origin"})
        return
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(_FORBIDDEN)).encode()),
    ]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": _FORBIDDEN, "more_body": False})


def _headers(host: str) -> list[tuple[bytes, bytes]]:
    """The headers of every response. Old Safari does not count a WebSocket as 'self', so it is named."""
    sockets = f"ws://{host} wss://{host}" if host and not set(host) & set(" ;,'\"") else ""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
        f"connect-src 'self' {sockets}; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )
    return [
        (b"content-security-policy", policy.encode("latin-1")),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    ]
