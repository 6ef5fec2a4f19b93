"""The timer on walls with a slow line: all show the server's remaining time, as seen on the pages (F4)."""

import math
from datetime import datetime

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.harness.evening import Board, Evening
from tests.harness.slow import SlowWay
from tests.web.screens import screen

AHEAD = 90_000
"""By how much the second wall's own clock is wrong, in milliseconds."""
MOST = 250
SLOW, QUICK = 0.3, 0.05
SECONDS = 115
"""A timer in its last two minutes, of which walls show each second."""

_WRONG_CLOCK = f"""
    window.realNow = Date.now.bind(Date)
    Date.now = () => window.realNow() + {AHEAD}
"""
_CHANGES = """
    (count) => new Promise((resolve) => {
        const timer = document.querySelector('header [role=timer]')
        const now = window.realNow ?? Date.now
        const changes = []
        new MutationObserver((_, observer) => {
            const [, minutes, seconds] = /(\\d+):(\\d\\d)/.exec(timer.textContent)
            changes.push([now(), Number(minutes) * 60 + Number(seconds)])
            if (changes.length === count) {
                observer.disconnect()
                resolve(changes)
            }
        }).observe(timer, { subtree: true, childList: true, characterData: true })
    })
"""


@pytest.mark.parametrize(
    ("up", "down"), [(QUICK, SLOW), (SLOW, QUICK)], ids=["slow to the wall", "slow to the server"]
)
async def test_f4_walls_on_a_slow_line_show_the_servers_time_also_after_a_reload(
    browser: Browser, evening: Evening, up: float, down: float
) -> None:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    server = evening.server
    async with SlowWay(server.port, up, down) as line:
        address = board.links["beamer"].replace(f":{server.port}/", f":{line.port}/")
        async with screen(browser, address) as one, screen(browser, address) as other:
            await _make_clock_wrong(other.context)
            await other.reload()
            await fabian.command("timer.start", seconds=SECONDS)
            ends = await _ends(board)
            drifts = {"one": await _drift(one, ends), "wrong clock": await _drift(other, ends)}
            await other.reload()
            drifts["reloaded"] = await _drift(other, ends)
    assert max(abs(drift) for drift in drifts.values()) < MOST, drifts
    assert max(drifts.values()) - min(drifts.values()) < MOST, drifts


async def _make_clock_wrong(context: BrowserContext) -> None:
    await context.add_init_script(_WRONG_CLOCK)


async def _ends(board: Board) -> float:
    timer = (await board.snapshot())["board"]["timer"]
    return datetime.fromisoformat(timer["ends"]).timestamp() * 1000


async def _drift(page: Page, ends: float) -> float:
    """How late a wall's seconds change against the server's, in milliseconds; early is below zero.

    Walls change at the server's full seconds. Of some changes the earliest counts: a machine that is busy
    draws late now and then, which is no matter of clocks.
    """
    await expect(page.locator("header [role=timer]")).to_contain_text("noch 1:")
    changes: list[tuple[float, int]] = await page.evaluate(_CHANGES, 4)
    # The first may be the one that the answer to the first ping has brought about.
    return min(at - math.ceil(ends / 1000 - left) * 1000 for at, left in changes[1:])
