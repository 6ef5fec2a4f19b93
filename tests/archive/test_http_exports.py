"""Exports and paper over HTTP: who gets what, and what the files are called (R3, part 6)."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.archive.programs import pages_as_pictures
from tests.harness.evening import Board, Evening, Guest

OPEN = ("csv", "md", "pdf", "ics", "xml", "html")
PAPER = ("cards.pdf", "signs.pdf", "plan.pdf")
EXTENSIONS = {"html": "zip"}


@pytest.fixture
async def board(evening: Evening) -> Board:
    """A board with a topic and a commitment with a contact."""
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="sessions")
    alice = await board.join("Alice", affiliation="Stadtwerke")
    await alice.command("topic.propose", title="Rad statt Auto")
    promise: dict[str, Any] = {"text": "Ich rufe an", "who": "Alice", "contact": "alice@example.org"}
    await alice.command("commitment.add", topic=2, consent=True, **promise)
    return board


async def status(guest: Guest, path: str) -> int:
    """How a request is answered."""
    return (await guest.http.get(path)).status_code


@pytest.mark.parametrize("name", OPEN)
async def test_R3_a_format_is_for_facilitators_until_the_archive_is_public(board: Board, name: str) -> None:
    watcher, bob = board.guest(), await board.join("Bob")
    helper, fabian = await board.enter("desk", "Hanna"), await board.enter("facilitate", "Fabian")
    path = f"export/{name}"
    assert [await status(guest, path) for guest in (watcher, bob, helper, fabian)] == [401, 403, 403, 200]
    await fabian.command("settings.set", archive="public")
    assert [await status(guest, path) for guest in (watcher, bob, helper, fabian)] == [200] * 4


async def test_R3_json_is_for_organisers_alone(board: Board) -> None:
    fabian, olga = await board.enter("facilitate", "Fabian"), await board.enter("organise", "Olga")
    await fabian.command("settings.set", archive="public")
    assert await status(board.guest(), "export/json") == 401
    assert await status(fabian, "export/json") == 403
    answer = await olga.http.get("export/json")
    content = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert len(content["log"]) == content["log"][-1]["seq"]
    assert content["snapshot"] == (await olga.http.get(board.api)).json()["board"]


@pytest.mark.parametrize("name", [*OPEN, "json"])
async def test_R3_files_are_named_by_slug_and_date(board: Board, name: str) -> None:
    olga = await board.enter("organise", "Olga")
    answer = await olga.http.get(f"export/{name}")
    today = datetime.now(UTC).astimezone(ZoneInfo("Europe/Berlin")).date().isoformat()
    expected = f'attachment; filename="{board.slug}-{today}.{EXTENSIONS.get(name, name)}"'
    assert answer.headers["content-disposition"] == expected


async def test_R2_the_contact_is_in_the_organisers_json_and_csv_and_nowhere_else(board: Board) -> None:
    olga, fabian = await board.enter("organise", "Olga"), await board.enter("facilitate", "Fabian")
    held = {name for name in (*OPEN, "json") if b"alice@" in (await olga.http.get(f"export/{name}")).content}
    assert held == {"csv", "json"}
    assert not [name for name in OPEN if b"alice@" in (await fabian.http.get(f"export/{name}")).content]


@pytest.mark.parametrize("name", PAPER)
async def test_R3_paper_is_for_facilitators_until_the_archive_is_public(board: Board, name: str) -> None:
    fabian = await board.enter("facilitate", "Fabian")
    assert await status(board.guest(), name) == 401
    answer = await fabian.http.get(name)
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["content-type"] == "application/pdf"


async def test_R3_cards_of_some_topics_and_blank_ones(board: Board, tmp_path: Path) -> None:
    fabian = await board.enter("facilitate", "Fabian")
    some = await fabian.http.get("cards.pdf", params={"topics": "2", "blank": "4"})
    assert len(pages_as_pictures(some.content, tmp_path)) == 2, "four to a page"
    answer = await fabian.http.get("cards.pdf", params={"topics": "zwei"})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


async def test_R3_an_unknown_format_is_told_as_a_problem(board: Board) -> None:
    answer = await (await board.enter("organise", "Olga")).http.get("export/docx")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert json.loads(answer.content)["detail"] == {"format": "docx"}


async def test_P5_an_erased_name_is_in_no_export_and_no_file_of_the_server(
    board: Board, evening: Evening
) -> None:
    olga = await board.enter("organise", "Olga")
    leaver = await board.join("Zacharias Wundertüte", affiliation="Gänseblümchen GmbH")
    await leaver.command("topic.propose", title="Noch ein Thema")
    assert (await leaver.http.delete("me")).status_code == 204
    words = [word.encode() for word in ("Zacharias", "Wundert", "nseblümchen")]
    for name in (*OPEN, "json"):
        content = (await olga.http.get(f"export/{name}")).content
        assert not [word for word in words if word in content], name
    files = [path for path in evening.server.folder.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in files), "the server runs, and so may its WAL"
    found = [(path.name, word) for path in files for word in words if word in path.read_bytes()]
    assert not found


async def test_R3_what_was_made_for_one_reader_is_good_for_the_next_until_the_board_changes(
    board: Board,
) -> None:
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("settings.set", archive="public")
    first = await board.guest().http.get("export/pdf")
    assert (await board.guest().http.get("export/pdf")).content == first.content
    await fabian.command("topic.propose", title="Noch eins")
    assert (await board.guest().http.get("export/pdf")).content != first.content
