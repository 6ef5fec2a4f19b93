"""`csv`, read back by Python's csv and by LibreOffice."""

import csv
import io
from pathlib import Path

import pytest

from server.archive import spreadsheet
from tests.archive.evening import CONTACT, HIDDEN, LONGEST, an_evening, source
from tests.archive.programs import through_libreoffice
from tests.board.given import TOPIC, fact
from tests.cast import FABIAN

NUMBER, TITLE, TEXT, HOST, STATUS, SLOT, TABLE, VOTES = 0, 1, 2, 4, 6, 8, 11, 13


def rows(data: bytes) -> list[list[str]]:
    """The table as any program reads it."""
    assert data.startswith(b"\xef\xbb\xbf"), "Excel takes UTF-8 only with a BOM"
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_R3_a_row_a_topic_with_its_place_counts_and_results() -> None:
    found = rows(spreadsheet.write(source(an_evening())))
    assert [row[NUMBER] for row in found] == ["Nr.", "1", "2", "3", "4", "6", "7"]
    topic = found[TOPIC]
    assert (topic[TITLE], topic[HOST], topic[SLOT], topic[TABLE]) == (
        "Rad statt Auto",
        "Alice, Stadtwerke",
        "Runde 1",
        "A",
    )
    assert topic[9:11] == ["2025-07-09 19:00", "2025-07-09 19:35"]
    assert topic[VOTES : VOTES + 2] == ["1", "1"]
    assert "Wir haben *viel* gelernt.\n\nUnd gelacht." in topic
    assert "Charlie, Ulm: Ich rufe alle an (bis Ende Juli)" in topic
    assert [row[STATUS] for row in found[1:]] == [
        "offen",
        "offen",
        "offen",
        "zurückgezogen",
        "zusammengelegt",
        "offen",
    ]


def test_R3_lines_end_with_CRLF_and_fields_are_quoted_as_rfc_4180_says() -> None:
    data = spreadsheet.write(source(an_evening()))
    assert data.endswith(b"\r\n")
    assert len(rows(data)) == 7
    assert all(len(row) == len(rows(data)[0]) for row in rows(data))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\x00", "\n", "＝"])
def test_R3_no_cell_is_taken_for_a_formula(start: str) -> None:
    assert spreadsheet.safe(f"{start}1+1") == f"'{start}1+1"
    assert spreadsheet.safe(f"1{start}1") == f"1{start}1"


def test_R3_what_people_typed_as_formulas_is_made_safe() -> None:
    found = rows(spreadsheet.write(source(an_evening())))
    assert found[5][TITLE] == "'=1+1 <b>Formel</b>"
    assert found[5][TEXT].startswith("'@SUM")
    assert not [cell for row in found for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_R2_contacts_are_in_the_organisers_table_alone() -> None:
    board = an_evening()
    assert CONTACT.encode() not in spreadsheet.write(source(board))
    found = rows(spreadsheet.write(source(board, for_organiser=True)))
    assert found[0][-1] == "Kontakte"
    assert found[TOPIC][-1] == f"Charlie, Ulm: {CONTACT}"


def test_V3_T6_withheld_counts_and_hidden_topics_are_not_in_it() -> None:
    board = an_evening().and_(fact(FABIAN, "settings.set", votes_shown="after"))
    found = rows(spreadsheet.write(source(board, for_organiser=True)))
    assert {row[VOTES] for row in found[1:]} == {""}
    assert str(HIDDEN) not in [row[NUMBER] for row in found]


def test_R3_libreoffice_opens_it_and_finds_the_same_cells(tmp_path: Path) -> None:
    file = tmp_path / "topics.csv"
    file.write_bytes(spreadsheet.write(source(an_evening())))
    sheet = through_libreoffice(file, "fods").read_text()
    assert LONGEST in sheet
    assert "table:formula" not in sheet, "a cell is a formula"
    assert sheet.count(">Rad statt Auto<") == 1
