"""What people type, made uniform before a rule looks at it (rules T1, B3, P1)."""

import re
import unicodedata

from server.board.rejections import Rejection

# The characters with the Unicode property White_Space; Python's `\s` has four control characters more.
_WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WHITE_RUN = re.compile(f"[{_WHITE}]+")
_WHITE_ENDS = re.compile(f"^[{_WHITE}]+|[{_WHITE}]+$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTROL_IN_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def one_line(value: str, field: str) -> str:
    """A title, name or label: NFC, ends cut, each stretch of white space one space.

    Raises Rejection `bad_request` for a control character.
    """
    cut = _WHITE_ENDS.sub("", unicodedata.normalize("NFC", value))
    return _without(_CONTROL, _WHITE_RUN.sub(" ", cut), field)


def many_lines(value: str, field: str) -> str:
    """A text, report or reason: NFC, ends cut, line ends as LF, tabs kept.

    Raises Rejection `bad_request` for any other control character.
    """
    cut = _WHITE_ENDS.sub("", unicodedata.normalize("NFC", value))
    return _without(_CONTROL_IN_TEXT, cut.replace("\r\n", "\n").replace("\r", "\n"), field)


def within(value: str, field: str, least: int, most: int) -> str:
    """The value, of `least` to `most` code points; else Rejection `too_short` or `too_long`."""
    if len(value) < least:
        raise Rejection("too_short", {"field": field, "limit": least})
    if len(value) > most:
        raise Rejection("too_long", {"field": field, "limit": most})
    return value


def _without(control: re.Pattern[str], value: str, field: str) -> str:
    if control.search(value):
        raise Rejection("bad_request", {"what": "control character", "where": field})
    return value
