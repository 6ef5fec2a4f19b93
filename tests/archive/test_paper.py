"""Paper: set by Typst, read back and drawn by poppler."""

import re
import time
from pathlib import Path

import pytest

from server.archive import papers
from tests.archive.evening import LONG, LONGEST, an_evening, source
from tests.archive.programs import pages_as_pictures, run, text_of
from tests.board.given import TOPIC, Given
from tests.board.stage import Stage
from tests.cast import FABIAN, template


def flat(text: str) -> str:
    """Words without their line ends and hyphens."""
    return re.sub(r"\s+", " ", re.sub(r"[-\u2010\u00ad]\n\s*", "", text))


@pytest.fixture
def board() -> Given:
    """The evening."""
    return an_evening()


def test_R3_cards_have_number_title_host_theme_and_as_of(board: Given, tmp_path: Path) -> None:
    text = flat(text_of(papers.cards(source(board), {TOPIC}), tmp_path))
    for words in ("2", "Klima", "19:00 A", "Rad statt Auto", "lädt ein: Alice, Stadtwerke", "Stand 18:42"):
        assert words in text


def test_R3_four_cards_to_a_page_and_the_fonts_are_in_the_file(board: Given, tmp_path: Path) -> None:
    pdf = papers.cards(source(board), None, blank=4)
    assert len(pages_as_pictures(pdf, tmp_path)) == 2, "four open topics, and four blank cards"
    fonts = run("pdffonts", "paper.pdf", folder=tmp_path).decode()
    assert "AtkinsonHyperlegible" in fonts
    assert all(line.split()[-5] == "yes" for line in fonts.splitlines()[2:]), fonts


def test_R3_a_title_of_120_characters_with_emoji_is_whole_on_its_card(board: Given, tmp_path: Path) -> None:
    assert len(LONGEST) == 120
    text = flat(text_of(papers.cards(source(board), {LONG}), tmp_path))
    assert "Verwaltungsdigitalisierung" in text
    assert "nicht!" in text
    assert "NotoEmoji" in run("pdffonts", "paper.pdf", folder=tmp_path).decode()


TITLES = ["A" * 120, "🚲" * 120, "Ma" * 60, "i" * 120, "„Wörter“ " * 13, "#set x $y$ *z*"]


@pytest.mark.parametrize("title", TITLES)
def test_R3_no_title_breaks_a_card(title: str, tmp_path: Path) -> None:
    stage = Stage(replays=False).cast()
    stage.act(FABIAN, "topic.propose", {"title": title})
    pages = pages_as_pictures(papers.cards(source(stage), {2}), tmp_path)
    assert len(pages) == 1
    box = run("pdftotext", "-bbox", "paper.pdf", "-", folder=tmp_path).decode()
    right = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', box)]
    assert max(right) < 148.5 / 25.4 * 72, "a word leaves its card"


def test_R3_signs_are_one_a5_page_a_table(board: Given, tmp_path: Path) -> None:
    pdf = papers.signs(source(board))
    assert len(pages_as_pictures(pdf, tmp_path)) == 3
    assert "419.528 x 595.276" in run("pdfinfo", "paper.pdf", folder=tmp_path).decode()
    text = text_of(pdf, tmp_path)
    assert "8 Plätze" in text
    assert "Foyer" in text


def test_R3_the_plan_is_an_a3_poster(board: Given, tmp_path: Path) -> None:
    pdf = papers.plan(source(board))
    assert len(pages_as_pictures(pdf, tmp_path)) == 1
    assert "1190.55 x 841.89" in run("pdfinfo", "paper.pdf", folder=tmp_path).decode()
    text = flat(text_of(pdf, tmp_path))
    for words in ("19:00–19:35", "Rad statt Auto", "Ohne Tisch", "wand.example/K7PX", "Abschluss"):
        assert words in text
    assert "Noch ganz frei: C" in text


def test_R3_the_proceedings_have_title_overview_sections_and_commitments(
    board: Given, tmp_path: Path
) -> None:
    pages = text_of(papers.proceedings(source(board)), tmp_path).split("\f")
    assert "Probe der Themenwand" in flat(pages[0])
    assert "Überblick" in pages[1]
    whole = flat(" ".join(pages[2:]))
    order = ["Klimaschutz und Energie", "Rad statt Auto", "Was war", "Und gelacht.", "Zusagen nach Theme"]
    places = [whole.find(words) for words in order]
    assert places == sorted(places)
    assert "Charlie, Ulm: Ich rufe alle an (bis Ende Juli)" in whole


@pytest.mark.parametrize("raw", [template(slots=[], tables=[], topics=[], themes=[]), template(lang="en")])
def test_R3_an_empty_board_makes_paper_too(raw: dict[str, object], tmp_path: Path) -> None:
    for write in (papers.cards, papers.signs, papers.plan, papers.proceedings):
        assert len(pages_as_pictures(write(source(Stage(raw))), tmp_path)) >= 1


def test_R3_300_topics_are_cards_in_under_five_seconds_of_work() -> None:
    many = [{"title": f"{LONGEST[:100]} {number}", "theme": "Europa"} for number in range(300)]
    stage = Stage(template(topics=many))
    began = time.process_time()
    papers.cards(source(stage))
    assert time.process_time() - began < 5
