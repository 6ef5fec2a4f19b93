"""Opening boards: once, however many come at the same time."""

import asyncio
from pathlib import Path

import pytest

from server.app import open_hall
from server.board.template import read_template
from server.board.template_parts import Template
from server.live import hall as halls
from server.settings import Settings, read_settings
from server.store.log import Log, NameTaken
from tests.cast import template


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a server that nobody starts."""
    return read_settings({"THEMENWAND_DATA": str(tmp_path)})


def probe(slug: str = "probe") -> Template:
    """The cast's template."""
    return read_template(template(slug=slug))


async def test_a_board_is_read_once_however_many_come_at_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = []
    read = Log.read

    async def counted(self: Log, board: int, after: int = 0, to: int | None = None) -> object:
        reads.append(board)
        return await read(self, board, after, to)

    async with open_hall(settings) as hall:
        await hall.make(probe())
        monkeypatch.setattr(Log, "read", counted)
        rooms = await asyncio.gather(*(hall.room("probe") for _ in range(50)))
        assert len(set(map(id, rooms))) == 1
        assert len(reads) == 1
        assert await hall.room("nowhere") is None


async def test_b2_a_code_that_another_board_has_is_no_reason_to_refuse_a_slug(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = iter(["AAAA", "AAAA", "AAAA", "BBBB"])
    monkeypatch.setattr(halls, "new_code", lambda _length: next(codes))
    async with open_hall(settings) as hall:
        assert (await hall.make(probe("one"))).code == "AAAA"
        assert (await hall.make(probe("other"))).code == "BBBB"
        monkeypatch.setattr(halls, "new_code", lambda _length: "CCCC")
        with pytest.raises(NameTaken):
            await hall.make(probe("one"))
