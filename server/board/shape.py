"""The first check of a command: its words made uniform, its times read (shape; T1, L5)."""

import msgspec

from server.board.commands import CommitmentAdd, MergeOffer, SceneShow, SlotPut
from server.board.commands.shapes import Command
from server.board.instants import parse_instant
from server.board.rejections import Rejection
from server.board.text import many_lines, one_line

_ONE_LINE = frozenset(
    {"title", "name", "affiliation", "group", "short", "place", "label", "who", "due", "contact", "welcome"}
)
_MANY_LINES = frozenset({"text", "reason"})
_TIMES = frozenset({"starts", "ends", "proposals_until"})


def shaped(command: Command) -> Command:
    """The command with uniform text and times; Rejection `bad_request` where a field makes no sense."""
    changed = {}
    for name in command.__struct_fields__:
        value = getattr(command, name)
        if isinstance(value, str):
            tidy = _tidied(name, value)
            if tidy != value:
                changed[name] = tidy
    if changed:
        command = msgspec.structs.replace(command, **changed)
    _check_together(command)
    return command


def _tidied(name: str, value: str) -> str:
    if name in _ONE_LINE:
        return one_line(value, name)
    if name in _MANY_LINES:
        return many_lines(value, name)
    if name in _TIMES:
        try:
            return parse_instant(value)
        except ValueError as error:
            raise Rejection("bad_request", {"what": str(error), "where": name}) from error
    return value


def _check_together(command: Command) -> None:
    """Fields that only make sense together."""
    if isinstance(command, SlotPut) and command.ends <= command.starts:
        raise Rejection("bad_request", {"what": "a slot ends after it starts", "where": "ends"})
    if isinstance(command, CommitmentAdd) and command.contact and command.consent is not True:
        raise Rejection("bad_request", {"what": "a contact needs consent", "where": "consent"})
    if isinstance(command, SceneShow) and (command.scene == "topic") != bool(command.topic):
        raise Rejection("bad_request", {"what": "a topic belongs to the scene topic", "where": "topic"})
    if isinstance(command, MergeOffer) and command.topic == command.into:
        raise Rejection("bad_request", {"what": "a topic does not merge into itself", "where": "into"})
