"""Setting paper with Typst: a template of `paper/` and data make a PDF, the fonts embedded."""

import re
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import typst

from server.board.instants import Instant, as_datetime

Template = Literal["cards", "signs", "plan", "proceedings"]

_HERE = Path(__file__).parent
_LONG_WORD = re.compile(r"[^\s\u200b]{29,}")
_NO_SYLLABLES = re.compile(r"(.)\1{3}|[^aeiouyäöü]{10}", re.IGNORECASE)
_BREAKS = 14


def pdf(template: Template, data: dict[str, object], now: Instant) -> bytes:
    """The PDF that a template makes of data. Takes from 0.1 s to a few: call it in a thread."""
    compiler = typst.Compiler(
        str(_HERE / "paper" / f"{template}.typ"),
        root=str(_HERE / "paper"),
        font_paths=_fonts(),
        sys_inputs={"data": msgspec.json.encode(breakable(data)).decode()},
    )
    made = compiler.compile(format="pdf", timestamp=as_datetime(now).replace(microsecond=0))
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


def breakable(value: object) -> object:
    """Data whose very long words may be parted where there are no syllables: a card is only so wide."""
    if isinstance(value, str) and not value.startswith("<svg"):
        return _LONG_WORD.sub(lambda word: _parted(word.group()), value)
    if isinstance(value, dict):
        return {key: breakable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [breakable(each) for each in value]
    return value


def _parted(word: str) -> str:
    if not _NO_SYLLABLES.search(word):
        return word
    return "\u200b".join(word[at : at + _BREAKS] for at in range(0, len(word), _BREAKS))


@cache
def _fonts() -> typst.Fonts:
    """The house's fonts, and what the machine has for letters that they lack; looked through once."""
    return typst.Fonts(font_paths=[str(_HERE / "fonts")])
