"""`json`: the whole log, written and read again; what is damaged or made up is refused whole."""

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from server.archive import logfile
from server.archive.importing import bring_in
from server.board.instants import Instant
from server.live.loading import load
from server.settings import Settings, read_settings
from server.store.engine import migrate, open_engine
from server.store.log import BoardRow, Log, NameTaken
from tests.archive.evening import CONTACT, NOW, an_evening, entries_of, stored
from tests.board.stage import everything
from tests.cast import CHARLIE, OLGA

Json = dict[str, Any]
Spoil = Callable[[Json], object]


@pytest.fixture
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Those of a server elsewhere."""
    return read_settings({"THEMENWAND_DATA": str(tmp_path_factory.mktemp("elsewhere"))})


async def written(log: Log, row: BoardRow, now: Instant = NOW) -> bytes:
    """The file of a board."""
    seq = len(await log.read(row.id))
    return b"".join([piece async for piece in logfile.write(log, row, seq, now)])


@pytest.fixture
async def file(log: Log) -> bytes:
    """The file of the evening."""
    return await written(log, await stored(log, an_evening().stage))


def signed(file: bytes, spoil: Spoil) -> bytes:
    """The file with something changed, and with a checksum that fits, as a forger would have it."""
    content = json.loads(file)
    spoil(content)
    raw = json.dumps(content).encode()
    good = logfile._digest(msgspec.json.decode(raw, type=logfile.LogFile))
    return json.dumps({**content, "sha256": good}).encode()


async def test_R3_the_file_is_the_whole_log_and_its_snapshot(log: Log) -> None:
    stage = an_evening().stage
    content = json.loads(await written(log, await stored(log, stage)))
    assert [entry["seq"] for entry in content["log"]] == list(range(1, stage.board.seq + 1))
    assert content["log"] == [json.loads(entry) for entry in stage.log]
    assert [topic["id"] for topic in content["snapshot"]["topics"]] == [1, 2, 3, 4, 5, 6, 7]
    assert (content["slug"], content["code"], content["exported"]) == ("probe", "K7PX", NOW)


async def test_R3_L4_importing_gives_the_same_board_under_a_new_epoch(
    file: bytes, settings: Settings, tmp_path_factory: pytest.TempPathFactory, log: Log
) -> None:
    before = (await log.boards())[0]
    other = await another_log(tmp_path_factory)
    row = await bring_in(other, settings, file, NOW, replace=False)
    assert (row.slug, row.code) == (before.slug, before.code)
    assert row.epoch != before.epoch
    ours, _ = await load(log, before)
    theirs, _ = await load(other, BoardRow(row.id, row.slug, row.code, before.epoch))
    assert everything(theirs) == everything(ours), "but for the epoch, byte for byte"
    again = json.loads(await written(other, row))
    assert again["log"] == json.loads(file)["log"]
    await other.engine.dispose()


async def test_R3_a_file_that_was_only_laid_out_anew_is_good(file: bytes) -> None:
    assert logfile.read(json.dumps(json.loads(file), indent=2).encode()).slug == "probe"


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9, 0.999])
async def test_R3_a_file_that_ends_too_early_is_refused(file: bytes, at: float) -> None:
    with pytest.raises(logfile.BadFile, match="no board's export"):
        logfile.read(file[: int(len(file) * at)])


@pytest.mark.parametrize("words", [(b"Rad statt Auto", b"Rad statt Auta"), (b"vote.cast", b"vote.cost")])
async def test_R3_a_file_with_a_changed_letter_is_refused(file: bytes, words: tuple[bytes, bytes]) -> None:
    with pytest.raises(logfile.BadFile, match="damaged"):
        logfile.read(file.replace(*words))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"themenwand":2}'])
def test_R3_what_is_no_export_is_refused(data: bytes) -> None:
    with pytest.raises(logfile.BadFile, match="no board's export"):
        logfile.read(data)


def _event(content: Json, kind: str) -> Json:
    events: list[Json] = [event for entry in content["log"] for event in entry["events"]]
    return next(event for event in events if event["event"] == kind)


HOSTILE: dict[str, Spoil] = {
    "an entry is left out": lambda c: c["log"].pop(3),
    "an entry is there twice": lambda c: c["log"].insert(3, c["log"][3]),
    "no entry": lambda c: c.update(log=[]),
    "a board is made twice": lambda c: c["log"][4]["events"].append(c["log"][0]["events"][0]),
    "another slug": lambda c: c.update(slug="andere"),
    "a slug that is a path": lambda c: _event(c, "board made").update(slug="../../etc/passwd"),
    "a colour that is markup": lambda c: _event(c, "theme changed").update(color='#"><script>'),
    "a link that is a script": lambda c: _event(c, "table changed").update(link="javascript:alert(1)"),
    "a zone that is none": lambda c: _event(c, "board made").update(tz="../../etc/passwd"),
    "a language that is none": lambda c: _event(c, "board made").update(lang="xx"),
    "a control character": lambda c: _event(c, "topic proposed").update(title="Rad\u0000Auto"),
    "a title without end": lambda c: _event(c, "topic proposed").update(title="R" * 10_000),
    "a number without end": lambda c: _event(c, "topic proposed").update(topic=2**62),
    "a topic that is not there": lambda c: _event(c, "point given").update(topic=99),
    "a person who is not there": lambda c: _event(c, "point given").update(person=99),
    "a person twice": lambda c: _event(c, "person joined").update(person=2),
    "a time that is none": lambda c: c["log"][2].update(at="gestern"),
    "an unknown event": lambda c: c["log"][2]["events"].append({"event": "board stolen"}),
    "an unknown field": lambda c: c.update(extra=1),
    "another snapshot": lambda c: c["snapshot"]["topics"][1].update(title="Anders"),
    "a command without end": lambda c: c["log"][2].update(command="x" * 1000),
    "a host who is not there": lambda c: _event(c, "topic proposed").update(host=99),
}


@pytest.mark.parametrize("what", HOSTILE)
async def test_R3_a_hostile_file_is_refused_whole_and_told_why(
    what: str, file: bytes, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = await another_log(tmp_path_factory)
    try:
        spoilt = signed(file, HOSTILE[what])
    except msgspec.ValidationError:  # it does not even have the form
        spoilt = file.replace(b'{"event":"person joined"', b'{"event":"board stolen"', 1)
    with pytest.raises(logfile.BadFile, match=r"\w"):
        await bring_in(other, settings, spoilt, NOW, replace=False)
    assert await other.boards() == []
    await other.engine.dispose()


async def test_R3_a_board_that_is_here_is_not_overwritten_unless_asked(
    file: bytes, log: Log, settings: Settings
) -> None:
    before = (await log.boards())[0]
    with pytest.raises(NameTaken):
        await bring_in(log, settings, file, NOW, replace=False)
    assert (await log.boards())[0] == before
    row = await bring_in(log, settings, file, NOW, replace=True)
    assert (row.id, row.epoch != before.epoch) == (before.id, True), "L4: changed by import"
    assert await log.read(row.id) == entries_of(an_evening().stage)


async def test_P2_P3_no_hash_of_a_secret_is_in_the_file(file: bytes) -> None:
    content = json.loads(file)
    assert set(content) == {"themenwand", "slug", "code", "epoch", "exported", "log", "snapshot", "sha256"}
    assert {"token", "hash", "secret"}.isdisjoint(json.dumps(content["log"]).replace('"', " ").split())
    assert CONTACT.encode() in file, "R2: contacts are, for it is the organiser's"


async def another_log(folders: pytest.TempPathFactory) -> Log:
    """An empty log of another server."""
    engine = open_engine(f"sqlite:///{folders.mktemp('other') / 'probe.sqlite3'}")
    await migrate(engine)
    return Log(engine)


async def test_P5_who_is_erased_in_a_file_has_no_name_left_in_it_once_it_is_here(
    log: Log, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    board = an_evening()
    board.stage.act(OLGA, "person.erase", {"person": CHARLIE})
    careless = await written(log, await stored(log, board.stage))  # nobody rewrote this log
    assert CONTACT.encode() in careless
    other = await another_log(tmp_path_factory)
    row = await bring_in(other, settings, careless, NOW, replace=False)
    after = await written(other, row)
    assert CONTACT.encode() not in after
    assert b'"Charlie"' not in after
    older = await written(log, (await log.boards())[0])
    assert b'"Charlie"' in older
    await bring_in(other, settings, older, NOW, replace=True)
    assert b'"Charlie"' not in await written(other, row)
    await other.engine.dispose()
