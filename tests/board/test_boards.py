"""Boards and templates (B1, B2)."""

import pytest

from server.board.template import TemplateMistakes, read_template
from tests.board.given import mistakes
from tests.board.stage import Stage
from tests.cast import CODE, EPOCH, MADE_AT, PLANNED, ROUND_1, TABLE_A, TEMPLATE, template


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
