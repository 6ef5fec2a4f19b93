"""The command line, as an operator types it (part 8)."""

import asyncio
import json
import os
import sqlite3
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import StartServer
from tests.harness.evening import Evening
from tests.harness.server import THEMENWAND

TEMPLATE = """
slug = "probe"
title = "Probe"
tz = "Europe/Berlin"
[[slots]]
title = "Runde 1"
starts = 2025-07-09T19:00:00+02:00
ends = "2025-07-09T19:35:00+02:00"
kind = "session"
"""


class Operator:
    """Someone at a terminal, with a data folder."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where commands run."""
        self.folder = folder
        self.data = folder / "data"
        self.settings: dict[str, str] = {"THEMENWAND_DATA": str(self.data)}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """What a command prints and how it ends."""
        environment = {"PATH": os.environ["PATH"], **self.settings}
        return subprocess.run(
            [THEMENWAND, *words],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def new(self, text: str = TEMPLATE) -> subprocess.CompletedProcess[str]:
        """Make a board from a template file."""
        (self.folder / "probe.toml").write_text(text)
        return self.run("new", "probe.toml")

    def links(self, slug: str) -> dict[str, object]:
        """What `links --json` says."""
        return dict(json.loads(self.run("links", slug, "--json").stdout))


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    """Someone with an empty data folder."""
    return Operator(tmp_path)


def test_new_makes_a_board_and_links_prints_the_same_again(operator: Operator) -> None:
    made = operator.new()
    assert made.returncode == 0, made.stderr
    found = operator.links("probe")
    assert set(found) == {"slug", "code", "links"}
    links = found["links"]
    assert isinstance(links, dict)
    assert set(links) == {"phone", "beamer", "desk", "facilitate", "organise"}
    for told in (made.stdout, operator.run("links", "probe").stdout):
        assert all(link in told for link in links.values())
        assert str(found["code"]) in told
        assert "█" in told, "a QR code"
    assert operator.new().returncode == 1, "the slug is taken"


def test_links_say_what_the_public_url_says(operator: Operator) -> None:
    operator.settings["THEMENWAND_PUBLIC_URL"] = "https://wand.example"
    operator.new()
    links = operator.links("probe")["links"]
    assert isinstance(links, dict)
    assert links["phone"] == "https://wand.example/b/probe"


def test_b1_every_mistake_of_a_template_is_named(operator: Operator) -> None:
    refused = operator.new(TEMPLATE.replace("session", "party") + "seats = 7\n[settings]\nmax_topics = 'x'\n")
    assert refused.returncode == 1
    for where in ("slots[0].kind", "slots[0].seats", "settings.max_topics"):
        assert where in refused.stderr
    assert "Traceback" not in refused.stderr
    assert operator.run("links", "probe").returncode == 1, "nothing was stored"
    broken = operator.new("slug = ")
    assert broken.returncode == 1
    assert "Traceback" not in broken.stderr


def test_demo_makes_the_werkstatt_today_and_keeps_it(operator: Operator) -> None:
    first = operator.run("demo")
    assert first.returncode == 0, first.stderr
    links = operator.links("werkstatt-der-mutigen")
    assert operator.run("demo").returncode == 0
    assert operator.links("werkstatt-der-mutigen") == links, "the data are kept"
    verified = operator.run("verify")
    assert "werkstatt-der-mutigen: 1 entries" in verified.stdout


async def test_t9_the_demo_is_today_and_takes_proposals(
    start_server: StartServer, operator: Operator
) -> None:
    server = await start_server()
    await server.stop()
    operator.settings = server.environment
    operator.folder = server.folder
    await asyncio.to_thread(operator.run, "demo")
    await server.start()
    async with Evening(server) as evening:
        guest = (await evening.board()).guest()
        board = (await guest.http.get(f"{server.url}/api/boards/werkstatt-der-mutigen")).json()["board"]
    now = datetime.now(UTC)
    days = {
        datetime.fromisoformat(slot["starts"]).astimezone(ZoneInfo("Europe/Berlin")).date()
        for slot in board["slots"]
    }
    assert now.astimezone(ZoneInfo("Europe/Berlin")).date() in {*days, *(day + timedelta(1) for day in days)}
    assert datetime.fromisoformat(board["settings"]["proposals_until"]) > now
    assert len(board["themes"]) == 16


def test_unknown_boards_and_people_are_told_without_a_traceback(operator: Operator) -> None:
    operator.new()
    for words in (
        ("links", "nowhere"),
        ("verify", "nowhere"),
        ("erase", "nowhere", "1"),
        ("erase", "probe", "1"),
        ("erase", "probe", "x"),
        ("new", "nowhere.toml"),
    ):
        refused = operator.run(*words)
        assert refused.returncode != 0, words
        assert refused.stderr.strip(), words
        assert "Traceback" not in refused.stderr, words


async def test_p5_erase_forgets_a_person(start_server: StartServer, operator: Operator) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        zerlina = await board.join("Zerlina")
        await zerlina.command("topic.propose", title="Rad statt Auto")
        await server.stop()
        operator.settings, operator.folder = server.environment, server.folder
        erased = await asyncio.to_thread(operator.run, "erase", board.slug, str(zerlina.id))
        assert erased.returncode == 0, erased.stderr
        files = [file for file in (server.folder / "data").rglob("*") if file.is_file()]
        assert not [file for file in files if b"Zerlina" in file.read_bytes()]
        twice = await asyncio.to_thread(operator.run, "erase", board.slug, str(zerlina.id))
        assert twice.returncode != 0
        assert "Traceback" not in twice.stderr
        await server.start()
        assert (await zerlina.http.get("me")).status_code == 401
        assert (await board.snapshot())["board"]["topics"][1]["host"] is None


async def test_one_process_at_a_time_has_the_data_folder(
    start_server: StartServer, operator: Operator
) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board()
        operator.settings, operator.folder = server.environment, server.folder
        for words in (("serve",), ("demo",), ("verify",), ("erase", board.slug, "1"), ("new", "probe.toml")):
            (server.folder / "probe.toml").write_text(TEMPLATE)
            refused = await asyncio.to_thread(operator.run, *words)
            assert refused.returncode == 1, words
            assert "running" in refused.stderr, words
            assert "Traceback" not in refused.stderr
        assert (await board.snapshot())["seq"] == 1
        await server.kill()
        assert (await asyncio.to_thread(operator.run, "verify")).returncode == 0, (
            "a killed server holds nothing"
        )


def test_l1_verify_finds_what_is_missing_or_changed(operator: Operator) -> None:
    operator.new()
    file = operator.data / "themenwand.sqlite3"
    good = operator.run("verify", "probe")
    assert (good.returncode, good.stderr) == (0, "")
    with sqlite3.connect(file) as database:
        rows = "select board, 3, at, actor, acting_for, command || 'x', type, '[]', '{}' from entries"
        database.execute(f"insert into entries {rows}")  # constant
    database.close()
    bad = operator.run("verify")
    assert bad.returncode == 1
    assert "probe" in bad.stdout
    assert "2" in bad.stdout
    assert "missing" in bad.stdout
    with sqlite3.connect(file) as database:
        database.execute("delete from entries")
    database.close()
    assert operator.run("verify").returncode == 1, "an empty log is no board"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("WORKERS", "2"),
        ("PUBLIC_URL", "wand.example"),
    ],
)
def test_a_setting_that_cannot_be_is_named(operator: Operator, name: str, value: str) -> None:
    operator.settings[f"THEMENWAND_{name}"] = value
    refused = operator.run("demo")
    assert refused.returncode == 1
    assert f"THEMENWAND_{name}" in refused.stderr
    assert "Traceback" not in refused.stderr
