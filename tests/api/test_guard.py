"""Who may send from where, and what every answer says about itself (part 5, DESIGN: traps)."""

import uuid

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from tests.conftest import StartServer
from tests.harness.evening import Board, Evening
from tests.live.sockets import frame, live

FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://127.0.0.1"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "http://127.0.0.1.evil.example"},
    {"Origin": "http://[::1"},
    {"Origin": "file://"},
    {"Sec-Fetch-Site": "cross-site"},
]


def own(board: Board) -> str:
    """The origin of this server's own pages."""
    return board.evening.server.url


async def handshake(board: Board, cookie: str | None, headers: dict[str, str]) -> int:
    """The HTTP status of a handshake: 101 where it was accepted."""
    try:
        async with live(board, cookie, headers) as socket:
            await frame(socket, "hello")
    except InvalidStatus as refused:
        return refused.response.status_code
    return 101


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
async def test_what_another_site_sends_is_refused_with_403(evening: Evening, headers: dict[str, str]) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    order = {"id": str(uuid.uuid4()), "command": {"type": "topic.propose", "title": "Fremd"}}
    for method, path, body in (
        ("POST", "commands", order),
        ("POST", "join", {"name": "Eva"}),
        ("POST", "leave", None),
        ("POST", "key", {"key": board.key("desk")}),
        ("DELETE", "me", None),
    ):
        answer = await alice.http.request(method, path, json=body, headers=headers)
        assert answer.status_code == 403, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert (answer.json()["code"], answer.json()["status"]) == ("not_allowed", 403)
        assert "set-cookie" not in answer.headers
    assert await handshake(board, alice.cookie, headers) == 403
    assert (await alice.http.get("me", headers=headers)).status_code == 200, "reading is no writing"
    assert (await board.snapshot())["seq"] == 2


async def test_own_pages_and_programs_pass(evening: Evening) -> None:
    board = await evening.board()
    for headers in (
        {"Origin": own(board)},
        {"Origin": own(board).upper().replace("HTTP", "http")},
        {"Origin": own(board), "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://hall.example", "Host": "hall.example"},
        {"Origin": "https://hall.example", "Host": "hall.example:443"},
        {},
    ):
        answer = await board.guest().http.post("join", json={"name": "Eva"}, headers=headers)
        assert answer.status_code == 201, headers
    assert await handshake(board, None, {"Origin": own(board)}) == 101
    assert await handshake(board, None, {}) == 101


async def test_the_public_url_is_an_own_origin_whatever_the_host_says(start_server: StartServer) -> None:
    server = await start_server(PUBLIC_URL="https://wand.example/")
    async with Evening(server) as evening:
        board = await evening.board()
        assert board.links["phone"] == f"https://wand.example/b/{board.slug}"
        for origin, status in (
            ("https://wand.example", 201),
            ("https://wand.example:443", 201),
            ("https://wand.example:8443", 403),
            (server.url, 201),
        ):
            guest = board.guest()
            answer = await guest.http.post("join", json={"name": "Eva"}, headers={"Origin": origin})
            assert answer.status_code == status, origin
            assert await handshake(board, None, {"Origin": origin}) == (101 if status == 201 else 403)


async def test_an_unknown_boards_foreign_handshake_is_403_too(evening: Evening) -> None:
    nowhere = Board(evening, {"slug": "nowhere", "code": "", "links": {}})
    assert await handshake(nowhere, None, {"Origin": "https://evil.example"}) == 403


def check_headers(answer: httpx.Response) -> None:
    """What every answer carries."""
    headers = answer.headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert "*" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


async def test_every_kind_of_answer_carries_the_security_headers(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    base = own(board)
    snapshot = await alice.http.get(board.api)
    check_headers(snapshot)
    etag = {"If-None-Match": snapshot.headers["etag"]}
    for method, url, headers, body, status in (
        ("GET", board.api, etag, None, 304),
        ("GET", f"{board.api}?view=facilitators", {}, None, 403),
        ("GET", f"{base}/api/boards/nowhere", {}, None, 404),
        ("GET", f"{base}/no/such/page", {}, None, 404),
        ("GET", f"{board.api}/people/x/code", {}, None, 405),
        ("DELETE", f"{board.api}/keys/x", {}, None, 404),
        ("POST", f"{board.api}/commands", {}, b"{", 400),
        ("POST", f"{board.api}/commands", {}, b"x" * 70_000, 413),
        ("POST", f"{board.api}/join", {"Origin": "https://evil.example"}, None, 403),
        ("PUT", f"{board.api}/me", {}, None, 405),
        ("GET", f"{board.api}/qr.svg", {}, None, 200),
        ("GET", f"{base}/schema/openapi.json", {}, None, 200),
        ("GET", f"{base}/health/live", {}, None, 200),
        ("GET", f"{base}/{board.code}", {}, None, 302),
        ("POST", f"{base}/api/boards", {}, None, 401),
        ("DELETE", f"{board.api}/me", {}, None, 204),
    ):
        answer = await alice.http.request(method, url, headers=headers, content=body)
        assert answer.status_code == status, f"{method} {url}: {answer.status_code} {answer.text}"
        check_headers(answer)


@pytest.mark.parametrize("host", ["a b", "x;script-src *", "x'y", "x,y", ""])
async def test_a_strange_host_does_not_write_into_the_policy(evening: Evening, host: str) -> None:
    board = await evening.board()
    answer = await board.guest().http.get(board.api, headers={"Host": host})
    if answer.status_code == 200:
        check_headers(answer)


async def test_the_policy_names_the_socket_for_old_browsers(evening: Evening) -> None:
    board = await evening.board()
    answer = await board.guest().http.get(board.api)
    port = board.evening.server.port
    assert f"ws://127.0.0.1:{port}" in answer.headers["content-security-policy"]
