"""How a board begins: the events of its first entry (B1, L1)."""

from server.board import events as e
from server.board.commands.shapes import Command, KeyRole
from server.board.entities import Settings
from server.board.entry import Decision
from server.board.template_parts import Template

FIRST_KEYS: tuple[tuple[KeyRole, str], ...] = (
    ("helper", "desk"),
    ("facilitator", "facilitate"),
    ("organiser", "organise"),
)
"""The links that every board begins with, in the order of their key ids."""


class BoardMake(Command, tag="board.make"):
    """The server makes a board; the log's first entry has this type."""


def make_board(template: Template, code: str) -> Decision:
    """A board in `lobby` with the template's themes, slots, tables and planned topics, ids in its order."""
    return Decision([_made(template, code), *_keys(), *_room(template), *_planned(template)])


def _made(template: Template, code: str) -> e.BoardMade:
    settings = template.settings
    return e.BoardMade(
        slug=template.slug,
        code=code,
        title=template.title,
        subtitle=template.subtitle,
        place=template.place,
        tz=template.tz,
        lang=template.lang,
        groups=template.groups,
        settings=Settings(
            vote_budget=settings.vote_budget if isinstance(settings.vote_budget, int) else None,
            votes_shown=settings.votes_shown,
            max_topics=settings.max_topics,
            proposals_until=settings.proposals_until,
            welcome=settings.welcome,
            archive=settings.archive,
        ),
        privacy=template.privacy,
    )


def _keys() -> list[e.AnyEvent]:
    return [e.KeyMade(number, role, label) for number, (role, label) in enumerate(FIRST_KEYS, 1)]


def _room(template: Template) -> list[e.AnyEvent]:
    themes = [
        e.ThemeChanged(number, theme.name, theme.short, theme.color)
        for number, theme in enumerate(template.themes, 1)
    ]
    slots = [
        e.SlotChanged(number, slot.title, slot.starts, slot.ends, slot.kind)
        for number, slot in enumerate(template.slots, 1)
    ]
    tables = [
        e.TableChanged(number, table.name, table.seats, table.place, table.link)
        for number, table in enumerate(template.tables, 1)
    ]
    return [*themes, *slots, *tables]


def _planned(template: Template) -> list[e.AnyEvent]:
    themes = {theme.name: number for number, theme in enumerate(template.themes, 1)}
    return [
        e.TopicProposed(number, topic.title, topic.text, themes.get(topic.theme or ""), None)
        for number, topic in enumerate(template.topics, 1)
    ]
