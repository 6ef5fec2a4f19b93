"""What may be typed: names, colours, links, text (B3, T1)."""

import pytest

from tests.board.client import Json
from tests.board.given import ALICES, TOPIC, given, mistakes
from tests.cast import ALICE, FABIAN


@pytest.mark.parametrize("color", ["red", "#12345", "#1234567", "#12345G", "123456", "#123456\n"])
def test_B3_a_colour_is_a_hash_and_six_hexadecimal_digits(color: str) -> None:
    assert mistakes(themes=[{"name": "x", "color": color}], topics=[]) == ["themes[0].color"]
    given("lobby").when(FABIAN, "theme.put", name="x", color=color).refused("bad_request", where="color")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://x.example", "x.example", "http://", "//x"])
def test_B3_a_link_is_http_or_https(link: str) -> None:
    assert mistakes(tables=[{"name": "A", "seats": 8, "link": link}]) == ["tables[0].link"]
    given("lobby").when(FABIAN, "table.put", name="A", seats=8, link=link).refused(
        "bad_request", where="link"
    )


def test_B3_names_and_labels_have_1_to_80_characters() -> None:
    board = given("lobby").when(FABIAN, "theme.put", name=" ", color="#000000")
    board.refused("too_short", field="name", limit=1)
    board.when(FABIAN, "theme.put", name="x" * 81, color="#000000").refused(
        "too_long", field="name", limit=80
    )
    board.when(FABIAN, "theme.put", name="x" * 80, color="#abCDef").accepted(theme=3)
    board.when(FABIAN, "table.put", name="", seats=8).refused("too_short", field="name", limit=1)
    board.when(FABIAN, "timer.start", seconds=1, label="x" * 81).refused("too_long", field="label", limit=80)
    times: Json = dict(starts="2025-07-09T19:00:00Z", ends="2025-07-09T19:30:00Z", kind="break")
    board.when(FABIAN, "slot.put", title="", **times).refused("too_short", field="title", limit=1)


def test_B3_a_reason_has_0_to_280_characters() -> None:
    board = given("collect", ALICES).when(FABIAN, "topic.hide", topic=TOPIC, reason="x" * 281)
    board.refused("too_long", field="reason", limit=280)
    board.when(FABIAN, "topic.hide", topic=TOPIC, reason="x" * 280).accepted()
    board.shows("topics", TOPIC, to="facilitators", reason="x" * 280)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Rad \t statt\r\nAuto\u00a0\u3000", "Rad statt Auto"),
        ("Gru\u0308n", "Grün"),
        ("Rad\u2028statt\x85Auto", "Rad statt Auto"),
        ("\u200bRad\u200b", "\u200bRad\u200b"),
        ("<b>Rad</b>", "<b>Rad</b>"),
    ],
)
def test_T1_white_space_in_a_title_becomes_one_space_and_unicode_nfc(typed: str, kept: str) -> None:
    given("collect").when(ALICE, "topic.propose", title=typed).accepted(topic=2).shows(
        "topics", 2, title=kept
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\n Eins\r\nzwei\rdrei\tvier \n", "Eins\nzwei\ndrei\tvier"),
        ("Eins  zwei\n\n\ndrei", "Eins  zwei\n\n\ndrei"),
        ("e\u0301", "é"),
    ],
)
def test_T1_a_text_keeps_its_lines_and_tabs(typed: str, kept: str) -> None:
    board = given("collect").when(ALICE, "topic.propose", title="Ein Thema", text=typed).accepted(topic=2)
    board.shows("texts", 2, text=kept)


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x1c", "\x7f", "\x9f"])
def test_T1_other_control_characters_are_bad_request(control: str) -> None:
    board = given("collect").when(ALICE, "topic.propose", title=f"Rad{control}Auto")
    board.refused("bad_request", where="title")
    board.when(ALICE, "topic.propose", title="Ein Thema", text=f"a{control}b").refused(
        "bad_request", where="text"
    )


@pytest.mark.parametrize("control", ["\v", "\f", "\x85"])
def test_T1_in_a_text_only_line_ends_and_tabs_are_no_control_characters(control: str) -> None:
    board = given("collect").when(ALICE, "topic.propose", title="Ein Thema", text=f"a{control}b")
    board.refused("bad_request", where="text")
