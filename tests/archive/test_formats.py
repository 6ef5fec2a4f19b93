"""Whatever board people make, it leaves in every format (R3), and nobody's secret leaves with it."""

import asyncio
import csv
import io
import json
import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from server.archive import logfile, papers
from server.archive.formats import FORMATS
from server.live.loading import load
from server.store.engine import migrate, open_engine
from server.store.log import Log
from tests.archive.evening import CONTACT, an_evening, chance, say, source, stored
from tests.archive.test_schedule import SCHEMA
from tests.board.stage import Stage, everything
from tests.cast import OLGA

RANDOM = st.randoms(use_true_random=True)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200)
SOME = settings(
    max_examples=15, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def check(stage: Stage) -> None:
    """Every format is what it says it is, and holds no contact."""
    made = {name: found.write(source(stage, for_organiser=name != "csv")) for name, found in FORMATS.items()}
    shown = [topic for topic in stage.board.topics.values() if not topic.hidden]
    table = list(csv.reader(io.StringIO(made["csv"].decode("utf-8-sig"), newline=""), strict=True))
    assert [row[0] for row in table[1:]] == [str(topic.id) for topic in shown]
    SCHEMA.assertValid(etree.fromstring(made["xml"]))
    assert len(Calendar.from_ical(made["ics"]).walk("VEVENT")) >= len(stage.board.places)
    assert made["pdf"].startswith(b"%PDF-")
    archive = zipfile.ZipFile(io.BytesIO(made["html"]))
    assert archive.testzip() is None
    page = archive.read("probe/index.html").decode()
    assert all(f'id="t{topic.id}"' in page for topic in shown)
    etree.HTML(page)
    texts = [made[name] for name in made if name != "html"]
    texts += [archive.read(name) for name in archive.namelist()]
    assert not any(CONTACT.encode() in text for text in texts), "R2: a contact left the board"


@SOME
@given(random=RANDOM, words=WORDS)
def test_R3_R2_any_board_leaves_in_every_format_without_contacts(random: Random, words: str) -> None:
    stage = chance(random)
    say(stage, words)
    check(stage)


@settings(SOME, max_examples=5)
@given(random=RANDOM, words=WORDS)
def test_R3_any_board_can_be_pinned_up(random: Random, words: str) -> None:
    stage = chance(random, acts=20)
    say(stage, words)
    for write in (papers.cards, papers.signs, papers.plan):
        assert write(source(stage)).startswith(b"%PDF-")


@SOME
@given(random=RANDOM, words=WORDS)
def test_R3_L2_the_round_trip_of_the_log_gives_the_same_board(
    tmp_path_factory: pytest.TempPathFactory, random: Random, words: str
) -> None:
    stage = chance(random)
    say(stage, words)
    asyncio.run(round_trip(stage, tmp_path_factory.mktemp("log")))


async def round_trip(stage: Stage, folder: Path) -> None:
    """Written, read, and written again, it is the same."""
    engine = open_engine(f"sqlite:///{folder / 'probe.sqlite3'}")
    await migrate(engine)
    log = Log(engine)
    row = await stored(log, stage)
    data = b"".join([piece async for piece in logfile.write(log, row, stage.board.seq, stage.now)])
    file = logfile.read(data)
    assert everything(logfile.fold_checked(file.epoch, file.log)) == everything(stage.board)
    board, _ = await load(log, row)
    assert everything(board) == everything(stage.board)
    await engine.dispose()


@pytest.mark.parametrize("name", FORMATS)
def test_P4_P5_who_only_voted_and_who_was_erased_are_in_no_format(name: str) -> None:
    board = an_evening()
    board.stage.act(OLGA, "person.erase", {"person": 1})
    made = FORMATS[name].write(source(board, for_organiser=True))
    if name == "html":
        archive = zipfile.ZipFile(io.BytesIO(made))
        made = b"".join(archive.read(each) for each in archive.namelist())
    for word in ("Alice", "Stadtwerke", "Hanna", "Greta", "geheim", "Werbung"):
        assert word.encode() not in made, word


def test_P5_a_name_that_was_erased_is_shown_as_deleted() -> None:
    board = an_evening()
    board.stage.act(OLGA, "person.erase", {"person": 3})
    assert "gelöscht: Ich rufe alle an" in FORMATS["csv"].write(source(board)).decode()
    assert json.dumps("Charlie") not in FORMATS["md"].write(source(board)).decode()
