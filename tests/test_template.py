"""The event's template, and how mistakes in a template are told (B1, part 8)."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from server.board.template import TemplateMistakes, read_template
from server.board.template_parts import Template

WERKSTATT = Path("server/templates/werkstatt-der-mutigen.toml")

# The names and colours of the design; the short names are what fits on a card's band.
THEMES = [
    ("Zusammenleben ländlicher Raum", "Land", "#29672E"),
    ("Gesundheit und Alter", "Gesundheit", "#A83634"),
    ("Klimaschutz und Energie", "Klima", "#0053A5"),
    ("Wohnen und Bauen", "Wohnen", "#875814"),
    ("Zusammenleben in der Stadt", "Stadt", "#7835A0"),
    ("Mobilität und Stadtplanung", "Mobilität", "#006C72"),
    ("Kunst, Kultur und Medien", "Kultur", "#A43687"),
    ("Ernährung und Landwirtschaft", "Ernährung", "#5C5C00"),
    ("Ankommen und Teilhabe", "Ankommen", "#8E3B1C"),
    ("Digitale Kommune", "Digitales", "#5D52B4"),
    ("Zusammenarbeit Bund-Kommune-Zivilgesellschaft", "Bund-Kommune", "#1B735B"),
    ("Jugend und Bildung", "Jugend", "#94234A"),
    ("Wirtschaft, Arbeit und Fachkräfte", "Wirtschaft", "#006E9E"),
    ("Nachnutzen – Best Practices verbreiten", "Nachnutzen", "#7F6612"),
    ("Unbürokratische Finanzierung", "Finanzierung", "#792C7F"),
    ("Wehrhaftigkeit der Demokratie", "Demokratie", "#005F75"),
]

# In UTC: Berlin is two hours ahead in July.
SLOTS = [
    ("Registrierung Gestalter:innen", "11:30", "12:00", "break"),
    ("Teil 1: Begrüßung und Auftakt", "12:00", "12:30", "plenary"),
    ("Bewährt vor Ort: Bewährte Lösungen kennenlernen und verbreiten", "12:30", "13:45", "plenary"),
    ("Kaffeepause / Registrierung MdBs", "13:45", "14:15", "break"),
    ("Teil 2: Begrüßung und Auftakt", "14:15", "14:30", "plenary"),
    ("Gemeinsame Arbeit in Themen", "14:30", "16:00", "plenary"),
    ("Abendessen: Was wäre, wenn?", "16:00", "17:00", "break"),
    ("Runde 1", "17:00", "17:35", "session"),
    ("Runde 2", "17:40", "18:15", "session"),
    ("Abschluss und Ausklang", "18:15", "19:00", "plenary"),
]

PLANNED = [
    (
        "Wie tragen wir den Aufbruch in die Landtags- und Kommunalwahlen?",
        "Wie können wir den bundesweiten Aufbruch und die Impulse zur Umsetzung unserer Allianz in die "
        "anstehenden Landtags- und Kommunalwahlen tragen?",
    ),
    (
        "Neue Formen des Regionalen Gestaltens",
        "Wie sehen neue Formen des Regionalen Gestaltens aus? Austausch zu Erfahrungen und guter Praxis",
    ),
    (
        "Ehrentag am 23.05.2026: Wie packen alle mit an?",
        "Wie kann der Ehrentag am 23.05.2026 dazu führen, dass der Großteil der Bürger:innen anpackt und die "
        "eigene Regionen mitgestaltet?",
    ),
]


@pytest.fixture(scope="module")
def werkstatt() -> Template:
    """The event's template as the server reads it; its mistakes, if any, fail every test here."""
    return read_template(tomllib.loads(WERKSTATT.read_text(encoding="utf-8")))


def test_b1_the_werkstatt_has_its_sixteen_theme_fields_in_their_colours(werkstatt: Template) -> None:
    assert [(theme.name, theme.short, theme.color) for theme in werkstatt.themes] == THEMES
    assert max(len(theme.short) for theme in werkstatt.themes) <= 12


def test_b1_the_werkstatt_has_the_whole_days_programme(werkstatt: Template) -> None:
    day = "2025-07-09T"
    found = [(slot.title, slot.starts, slot.ends, slot.kind) for slot in werkstatt.slots]
    assert found == [
        (title, f"{day}{starts}:00.000Z", f"{day}{ends}:00.000Z", kind) for title, starts, ends, kind in SLOTS
    ]


def test_b1_the_werkstatt_has_its_three_planned_workshops_with_the_whole_question(
    werkstatt: Template,
) -> None:
    assert [(topic.title, topic.text) for topic in werkstatt.topics] == PLANNED
    assert {topic.theme for topic in werkstatt.topics} <= {name for name, _, _ in THEMES}
    assert max(len(topic.title) for topic in werkstatt.topics) < 70


def test_t9_the_werkstatt_takes_proposals_until_the_end_of_the_27th_of_june(werkstatt: Template) -> None:
    assert werkstatt.settings.proposals_until == "2025-06-27T21:59:00.000Z"


def test_b1_the_werkstatts_tables_seat_the_room_in_each_round(werkstatt: Template) -> None:
    names = [table.name for table in werkstatt.tables]
    assert names[:3] == ["A", "B", "C"]
    assert all(re.fullmatch("[A-Z]{1,2}", name) for name in names), "letters: numbers are the topics'"
    assert sum(table.seats for table in werkstatt.tables) >= 300
    places = {table.place for table in werkstatt.tables}
    for place in places:
        sizes = {table.seats for table in werkstatt.tables if table.place == place}
        assert sizes == {8, 10, 12}, f"{place} has tables for topics of every interest"


def test_p1_the_werkstatt_knows_its_three_groups(werkstatt: Template) -> None:
    assert werkstatt.groups == ["Kommune", "Zivilgesellschaft", "Bundestag"]
    assert (werkstatt.slug, werkstatt.lang, werkstatt.tz) == ("werkstatt-der-mutigen", "de", "Europe/Berlin")


def test_no_address_or_number_of_a_real_person_is_in_the_template() -> None:
    text = WERKSTATT.read_text(encoding="utf-8")
    assert re.findall(r"[\w.+-]+@[\w.-]+", text) == ["datenschutz@example.org"]
    assert re.findall(r"\+?\d[\d /-]{8,}\d", re.sub(r"\d{4}-\d\d-\d\dT\S+", "", text)) == []


def test_b1_every_mistake_of_a_template_is_named_with_its_key() -> None:
    raw: dict[str, Any] = {
        "slug": "Groß",
        "tz": "Mitteleuropa",
        "colour": "red",
        "themes": [{"name": "Klima", "color": "blue"}, {"name": "Klima", "color": "#0053A5"}],
        "slots": [
            {"title": "Runde 1", "starts": "2025-07-09T19:35:00+02:00", "ends": "2025-07-09T19:00:00+02:00"},
            {"title": "", "starts": "19:00", "ends": "2025-07-09T19:00:00", "kind": "talk"},
        ],
        "tables": [{"name": "A", "seats": 0, "link": "ftp://example.org"}],
        "topics": [{"title": "Ja", "theme": "Verkehr"}],
        "settings": {"vote_budget": -1, "votes_shown": "never"},
    }
    with pytest.raises(TemplateMistakes) as told:
        read_template(raw)
    assert sorted(mistake["where"] for mistake in told.value.mistakes) == [
        "colour",
        "settings.vote_budget",
        "settings.votes_shown",
        "slots[0].ends",
        "slots[0].kind",
        "slots[1].ends",
        "slots[1].kind",
        "slots[1].starts",
        "slots[1].title",
        "slug",
        "tables[0].link",
        "tables[0].seats",
        "themes[0].color",
        "themes[1].name",
        "title",
        "topics[0].theme",
        "topics[0].title",
        "tz",
    ]
    assert all(mistake["what"] for mistake in told.value.mistakes)


@pytest.mark.parametrize("raw", [None, [], "slug", 3])
def test_b1_what_is_no_template_at_all_is_told_too(raw: object) -> None:
    with pytest.raises(TemplateMistakes) as told:
        read_template(raw)
    assert [mistake["where"] for mistake in told.value.mistakes] == ["template"]


def test_b1_a_template_of_only_what_is_required_reads_with_the_defaults() -> None:
    board = read_template({"slug": "probe", "title": "Probe", "tz": "Europe/Berlin"})
    assert (board.lang, board.settings.vote_budget, board.settings.votes_shown) == ("de", 5, "always")
    assert (board.themes, board.slots, board.tables, board.topics, board.privacy) == ([], [], [], [], None)


def test_v1_a_budget_of_none_is_no_limit() -> None:
    board = read_template(
        {"slug": "probe", "title": "Probe", "tz": "Europe/Berlin", "settings": {"vote_budget": "none"}}
    )
    assert board.settings.vote_budget is None
