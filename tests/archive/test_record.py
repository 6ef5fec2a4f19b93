"""What organisers can show who ask about privacy: access, erasures, consents, and what is forgotten when."""

from server.archive.record import record_of
from tests.archive.evening import an_evening, entries_of
from tests.board.given import fact
from tests.cast import CHARLIE, FABIAN, FACILITATOR_KEY, OLGA
from tests.harness.evening import Evening


def test_V5_P5_the_record_tells_what_is_forgotten_when() -> None:
    stage = an_evening().stage
    record = record_of(stage.board, entries_of(stage), 90)
    assert record.ended == "2025-07-09T19:00:00.000Z"
    assert record.voters_due == "2025-07-16T19:00:00.000Z"
    assert record.people_due == "2025-10-07T19:00:00.000Z"
    assert record.people == 7


def test_P3_P5_the_record_tells_access_consents_and_erasures_by_number() -> None:
    board = an_evening()
    before = record_of(board.stage.board, entries_of(board.stage), 90)
    access = next(each for each in before.access if each.key == FACILITATOR_KEY)
    assert (access.role, access.people, access.revoked) == ("facilitator", [FABIAN], False)
    assert [(consent.person, consent.kept) for consent in before.consents] == [(CHARLIE, True)]
    board.and_(fact(OLGA, "person.erase", person=CHARLIE))
    after = record_of(board.stage.board, entries_of(board.stage), 90)
    assert [(erasure.person, erasure.by) for erasure in after.erasures] == [(CHARLIE, OLGA)]
    assert after.erasures[0].at == board.stage.now


async def test_P3_the_record_is_for_organisers(evening: Evening) -> None:
    board = await evening.board()
    fabian, olga = await board.enter("facilitate", "Fabian"), await board.enter("organise", "Olga")
    assert (await fabian.http.get("privacy-record")).status_code == 403
    answer = await olga.http.get("privacy-record")
    assert answer.status_code == 200
    assert answer.json()["retention_days"] == 90
