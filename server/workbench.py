"""A hall for one command: what all commands of `themenwand` that touch boards begin with."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

import click

from server.app import open_hall
from server.live.hall import Hall
from server.live.room import Room
from server.settings import Settings
from server.store.lock import only_process
from server.store.log import BoardRow

_T = TypeVar("_T")


def with_hall(settings: Settings, act: Callable[[Hall], Awaitable[_T]]) -> _T:
    """What an act with a hall returns; at its end, what waits is committed."""

    async def run() -> _T:
        async with open_hall(settings) as hall:
            return await act(hall)

    return asyncio.run(run())


def alone(settings: Settings) -> AbstractContextManager[None]:
    """SQLite belongs to one process; PostgreSQL does not mind several."""
    return only_process(settings.data) if settings.embedded else nullcontext()


async def the_board(hall: Hall, slug: str) -> BoardRow:
    """The board with a slug; ClickException where there is none."""
    row = await hall.log.board(slug)
    if row is None:
        raise click.ClickException(f"There is no board {slug!r} here.")
    return row


async def the_room(hall: Hall, slug: str) -> Room:
    """The board with a slug, opened; ClickException where there is none."""
    room = await hall.room(slug)
    if room is None:
        raise click.ClickException(f"There is no board {slug!r} here.")
    return room
