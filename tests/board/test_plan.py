"""Themes, slots, tables and settings on a live board (F5, C7)."""

from typing import Any

import pytest

from tests.board.client import Json
from tests.board.given import ALICES, PLACED, TOPIC, fact, given
from tests.cast import ALICE, CLOSING, FABIAN, GRETA, HANNA, OLGA, ROUND_1, ROUND_2, TABLE_A

TIMES: Json = {"starts": "2025-07-09T21:00:00+02:00", "ends": "2025-07-09T21:30:00+02:00"}


def test_F5_a_theme_is_made_and_changed() -> None:
    board = given("market").when(FABIAN, "theme.put", name="Wohnen", color="#875814").accepted(theme=3)
    board.shows("themes", 3, name="Wohnen", color="#875814", short="")
    board.when(FABIAN, "theme.put", theme=3, name="Wohnen", color="#875814", short="W").accepted()
    board.when(FABIAN, "theme.put", theme=3, name="Bauen", color="#875814").accepted()
    board.shows("themes", 3, name="Bauen", short="W")
    board.when(FABIAN, "theme.put", theme=3, name="Bauen", color="#875814").unchanged()
    board.when(FABIAN, "theme.put", theme=3, name="Bauen", color="#875814", short=None).accepted()
    board.shows("themes", 3, short="")
    board.when(FABIAN, "theme.put", theme=9, name="Bauen", color="#875814").refused("unknown", theme=9)


def test_F5_a_slot_is_made_and_changed_and_its_number_is_not_used_again() -> None:
    board = given("market").when(FABIAN, "slot.put", title="Ausklang", kind="break", **TIMES).accepted(slot=4)
    board.shows("slots", 4, starts="2025-07-09T19:00:00.000Z", ends="2025-07-09T19:30:00.000Z", kind="break")
    board.when(FABIAN, "slot.put", slot=4, title="Ausklang", kind="break", **TIMES).unchanged()
    board.when(FABIAN, "slot.put", slot=4, title="Tanz", kind="plenary", **TIMES).accepted()
    board.shows("slots", 4, title="Tanz", kind="plenary")
    board.and_(fact(FABIAN, "slot.remove", slot=4))
    board.when(FABIAN, "slot.put", title="Tanz", kind="break", **TIMES).accepted(slot=5)
    board.and_(fact(FABIAN, "slot.shift", slot=1, minutes=5))
    board.when(FABIAN, "slot.put", title="Tanz", kind="break", **TIMES).accepted(slot=6)
    board.when(FABIAN, "slot.put", slot=4, title="Tanz", kind="break", **TIMES).refused("unknown", slot=4)


@pytest.mark.parametrize("ends", ["2025-07-09T21:00:00+02:00", "2025-07-09T18:00:00Z"])
def test_F5_a_slot_ends_after_it_starts(ends: str) -> None:
    board = given("market").when(FABIAN, "slot.put", title="x", kind="break", **{**TIMES, "ends": ends})
    board.refused("bad_request", where="ends")


@pytest.mark.parametrize("starts", ["tomorrow", "2025-07-09T21:00:00", "", "9999-12-31T23:59:59Z"])
def test_L5_a_time_has_an_offset(starts: str) -> None:
    board = given("market").when(FABIAN, "slot.put", title="x", kind="break", **{**TIMES, "starts": starts})
    board.refused("bad_request", where="starts")


def test_F5_a_table_is_made_and_changed() -> None:
    board = given("market").when(FABIAN, "table.put", name="D", seats=6).accepted(table=4)
    board.shows("tables", 4, name="D", seats=6, place="", link=None)
    link = "https://meet.example/d"
    board.when(FABIAN, "table.put", table=4, name="D", seats=6, place="Empore", link=link).accepted()
    board.when(FABIAN, "table.put", table=4, name="E", seats=500).accepted()
    board.shows("tables", 4, name="E", seats=500, place="Empore", link=link)
    board.when(FABIAN, "table.put", table=4, name="E", seats=500, place=None, link=None).accepted()
    board.shows("tables", 4, place="", link=None)
    board.when(FABIAN, "table.put", table=4, name="E", seats=500).unchanged()
    board.when(FABIAN, "table.put", table=9, name="E", seats=5).refused("unknown", table=9)
    for seats in (0, 501, "8"):
        board.when(FABIAN, "table.put", name="E", seats=seats).refused("bad_request", where="seats")


def test_F5_settings_are_changed_one_by_one() -> None:
    board = given("market").when(FABIAN, "settings.set", welcome=" WLAN: Werkstatt ").accepted()
    board.when(FABIAN, "settings.set", archive="public", max_topics=3).accepted()
    board.board(
        settings={
            "vote_budget": 5,
            "votes_shown": "always",
            "max_topics": 3,
            "proposals_until": None,
            "welcome": "WLAN: Werkstatt",
            "archive": "public",
        }
    )
    board.when(FABIAN, "settings.set", archive="public").unchanged()
    board.when(FABIAN, "settings.set").unchanged()
    board.when(FABIAN, "settings.set", welcome=None, vote_budget=None).accepted()
    found = board.stage.screens["all"].fields["settings"]
    assert (found["welcome"], found["vote_budget"]) == ("", None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vote_budget", -1),
        ("votes_shown", None),
        ("votes_shown", "never"),
        ("max_topics", None),
        ("max_topics", -1),
        ("archive", "open"),
        ("proposals_until", "tomorrow"),
        ("lang", "en"),
    ],
)
def test_F5_a_setting_that_makes_no_sense_is_bad_request(name: str, value: Any) -> None:
    board = given("market").when(FABIAN, "settings.set", **{name: value})
    board.refused("bad_request", where="command" if name == "lang" else name)


def test_F5_a_new_budget_is_told_to_everybody() -> None:
    board = given("market").when(FABIAN, "settings.set", vote_budget=2).accepted()
    board.me(ALICE, votes_left=2).me(GRETA, votes_left=2)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("theme.put", {"name": "x", "color": "#000000"}),
        ("slot.put", {"title": "x", "kind": "break", **TIMES}),
        ("slot.start", {"slot": ROUND_1}),
        ("slot.shift", {"slot": ROUND_1, "minutes": 5}),
        ("table.put", {"name": "x", "seats": 8}),
        ("settings.set", {"max_topics": 3}),
    ],
)
def test_F5_C7_only_facilitators_change_the_plan(kind: str, fields: Json) -> None:
    board = given("market")
    for who in (ALICE, HANNA):
        board.when(who, kind, **fields).refused("not_allowed")
    board.when(OLGA, kind, **fields)
    board.accepted(
        **{"theme.put": {"theme": 3}, "slot.put": {"slot": 4}, "table.put": {"table": 4}}.get(kind, {})
    )


def test_C7_a_slot_starts_now_keeps_its_length_and_what_follows_moves_along() -> None:
    board = given("sessions", ALICES, PLACED).at("2025-07-09T17:10:00.500Z")
    board.when(FABIAN, "slot.start", slot=ROUND_1).accepted()
    board.shows("slots", 1, starts="2025-07-09T17:10:00.500Z", ends="2025-07-09T17:45:00.500Z")
    board.shows("slots", 2, starts="2025-07-09T17:50:00.500Z", ends="2025-07-09T18:25:00.500Z")
    board.shows("slots", 3, starts="2025-07-09T18:25:00.500Z", ends="2025-07-09T19:10:00.500Z")
    board.board(timer={"ends": "2025-07-09T17:45:00.500Z", "seconds": 2100, "label": "Runde 1"})
    board.shows("topics", TOPIC, slot=ROUND_1, table=TABLE_A)


def test_C7_what_starts_before_or_together_with_it_stays() -> None:
    same = {"starts": "2025-07-09T19:40:00+02:00", "ends": "2025-07-09T19:50:00+02:00"}
    board = given("sessions", fact(FABIAN, "slot.put", title="Kaffee", kind="break", **same))
    board.at("2025-07-09T17:30:00.000Z").when(FABIAN, "slot.start", slot=ROUND_2).accepted()
    board.shows("slots", ROUND_1, starts="2025-07-09T17:00:00.000Z")
    board.shows("slots", 4, starts="2025-07-09T17:40:00.000Z")
    board.shows("slots", ROUND_2, starts="2025-07-09T17:30:00.000Z")
    board.shows("slots", CLOSING, starts="2025-07-09T18:05:00.000Z")


def test_C7_a_shift_moves_this_slot_and_all_that_start_after_it() -> None:
    board = given("sessions").when(FABIAN, "slot.shift", slot=ROUND_2, minutes=15).accepted()
    board.shows("slots", ROUND_1, starts="2025-07-09T17:00:00.000Z")
    board.shows("slots", ROUND_2, starts="2025-07-09T17:55:00.000Z", ends="2025-07-09T18:30:00.000Z")
    board.shows("slots", CLOSING, starts="2025-07-09T18:30:00.000Z", ends="2025-07-09T19:15:00.000Z")
    board.board(timer=None)
    board.when(FABIAN, "slot.shift", slot=ROUND_2, minutes=-15).accepted()
    board.shows("slots", CLOSING, starts="2025-07-09T18:15:00.000Z")
    board.when(FABIAN, "slot.shift", slot=ROUND_2, minutes=0).unchanged()


def test_C7_a_shift_is_at_most_ten_hours() -> None:
    board = given("sessions").when(FABIAN, "slot.shift", slot=9, minutes=5).refused("unknown", slot=9)
    board.when(FABIAN, "slot.start", slot=9).refused("unknown", slot=9)
    for minutes in (-601, 601, 1.5):
        board.when(FABIAN, "slot.shift", slot=1, minutes=minutes).refused("bad_request", where="minutes")
    board.when(FABIAN, "slot.shift", slot=1, minutes=600).accepted()
