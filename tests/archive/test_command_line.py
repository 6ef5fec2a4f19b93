"""`themenwand export` and `themenwand import`, as someone runs them on a server (part 6, P5)."""

import json
import subprocess
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.conftest import StartServer
from tests.harness.evening import Board, Evening, Guest
from tests.harness.server import THEMENWAND, Server


def themenwand(server: Server, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The program, on the data of a server that is stopped."""
    return subprocess.run(
        [THEMENWAND, *arguments], cwd=server.folder, env=server.environment, capture_output=True, check=False
    )


async def an_evening(evening: Evening) -> tuple[Board, Guest]:
    """A board with people, a topic and a commitment; Alice's device."""
    board = await evening.board({"slug": "abend"})
    fabian = await board.enter("facilitate", "Fabian")
    await board.enter("organise", "Olga")
    await fabian.command("phase.set", phase="sessions")
    alice = await board.join("Alice Immergrün", affiliation="Stadtwerke")
    await alice.command("topic.propose", title="Rad statt Auto")
    await alice.command("vote.cast", topic=2)
    promise: dict[str, Any] = {"text": "Ich rufe an", "who": "Alice Immergrün", "consent": True}
    await alice.command("commitment.add", topic=2, contact="a@example.org", **promise)
    return board, alice


@pytest.fixture
async def server(start_server: StartServer) -> Server:
    """A server of this test's own."""
    return await start_server()


@pytest.fixture
async def evening(server: Server) -> AsyncIterator[Evening]:
    """Boards and people on it."""
    async with Evening(server) as evening:
        yield evening


async def test_R3_every_format_is_written_from_the_command_line(server: Server, evening: Evening) -> None:
    await an_evening(evening)
    await server.stop()
    starts = {"csv": b"\xef\xbb\xbf", "md": b"# ", "pdf": b"%PDF", "ics": b"BEGIN:", "xml": b"<?xml"}
    starts["html"] = b"PK"
    for name, start in starts.items():
        done = themenwand(server, "export", "abend", name)
        assert (done.returncode, done.stdout[: len(start)]) == (0, start), done.stderr
    assert b"a@example.org" in themenwand(server, "export", "abend", "csv").stdout, (
        "R2: it is the organiser's"
    )
    file = server.folder / "abend.md"
    assert themenwand(server, "export", "abend", "md", "--output", str(file)).returncode == 0
    assert "Rad statt Auto" in file.read_text()


async def test_R3_what_cannot_be_is_told_in_a_line(server: Server, evening: Evening) -> None:
    await an_evening(evening)
    await server.stop()
    (server.folder / "bad.json").write_text("{}")
    for arguments, words in (
        (("export", "nirgends", "csv"), b"There is no board 'nirgends' here."),
        (("export", "abend", "docx"), b"'docx' is not one of"),
        (("import", "bad.json"), b"The file is not imported: it is no board's export"),
    ):
        done = themenwand(server, *arguments)
        assert done.returncode != 0
        assert words in done.stderr
        assert b"Traceback" not in done.stderr


async def test_R3_L4_a_board_moves_to_another_server(
    server: Server, evening: Evening, start_server: StartServer
) -> None:
    board, _ = await an_evening(evening)
    before = (await board.snapshot())["board"]
    links = board.links
    await server.stop()
    file = server.folder / "abend.json"
    file.write_bytes(themenwand(server, "export", "abend", "json").stdout)
    # The same instance key: the links that people have are good there, too.
    other = await start_server(INSTANCE_KEY=server.instance_key)
    other.instance_key = server.instance_key
    await other.stop()
    assert themenwand(other, "import", str(file)).returncode == 0
    assert themenwand(other, "verify", "abend").returncode == 0
    await other.start()
    async with Evening(other) as elsewhere:
        there = Board(elsewhere, {"slug": "abend", "code": board.code, "links": links})
        after = (await there.snapshot())["board"]
        assert after["epoch"] != before["epoch"]
        assert {**after, "epoch": ""} == {**before, "epoch": ""}
        assert (await there.enter("facilitate")).me["role"] == "facilitator"


async def test_P5_who_was_erased_here_stays_erased_when_an_older_file_is_put_back(
    server: Server, evening: Evening
) -> None:
    board, alice = await an_evening(evening)
    await server.stop()
    file = server.folder.parent / "older.json"
    file.write_bytes(themenwand(server, "export", "abend", "json").stdout)
    assert "Immergrün".encode() in file.read_bytes()
    await server.start()
    assert (await alice.http.delete("me")).status_code == 204
    await server.stop()
    done = themenwand(server, "import", str(file))
    assert b"is there already" in done.stderr
    assert themenwand(server, "import", "--replace", str(file)).returncode == 0
    assert themenwand(server, "verify").returncode == 0
    found = json.loads(themenwand(server, "export", "abend", "json").stdout)
    assert "Immergrün" not in json.dumps(found, ensure_ascii=False)
    assert found["log"][-1]["type"] == "person.erase"
    files = [path for path in server.folder.rglob("*") if path.is_file()]
    assert not [path.name for path in files if b"Immergr" in path.read_bytes()]
    await server.start()
    assert (await board.snapshot())["board"]["tallies"][1]["votes"] == 0
    assert (await alice.http.get("me")).status_code == 401


async def test_P2_a_number_that_the_older_file_does_not_know_gives_nobody_a_cookie(
    server: Server, evening: Evening
) -> None:
    board, _ = await an_evening(evening)
    await server.stop()
    file = server.folder / "older.json"
    file.write_bytes(themenwand(server, "export", "abend", "json").stdout)
    await server.start()
    late = await board.join("Zu spät")
    await server.stop()
    assert themenwand(server, "import", "--replace", str(file)).returncode == 0
    await server.start()
    dora = await board.join("Dora")
    assert dora.id == late.id, "the number is given again"
    assert (await late.http.get("me")).status_code == 401
