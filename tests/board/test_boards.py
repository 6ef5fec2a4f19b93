"""Boards, templates and words (B1 to B3, T1)."""

from typing import Any

import pytest

from server.board.template import TemplateMistakes, read_template
from tests.board.client import Json
from tests.board.given import ALICES, TOPIC, given
from tests.board.stage import Stage
from tests.cast import ALICE, CODE, EPOCH, FABIAN, MADE_AT, PLANNED, ROUND_1, TABLE_A, TEMPLATE, template


def mistakes(**changes: Any) -> list[str]:
    """The keys that reading a changed template complains about."""
    with pytest.raises(TemplateMistakes) as caught:
        read_template(template(**changes))
    return [mistake["where"] for mistake in caught.value.mistakes]


def test_B1_a_new_board_is_in_lobby_with_all_that_the_template_says() -> None:
    board = Stage().screens["all"]
    assert (board.fields["phase"], board.fields["epoch"], board.fields["code"]) == ("lobby", EPOCH, CODE)
    assert board.fields["gates"] == dict(join=True, propose=True, vote=False, claim=False, report=False)
    assert board.fields["settings"] == {
        "vote_budget": 5,
        "votes_shown": "always",
        "max_topics": 5,
        "proposals_until": None,
        "welcome": "",
        "archive": "closed",
    }
    assert board.fields["scene"] == {"scene": "auto", "topic": None}
    assert [board.fields[name] for name in ("notice", "timer", "gong", "privacy")] == [None] * 4
    assert board.fields["groups"] == TEMPLATE["groups"]
    assert board.kinds["themes"][1] == dict(
        id=1, name="Klimaschutz und Energie", short="Klima", color="#0053A5"
    )
    assert board.kinds["slots"][ROUND_1] == {
        "id": 1,
        "title": "Runde 1",
        "starts": "2025-07-09T17:00:00.000Z",
        "ends": "2025-07-09T17:35:00.000Z",
        "kind": "session",
    }
    assert board.kinds["tables"][TABLE_A] == dict(id=1, name="A", seats=8, place="Foyer", link=None)


def test_B1_T8_the_topics_of_the_template_are_planned_and_have_no_host() -> None:
    board = Stage().screens["all"]
    assert board.kinds["topics"][PLANNED] == {
        "id": 1,
        "title": "Wie geht es weiter?",
        "theme": 1,
        "host": None,
        "cohosts": [],
        "status": "open",
        "planned": True,
        "slot": None,
        "table": None,
        "merged_into": None,
        "merge_offer": None,
        "created": MADE_AT,
        "reason": None,
    }
    assert board.kinds["texts"][PLANNED] == {"id": 1, "text": "Eine Frage an alle."}
    assert board.kinds["tallies"][PLANNED] == {"id": 1, "votes": 0, "here": 0}


def test_B1_the_least_template_has_slug_title_and_tz() -> None:
    found = read_template({"slug": "abc", "title": "Kurz", "tz": "Europe/Berlin"})
    assert (found.lang, found.subtitle, found.place, found.groups) == ("de", "", "", [])
    assert (found.themes, found.slots, found.tables, found.topics) == ([], [], [], [])
    assert found.privacy is None


def test_B1_every_mistake_is_named_at_once_with_its_key() -> None:
    slot = {"title": "x", "starts": "2025-07-09T20:00:00Z", "ends": "2025-07-09T19:00:00Z", "kind": "party"}
    found = mistakes(
        slug="A",
        tz="Berlin",
        colour="red",
        settings={"vote_budget": -1, "votes_shown": "never", "proposals_until": "tomorrow"},
        slots=[slot, {**slot, "kind": "break"}, {"title": "", "kind": "break"}],
        tables=[{"name": "A", "seats": 0}, {"name": "B", "seats": 501}, {"seats": 8}],
        topics=[{"title": "ab"}, {"title": "Ein Thema", "theme": "Unbekannt"}],
    )
    assert sorted(found) == sorted(
        [
            *("slug", "tz", "colour"),
            *("settings.vote_budget", "settings.votes_shown", "settings.proposals_until"),
            *("slots[0].kind", "slots[0].ends", "slots[1].ends"),
            *("slots[2].title", "slots[2].starts", "slots[2].ends"),
            *("tables[0].seats", "tables[1].seats", "tables[2].name"),
            *("topics[0].title", "topics[1].theme"),
        ]
    )


def test_B1_slug_title_and_tz_are_required() -> None:
    with pytest.raises(TemplateMistakes) as caught:
        read_template({})
    assert {mistake["where"] for mistake in caught.value.mistakes} == {"slug", "title", "tz"}
    with pytest.raises(TemplateMistakes):
        read_template("probe")


def test_B1_no_limit_of_points_is_none_in_toml_and_null_in_json() -> None:
    for value in ("none", None):
        stage = Stage(template(settings={"vote_budget": value}))
        assert stage.screens["all"].fields["settings"]["vote_budget"] is None


def test_B1_settings_of_the_template_hold_on_the_board() -> None:
    settings = {
        "vote_budget": 0,
        "votes_shown": "after",
        "max_topics": 2,
        "proposals_until": "2025-06-27T23:59:00+02:00",
        "welcome": "WLAN: Werkstatt",
        "archive": "public",
    }
    found = Stage(template(settings=settings)).screens["all"].fields["settings"]
    assert found == {**settings, "proposals_until": "2025-06-27T21:59:00.000Z"}


@pytest.mark.parametrize("slug", ["ab", "a" * 41, "Probe", "pro_be", "pröbe", "probe\n", ""])
def test_B2_a_slug_is_3_to_40_of_small_letters_digits_and_hyphens(slug: str) -> None:
    assert mistakes(slug=slug) == ["slug"]


@pytest.mark.parametrize("slug", ["abc", "a" * 40, "werkstatt-2025"])
def test_B2_such_slugs_are_taken(slug: str) -> None:
    assert read_template(template(slug=slug)).slug == slug


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
