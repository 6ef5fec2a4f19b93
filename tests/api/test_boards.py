"""Making boards, finding them by their code, and what is there for those who run it (part 5, B1, B2)."""

import json
import re
import xml.etree.ElementTree as ET
from typing import Any

import httpx
import pytest

from tests.cast import template
from tests.harness.evening import Evening

FULL: dict[str, Any] = template(
    subtitle="Teil 3",
    lang="en",
    settings={
        "vote_budget": "none",
        "votes_shown": "after",
        "max_topics": 2,
        "proposals_until": "2025-06-27T23:59:00+02:00",
        "welcome": "WLAN: Werkstatt",
        "archive": "public",
    },
    privacy={"controller": "A", "contact": "B", "legal_basis": "C", "imprint": "D"},
)


async def test_b1_a_template_as_json_makes_a_board_in_the_lobby(evening: Evening) -> None:
    answer = await evening.post_board({**FULL, "slug": "voll-1"})
    assert answer.status_code == 201
    made = answer.json()
    assert set(made) == {"slug", "code", "links"}
    assert made["slug"] == "voll-1"
    assert re.fullmatch("[ABCDEFGHJKMNPQRSTUVWXYZ23456789]{4}", made["code"])
    base = evening.server.url
    assert set(made["links"]) == {"phone", "beamer", "desk", "facilitate", "organise"}
    assert made["links"]["phone"] == f"{base}/b/voll-1"
    assert made["links"]["beamer"] == f"{base}/b/voll-1/beamer"
    keyed = [made["links"][name] for name in ("desk", "facilitate", "organise")]
    assert len({link.partition("#key=")[2] for link in keyed}) == 3
    async with httpx.AsyncClient(trust_env=False) as client:
        board = (await client.get(f"{base}/api/boards/voll-1")).json()["board"]
    assert (board["phase"], board["lang"], board["subtitle"]) == ("lobby", "en", "Teil 3")
    assert board["settings"] == {
        **FULL["settings"],
        "vote_budget": None,
        "proposals_until": "2025-06-27T21:59:00.000Z",
    }
    assert board["privacy"] == FULL["privacy"]
    assert board["gates"] == {"join": True, "propose": True, "vote": False, "claim": False, "report": False}
    assert [topic["id"] for topic in board["topics"]] == [1]
    assert board["slots"][0]["starts"] == "2025-07-09T17:00:00.000Z"


async def test_b1_every_mistake_is_named_with_its_key(evening: Evening) -> None:
    raw = template(
        slug="No!",
        tz="Berlin",
        lang="fr",
        colour="red",
        settings={"vote_budget": -1, "votes_shown": "never", "max_topics": "many"},
        themes=[{"name": "A", "color": "blue"}, {"name": "A", "color": "#112233"}, {"color": "#112233"}],
        slots=[
            {"title": "x", "starts": "2025-07-09T19:00:00", "ends": "morgen", "kind": "party"},
            {
                "title": "x",
                "starts": "2025-07-09T19:00:00Z",
                "ends": "2025-07-09T19:00:00Z",
                "kind": "session",
            },
        ],
        tables=[{"name": "A", "seats": 0}, {"name": "B", "seats": 501, "link": "ftp://x"}, 7],
        topics=[{"title": "ab"}, {"title": "Gut", "theme": "fehlt"}],
    )
    del raw["title"]
    answer = await evening.post_board(raw)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    mistakes = answer.json()["detail"]["mistakes"]
    assert all(set(mistake) == {"where", "what"} and mistake["what"] for mistake in mistakes)
    assert {mistake["where"] for mistake in mistakes} == {
        "slug",
        "title",
        "tz",
        "lang",
        "colour",
        "settings.vote_budget",
        "settings.votes_shown",
        "settings.max_topics",
        "themes[0].color",
        "themes[1].name",
        "themes[2].name",
        "slots[0].starts",
        "slots[0].ends",
        "slots[0].kind",
        "slots[1].ends",
        "tables[0].seats",
        "tables[1].seats",
        "tables[1].link",
        "tables[2]",
        "topics[0].title",
        "topics[1].theme",
    }


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"null", b'"x"', b"\xff", b"[" * 100_000])
async def test_b1_what_is_no_template_is_a_bad_request(evening: Evening, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {evening.server.instance_key}"}
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"{evening.server.url}/api/boards", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


async def test_boards_are_made_by_who_has_the_instance_key_alone(evening: Evening) -> None:
    for key in ("x", evening.server.instance_key[:-1], evening.server.instance_key.lower() + "x"):
        answer = await evening.post_board(template(slug="fremd"), key)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_joined")
    async with httpx.AsyncClient(trust_env=False) as client:
        for header in ("Bearer", "Bearer ü", "Basic eDp5", evening.server.instance_key + "\x20x"):
            answer = await client.post(
                f"{evening.server.url}/api/boards",
                json=template(slug="fremd"),
                headers=[(b"authorization", header.encode("latin-1"))],
            )
            assert answer.status_code == 401, header
        assert (await client.get(f"{evening.server.url}/api/boards/fremd")).status_code == 404


async def test_b2_a_slug_is_taken_once(evening: Evening) -> None:
    board = await evening.board()
    answer = await evening.post_board(template(slug=board.slug))
    assert (answer.status_code, answer.json()["code"]) == (409, "in_use")
    assert (await board.snapshot())["seq"] == 1


@pytest.mark.parametrize("slug", ["ab", "a" * 41, "Abc", "a_b", "äbc", "abc ", "", 7])
async def test_b2_a_slug_has_3_to_40_of_its_letters(evening: Evening, slug: object) -> None:
    answer = await evening.post_board(template(slug=slug))
    assert answer.status_code == 400
    assert [mistake["where"] for mistake in answer.json()["detail"]["mistakes"]] == ["slug"]


async def test_b2_the_code_leads_to_the_board_however_it_is_typed(evening: Evening) -> None:
    board = await evening.board()
    async with httpx.AsyncClient(trust_env=False) as client:
        for code in (board.code, board.code.lower()):
            answer = await client.get(f"{evening.server.url}/{code}")
            assert answer.status_code in (302, 303, 307)
            assert answer.headers["location"] == f"/b/{board.slug}"
        for path in ("/ZZZZ1", "/no/such/thing", "/b/nowhere", "/api/nothing", "/api/boards/nowhere", "/%00"):
            answer = await client.get(f"{evening.server.url}{path}")
            assert answer.status_code == 404, path
            assert answer.headers["content-type"] == "application/problem+json"
            assert (answer.json()["code"], answer.json()["status"]) == ("unknown", 404)


async def test_problem_documents_are_rfc_9457(evening: Evening) -> None:
    board = await evening.board()
    answer = await board.guest().http.post("commands", json={"id": "x"})
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.json()
    assert set(found) >= {"type", "title", "status", "code", "detail"}
    assert found["status"] == answer.status_code == 400
    assert isinstance(found["title"], str)
    assert isinstance(found["detail"], dict)


async def test_the_qr_code_is_an_svg_that_scales(evening: Evening) -> None:
    board = await evening.board()
    answer = await board.guest().http.get("qr.svg")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    root = ET.fromstring(answer.text)  # noqa: S314  # the server's own
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "viewBox" in root.attrib
    assert "width" not in root.attrib
    outside = set(re.findall(r"https?://[^\"' ]+", answer.text)) - {"http://www.w3.org/2000/svg"}
    assert not outside


async def test_the_schema_names_the_requests_of_part_5_and_asks_nobody_else(evening: Evening) -> None:
    async with httpx.AsyncClient(trust_env=False, follow_redirects=True) as client:
        found = await client.get(f"{evening.server.url}/schema/openapi.json")
        page = await client.get(f"{evening.server.url}/schema")
    assert (found.status_code, page.status_code) == (200, 200)
    paths = set(found.json()["paths"])
    base = "/api/boards/{slug}"
    for path in (
        "",
        "/join",
        "/key",
        "/me",
        "/me/code",
        "/me/data",
        "/commands",
        "/keys",
        "/people",
        "/acts",
    ):
        assert base + path in paths
    assert {"/api/boards", "/health/live", "/health/ready"} <= paths
    for told in (found.text, page.text):
        assert not [
            url for url in re.findall(r"https?://[a-z0-9.-]+", told) if "spec.openapis.org" not in url
        ]
        assert "<script" not in told


async def test_health_is_json_and_ready(evening: Evening) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        for path in ("live", "ready"):
            answer = await client.get(f"{evening.server.url}/health/{path}")
            assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_p4_every_line_of_the_log_is_json_without_secrets_or_names(evening: Evening) -> None:
    board = await evening.board()
    name, address = "Ottokar Namenlos", {"X-Forwarded-For": "198.51.100.9"}
    guest = await board.join(name, affiliation="Verschwiegenhausen")
    code = (await guest.http.post("me/code")).json()["code"]
    await guest.http.post("key", json={"key": board.key("organise") + "x"}, headers=address)
    await guest.http.get(f"?since=1&key={board.key('desk')}")
    await guest.http.post("commands", content=b"{")
    await guest.command("topic.propose", title="Unter uns gesagt")
    phone = await guest.phone()
    await phone.send(json.dumps({"t": name}))
    assert await phone.until_closed() == 4000
    log = evening.server.log()
    secrets = [board.key(role) for role in ("desk", "facilitate", "organise")]
    cookie = (guest.cookie or "").partition("=")[2]
    private = [name, "Ottokar", "Verschwiegenhausen", "Unter uns", code, cookie, *secrets]
    assert not [word for word in [*private, evening.server.instance_key] if word in log]
    lines = [line for line in log.splitlines() if line.strip() and not line.startswith("  ")]
    for line in lines:
        assert {"at", "level", "logger", "message"} <= set(json.loads(line))
