"""What a wall looks like, measured on the page: sizes of type, what is cut, what overlaps, contrast."""

from pathlib import Path
from typing import Any

from playwright.async_api import Page

SAFE_EDGE = 0.027
"""3 % on each side, less the air that a line of type has above and below its letters."""

_MEASURE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


async def texts(page: Page) -> list[dict[str, Any]]:
    """Every piece of text on the wall; sizes as on a wall of 1920x1080, `cut` in px, `inset` as a share."""
    await page.evaluate("document.fonts.ready")
    found: list[dict[str, Any]] = await page.evaluate(_MEASURE)
    return found


async def faults(page: Page) -> list[str]:
    """What is wrong with the wall that is shown, in words."""
    found = await texts(page)
    wrong = [fault for text in found for fault in _faults_of(text)]
    scrolls = await page.evaluate(
        "(page => page.scrollHeight > innerHeight || page.scrollWidth > innerWidth)(document.documentElement)"
    )
    return wrong + _overlaps(found) + (["the page scrolls"] if scrolls else [])


def _faults_of(text: dict[str, Any]) -> list[str]:
    least = 34 if text["role"] == "large" else 32
    checks = {
        f"only {text['size']:.1f} px": text["size"] < least - 0.1,
        f"cut by {text['cut']:.0f} px": text["cut"] > 1,
        f"only {text['inset']:.3f} from the edge": text["inset"] < SAFE_EDGE,
        "ends too early": text["ends"],
        f"contrast only {text['contrast']:.1f}": text["contrast"] < 4.5,
    }
    return [f"{text['words']!r}: {fault}" for fault, is_so in checks.items() if is_so]


def _overlaps(found: list[dict[str, Any]]) -> list[str]:
    on_wall = [text for text in found if text["card"] == "wall"]
    return [
        f"{one['words']!r} lies over {other['words']!r}"
        for index, one in enumerate(on_wall)
        for other in on_wall[index + 1 :]
        if any(_meet(a, b) for a in one["rects"] for b in other["rects"])
    ]


def _meet(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1
