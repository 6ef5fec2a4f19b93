"""What the addresses that people never type answer: the phone's service worker and its manifest (part 7)."""

import json

import httpx

from tests.harness.evening import Evening


async def test_the_service_worker_is_asked_for_each_time_and_keeps_no_api(evening: Evening) -> None:
    async with httpx.AsyncClient(base_url=evening.server.url, trust_env=False) as client:
        answer = await client.get("/sw.js")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["cache-control"] == "no-cache"
        assert "worker-src 'self'" in answer.headers["content-security-policy"]
        assert "/api/" not in answer.text


async def test_the_manifest_opens_the_board_itself(evening: Evening) -> None:
    board = await evening.board({"title": 'Die "Probe"'})
    async with httpx.AsyncClient(base_url=evening.server.url, trust_env=False) as client:
        answer = await client.get(f"/b/{board.slug}/manifest.webmanifest")
        assert answer.headers["content-type"].startswith("application/manifest+json")
        manifest = json.loads(answer.text)
        assert (manifest["name"], manifest["start_url"]) == ('Die "Probe"', f"/b/{board.slug}")
        assert [icon["purpose"] for icon in manifest["icons"]] == ["any", "any", "maskable"]
        for icon in manifest["icons"]:
            assert (await client.get(icon["src"])).headers["content-type"] == "image/png"
        assert (await client.get("/b/nobody/manifest.webmanifest")).status_code == 404
