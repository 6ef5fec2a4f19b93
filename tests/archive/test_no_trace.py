"""P5: whatever people did, once they are erased no file and no export holds their names."""

import asyncio
import traceback
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings

from server.app import open_hall
from server.archive import logfile
from server.archive.formats import FORMATS
from server.archive.importing import without_erased
from server.archive.telling import source_of
from server.board.commands import PersonErase
from server.board.entry import Actor
from server.live.hall import Hall
from server.settings import read_settings
from server.store.log import BoardRow, DatabaseTrouble
from server.store.restoring import restore
from tests.archive.evening import BASE, CONTACT, NOW, chance, entries_of, say
from tests.archive.test_formats import RANDOM, SOME
from tests.board.stage import Stage
from tests.cast import ALICE, CODE, NAMES

WORDS = [name.encode() for name in (*NAMES.values(), "Wundertüte", CONTACT)]


@settings(SOME, max_examples=10)
@given(random=RANDOM)
def test_P5_of_people_who_were_erased_no_trace_is_left(
    random: Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stage = chance(random)
    stage.act(ALICE, "profile.set", {"name": "Wundertüte"})
    say(stage, "Worte")
    asyncio.run(erase_all(stage, tmp_path_factory.mktemp("trace")))


async def erase_all(stage: Stage, folder: Path) -> None:
    """Everybody leaves, one by one; the server runs on, so its write-ahead file is looked at, too."""
    async with open_hall(read_settings({"THEMENWAND_DATA": str(folder)})) as hall:
        row = BoardRow(0, stage.board.slug, CODE, "epoch")
        gone = {person.id for person in stage.board.people.values() if person.erased}
        entries = without_erased(entries_of(stage), gone, NOW)  # as a server's log has it
        await restore(hall.log, row, entries, lambda _: [], replace=False)
        assert found_in(folder), "the names were there"
        room = await hall.room(stage.board.slug)
        assert room is not None
        for person in [each.id for each in room.board.people.values() if not each.erased]:
            command_id = f"00000000-0000-4000-8000-{person:012}"
            await room.submit(PersonErase(person), command_id, Actor(person))
        assert not found_in(folder)
        await check_exports(hall, stage.board.slug)
    assert not found_in(folder)


def found_in(folder: Path) -> set[tuple[str, bytes]]:
    """Which names are in which files."""
    files = [(path.name, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]
    return {(name, word) for name, content in files for word in WORDS if word in content}


async def check_exports(hall: Hall, slug: str) -> None:
    """No name is in any export, the organiser's among them."""
    room = await hall.room(slug)
    assert room is not None
    source = source_of(room.board, BASE, NOW, for_organiser=True)
    made = [FORMATS[name].write(source) for name in ("csv", "md", "ics", "xml")]
    made.append(b"".join([p async for p in logfile.write(hall.log, room.row, room.board.seq, NOW)]))
    assert not [word for word in WORDS for content in made if word in content]


async def test_P5_what_goes_wrong_in_the_database_is_logged_without_names(tmp_path: Path) -> None:
    async with open_hall(read_settings({"THEMENWAND_DATA": str(tmp_path)})) as hall:
        entries = entries_of(Stage(replays=False).cast())
        row = BoardRow(0, "probe", CODE, "epoch")
        made = await restore(hall.log, row, entries, lambda _: [], replace=False)
        with pytest.raises(DatabaseTrouble) as caught:
            async with hall.log.turn(made.id, len(entries), entries[-1].command) as turn:
                await turn.append(entries[-1:], [])
        told = "".join(traceback.format_exception(caught.value))
        assert "UNIQUE" in told
        assert "[parameters:" not in told, "PostgreSQL would tell the events in them"
