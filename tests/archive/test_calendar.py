"""`ics`, read back by icalendar."""

from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar

from server.archive import calendar
from tests.archive.evening import LONGEST, an_evening, source
from tests.board.given import TOPIC, Given, fact
from tests.cast import ALICE, FABIAN, ROUND_2, TABLE_C


def events(board: Given) -> dict[str, Any]:
    """The events by their UIDs."""
    found = Calendar.from_ical(calendar.write(source(board))).walk("VEVENT")
    assert len({str(event["UID"]) for event in found}) == len(found), "a UID is used twice"
    return {str(event["UID"]): event for event in found}


def test_R3_the_plan_is_topics_at_their_tables_and_slots_without_any() -> None:
    found = events(an_evening())
    topic = found["topic-2.probe.k7px@themenwand"]
    assert topic["SUMMARY"] == "2 Rad statt Auto"
    assert topic["LOCATION"] == "Tisch A, Foyer, Haus am Markt"
    assert topic["DTSTART"].dt == datetime(2025, 7, 9, 17, 0, tzinfo=UTC)
    assert topic["DTEND"].dt == datetime(2025, 7, 9, 17, 35, tzinfo=UTC)
    assert topic["DESCRIPTION"].startswith("lädt ein: Alice, Stadtwerke")
    assert set(found) == {
        *("topic-2.probe.k7px@themenwand", "topic-3.probe.k7px@themenwand"),
        "slot-3.probe.k7px@themenwand",
    }


def test_R3_a_uid_stays_when_a_topic_moves_and_is_renamed() -> None:
    board = an_evening()
    before = set(events(board))
    board.and_(
        fact(ALICE, "topic.edit", topic=TOPIC, title="Anders"),
        fact(ALICE, "table.claim", topic=TOPIC, slot=ROUND_2, table=TABLE_C),
    )
    after = events(board)
    assert before < set(after), "only the slot that is empty now is new"
    assert after["topic-2.probe.k7px@themenwand"]["SUMMARY"] == "2 Anders"


def test_R3_lines_are_folded_at_75_octets_and_end_with_CRLF() -> None:
    board = an_evening().and_(fact(FABIAN, "table.claim", topic=7, slot=ROUND_2, table=TABLE_C))
    data = calendar.write(source(board))
    lines = data.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in b"".join(lines)
    assert f"7 {LONGEST}" in {event["SUMMARY"] for event in events(board).values()}
