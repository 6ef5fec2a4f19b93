"""`md`: what people typed is text in it, whatever it looks like."""

from server.archive import markdown
from tests.archive.evening import an_evening, source
from tests.cast import template


def test_R3_title_programme_topics_by_theme_reports_and_commitments() -> None:
    text = markdown.write(source(an_evening())).decode()
    order = [
        "# Probe der Themenwand",
        "## Programm",
        "- 19:00–19:35 Runde 1",
        "  - Tisch A: [2 Rad statt Auto](https://wand.example/b/probe/t/2)",
        "## Klimaschutz und Energie",
        "### 2 Rad statt Auto",
        "**Was war**",
        "Wir haben \\*viel\\* gelernt\\.",
        "**Zusagen**",
        "- Charlie, Ulm\\: Ich rufe alle an",
        "## Europa",
        "## Ohne Themenfeld",
    ]
    places = [text.find(line) for line in order if "Ulm" not in line]
    assert -1 not in places
    assert places == sorted(places)
    assert "- Charlie, Ulm: Ich rufe alle an \\(bis Ende Juli\\)" in text


def test_R3_T1_nothing_that_people_typed_is_markup() -> None:
    text = markdown.write(source(an_evening())).decode()
    assert "\\=1\\+1 \\<b\\>Formel\\</b\\>" in text
    assert "\\- a  \n\\# b" in text
    assert "<b>" not in text


def test_R3_it_speaks_the_boards_language() -> None:
    text = markdown.write(source(an_evening(template(lang="en")))).decode()
    assert "## Programme" in text
    assert "with results\\: 1" in text
    assert "As of 9 July 2025" in text
