"""Behind a proxy that ends TLS: who is believed, and what that changes (P2)."""

import httpx

from tests.harness.evening import Evening


async def cookie_set(evening: Evening, **headers: str) -> str:
    """The Set-Cookie header of joining, when the proxy sends these."""
    board = await evening.board()
    async with httpx.AsyncClient(trust_env=False) as client:
        joined = await client.post(f"{board.api}/join", json={"name": "Alice"}, headers=headers)
    assert joined.status_code == 201
    return joined.headers["set-cookie"]


async def test_p2_cookies_are_secure_where_the_proxy_says_https(evening: Evening) -> None:
    assert "; Secure" in await cookie_set(evening, **{"X-Forwarded-Proto": "https"})
    assert "; Secure" not in await cookie_set(evening, **{"X-Forwarded-Proto": "http"})
    assert "; Secure" not in await cookie_set(evening)
