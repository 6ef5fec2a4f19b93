"""`themenwand`: make boards, serve them, and look after them (part 8)."""

import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import click
import msgspec
import segno

from server.archive.logfile import BadFile
from server.board.commands import PersonErase
from server.board.entry import Actor
from server.board.events import BoardMade
from server.board.rejections import Rejection
from server.board.template import TemplateMistakes, read_template
from server.cli_archive import bring_in, export
from server.demo import WERKSTATT, moved_to_today, read_toml
from server.links import base_url, links_of
from server.live.hall import Hall
from server.serving import serve as serve_boards
from server.settings import BadSettings, Settings, read_settings
from server.store.lock import InUse
from server.store.log import BoardRow, NameTaken
from server.verify import verify as verify_board
from server.words import in_words
from server.workbench import alone, the_board, the_room, with_hall


def _show_links(settings: Settings, row: BoardRow) -> None:
    links = links_of(settings, base_url(settings), row)
    click.echo(f"\n  {row.slug}, code {row.code}\n")
    for name, link in msgspec.structs.asdict(links).items():
        click.echo(f"  {name:<11} {link}")
    click.echo()
    segno.make(links.phone, error="m", micro=False).terminal(compact=True)


@click.group(help="Themenwand: a live open-space board.")
def cli() -> None:
    """All commands hang here."""


@cli.command()
@click.option("--serve", "then_serve", is_flag=True, help="Serve afterwards.")
def demo(then_serve: bool) -> None:
    """Make the Werkstatt board, today, if it is not there; print its links."""
    settings = read_settings()
    with alone(settings):
        row = with_hall(settings, _demo_board)
        _show_links(settings, row)
        if then_serve:
            _serve(settings)


async def _demo_board(hall: Hall) -> BoardRow:
    template = read_template(moved_to_today(read_toml(WERKSTATT), datetime.now(UTC)))
    return await hall.log.board(template.slug) or await hall.make(template)


@cli.command()
def serve() -> None:
    """Serve all boards."""
    settings = read_settings()
    with alone(settings):
        _serve(settings)


def _serve(settings: Settings) -> None:
    for slug in with_hall(settings, _boards_without_privacy):
        click.echo(f"  {slug}: the template has no [privacy], so nobody is named who answers for the data.")
    click.echo(f"  Themenwand listens on {base_url(settings)}. Ctrl-C stops it.\n")
    serve_boards(settings)


async def _boards_without_privacy(hall: Hall) -> list[str]:
    """Boards about which `/privacy` can say little (part 8)."""
    firsts = [(row.slug, await hall.log.read(row.id, to=1)) for row in await hall.log.boards()]
    made = [(slug, event) for slug, first in firsts for entry in first for event in entry.events]
    return [slug for slug, event in made if isinstance(event, BoardMade) and event.privacy is None]


@cli.command()
@click.argument("template", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def new(template: Path) -> None:
    """Make a board from a TEMPLATE, a TOML file; print its links."""
    settings = read_settings()
    read = read_template(read_toml(template))
    with alone(settings):
        _show_links(settings, with_hall(settings, lambda hall: hall.make(read)))


@cli.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="As a JSON object.")
def links(slug: str, as_json: bool) -> None:
    """Print the links of the board SLUG again."""
    settings = read_settings()
    row = with_hall(settings, lambda hall: the_board(hall, slug))
    if as_json:
        found = links_of(settings, base_url(settings), row)
        click.echo(msgspec.json.encode({"slug": row.slug, "code": row.code, "links": found}))
    else:
        _show_links(settings, row)


@cli.command()
@click.argument("slug")
@click.argument("person", type=int)
def erase(slug: str, person: int) -> None:
    """Forget the PERSON with this number on the board SLUG, for good."""
    settings = read_settings()
    with alone(settings):
        with_hall(settings, lambda hall: _erase(hall, slug, person))
    click.echo(f"Person {person} is erased from {slug}.")


async def _erase(hall: Hall, slug: str, person: int) -> None:
    room = await the_room(hall, slug)
    if person not in room.board.people:
        raise click.ClickException(f"{slug} has no person {person}.")
    await room.submit(PersonErase(person), str(uuid4()), Actor(person))


@cli.command()
@click.argument("slug", required=False)
def verify(slug: str | None) -> None:
    """Replay the logs of all boards, or of SLUG: is every entry there, does every snapshot agree?"""
    settings = read_settings()
    with alone(settings):
        verdicts = with_hall(settings, lambda hall: _verify(hall, slug))
    for verdict in verdicts:
        state = "; ".join(verdict.faults) or "every entry is there, every snapshot agrees"
        click.echo(f"{verdict.slug}: {verdict.entries} entries: {state}")
    if any(verdict.faults for verdict in verdicts):
        sys.exit(1)


async def _verify(hall: Hall, slug: str | None) -> list[Any]:
    rows = [await the_board(hall, slug)] if slug else await hall.log.boards()
    return [verify_board(row, await hall.log.read(row.id)) for row in rows]


cli.add_command(export)
cli.add_command(bring_in)


def main() -> None:
    """The command line; mistakes that people can mend are told without a traceback."""
    try:
        cli()
    except TemplateMistakes as error:
        lines = [f"  {mistake['where']}: {mistake['what']}" for mistake in error.mistakes]
        sys.exit("The template has mistakes:\n" + "\n".join(lines))
    except NameTaken as error:
        sys.exit(f"A board with the slug {error} is there already.")
    except Rejection as rejection:
        sys.exit(in_words(rejection, "en"))
    except tomllib.TOMLDecodeError as error:
        sys.exit(f"The template is no TOML: {error}")
    except BadFile as error:
        sys.exit(f"The file is not imported: {error}.")
    except (BadSettings, InUse) as error:
        sys.exit(str(error))
