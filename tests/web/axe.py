"""axe-core's findings on a page. It runs in a world of its own, which no policy of the page binds."""

from pathlib import Path
from typing import Any

from playwright.async_api import Page

_AXE = (Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
_RUN = "axe.run(document, { resultTypes: ['violations'] })"
_END_OF_MOTION = """
    () => document.getAnimations()
        .filter((each) => each.effect.getTiming().iterations < Infinity)
        .forEach((each) => each.finish())
"""


async def findings(page: Page) -> list[str]:
    """What axe finds on a page as it is now, in words; styles in motion are brought to their end first."""
    await page.evaluate("document.fonts.ready")
    await page.evaluate(_END_OF_MOTION)
    found = await _run(page)
    return [
        f"{violation['id']}: {node['target']} {node['html'][:160]} {node['failureSummary'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


async def _run(page: Page) -> dict[str, Any]:
    session = await page.context.new_cdp_session(page)
    try:
        tree = await session.send("Page.getFrameTree")
        frame = tree["frameTree"]["frame"]["id"]
        world = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})
        answer = await session.send(
            "Runtime.evaluate",
            {
                "contextId": world["executionContextId"],
                "expression": f"{_AXE};{_RUN}",
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
    finally:
        await session.detach()
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    value: dict[str, Any] = answer["result"]["value"]
    return value
