"""`themenwand export` and `themenwand import`: a board's files, and a board from its file (part 6)."""

import sys
from pathlib import Path
from typing import BinaryIO

import click

from server.archive import logfile
from server.archive.formats import FORMATS
from server.archive.importing import bring_in as bring_in_file
from server.archive.telling import source_of
from server.links import base_url
from server.live import clock
from server.live.hall import Hall
from server.settings import Settings, read_settings
from server.store.log import BoardRow
from server.workbench import alone, the_room, with_hall


@click.command()
@click.argument("slug")
@click.argument("format_name", metavar="FORMAT", type=click.Choice(["json", *FORMATS]))
@click.option("-o", "--output", type=click.File("wb", lazy=True), default="-", help="A file, else stdout.")
def export(slug: str, format_name: str, output: BinaryIO) -> None:
    """Write the board SLUG as FORMAT, as an organiser gets it: json and csv hold contacts."""
    settings = read_settings()
    if output.name == "<stdout>" and sys.stdout.isatty() and format_name in ("pdf", "html"):
        raise click.ClickException(f"{format_name} is nothing for a terminal: say --output FILE.")
    with_hall(settings, lambda hall: _export(hall, settings, slug, format_name, output))


async def _export(hall: Hall, settings: Settings, slug: str, format_name: str, output: BinaryIO) -> None:
    room, now = await the_room(hall, slug), clock.now()
    if format_name == "json":
        async for piece in logfile.write(hall.log, room.row, room.board.seq, now):
            output.write(piece)
    else:
        source = source_of(room.board, base_url(settings), now, for_organiser=True)
        output.write(FORMATS[format_name].write(source))


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put the file in the place of the board that is there.")
def bring_in(file: Path, replace: bool) -> None:
    """Make a board from a FILE that `export SLUG json` wrote; print its slug and what came with it."""
    settings = read_settings()
    if file.stat().st_size > logfile.LARGEST:
        raise logfile.BadFile(f"it is larger than {logfile.LARGEST // 1024**2} MiB")
    with alone(settings):
        row = with_hall(settings, lambda hall: _bring_in(hall, file, replace))
    click.echo(f"{row.slug} is here. Devices are not in the file: people come back by code, staff by links.")


async def _bring_in(hall: Hall, file: Path, replace: bool) -> BoardRow:
    return await bring_in_file(hall.log, hall.settings, file.read_bytes(), clock.now(), replace)  # noqa: ASYNC240  # one command, nobody waits
