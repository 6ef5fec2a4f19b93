"""`xml`, held against a schema of the frab format by lxml."""

from pathlib import Path
from typing import Any

from lxml import etree

from server.archive import schedule
from tests.archive.evening import an_evening, source
from tests.board.given import TOPIC, Given, fact
from tests.board.stage import Stage
from tests.cast import ALICE, template

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("schedule.xsd")))


def read(board: Given | Stage) -> Any:
    """The schedule, valid."""
    root = etree.fromstring(schedule.write(source(board)))
    SCHEMA.assertValid(root)
    return root


def test_R3_the_schedule_is_valid_and_has_rooms_and_events() -> None:
    root = read(an_evening())
    event = root.find("day/room[@name='Tisch A']/event[@id='2']")
    assert event.findtext("title") == "Rad statt Auto"
    assert event.findtext("date") == "2025-07-09T19:00:00+02:00"
    assert (event.findtext("start"), event.findtext("duration")) == ("19:00", "00:35")
    assert event.findtext("track") == "Klimaschutz und Energie"
    assert [person.text for person in event.iterfind("persons/person")] == [
        "Alice, Stadtwerke",
        "Charlie",
    ]
    assert root.findtext("conference/time_zone_name") == "Europe/Berlin"
    assert root.find("day/room[@name='Haus am Markt']/event").findtext("title") == "Abschluss"


def test_R3_a_guid_stays_when_a_topic_is_renamed() -> None:
    board = an_evening()
    before = read(board).find(".//event[@id='2']").get("guid")
    board.and_(fact(ALICE, "topic.edit", topic=TOPIC, title="Anders"))
    assert read(board).find(".//event[@id='2']").get("guid") == before


def test_R3_a_board_without_slots_has_a_valid_schedule_too() -> None:
    assert not read(Stage(template(slots=[]))).findall(".//event")


def test_R3_characters_that_xml_cannot_hold_are_replaced() -> None:
    board = an_evening().and_(fact(ALICE, "topic.edit", topic=TOPIC, title="Rad \uffff Auto"))
    assert read(board).find(".//event[@id='2']").findtext("title") == "Rad \ufffd Auto"
