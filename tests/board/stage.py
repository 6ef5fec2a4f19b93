"""A board on which every act is watched (the manner of zulip's verify_action).

Whatever a test does, these hold after each act: deciding changes nothing, a refused command changes nothing,
both views equal views made afresh, screens that took every patch show what the views show, whoever's own view
changed is named as touched, and the log, written out and read again, gives the same board byte for byte (L2).
"""

from typing import Any

import msgspec

from server.board.apply import apply_entry, take_touched
from server.board.arrivals import CodeMake, CodeUse, Join, KeyMake, KeyRevoke, KeyUse
from server.board.commands import AnyCommand
from server.board.commands.shapes import Command
from server.board.decide import decide, entry_of
from server.board.entry import Actor, Decision, Entry
from server.board.instants import Instant, plus
from server.board.making import BoardMake, make_board
from server.board.me import Me, me_of
from server.board.rejections import Rejection
from server.board.showing import ViewName
from server.board.state import Board
from server.board.template import read_template
from server.board.view import View, fresh_view
from tests.board.client import Client
from tests.board.laws import check_laws
from tests.cast import CODE, EPOCH, GRETA, HANNA, KEYS, MADE_AT, NAMES, TEMPLATE

VIEWS: tuple[ViewName, ...] = ("all", "facilitators")
_READ_COMMAND = msgspec.json.Decoder(AnyCommand | Join | KeyUse | KeyMake | KeyRevoke | CodeMake | CodeUse)
_READ_ENTRY = msgspec.json.Decoder(Entry)


def read_command(kind: str, fields: dict[str, Any]) -> Command:
    """A command as a program sends it; Rejection `bad_request` where its shape is wrong."""
    # Python keeps `with` for itself, so tests write `with_`.
    body = {name.rstrip("_"): value for name, value in fields.items()}
    try:
        command: Command = _READ_COMMAND.decode(msgspec.json.encode({"type": kind, **body}))
    except msgspec.ValidationError as error:
        where = str(error).partition(" - at `$.")[2].rstrip("`")
        raise Rejection("bad_request", {"what": str(error), "where": where or "command"}) from error
    return command


def replayed(log: list[bytes], count: int | None = None) -> Board:
    """The board that a log gives, from its first entry on."""
    board = Board(epoch=EPOCH)
    for row in log[:count]:
        apply_entry(board, _READ_ENTRY.decode(row))
    return board


def everything(board: Board) -> bytes:
    """All that a board tells anybody: both views, everyone's own view, what was done, all outcomes."""
    told: list[object] = [fresh_view(board, name).snapshot() for name in VIEWS]
    told += [me_of(board, person) for person in board.people.values()]
    return msgspec.json.encode([*told, board.acts, sorted(map(str, board.outcomes.items()))])


class Stage:
    """A board, its log, its two views, and two screens that see every patch."""

    def __init__(self, raw: dict[str, Any] = TEMPLATE, replays: bool = True) -> None:
        """A new board; `replays` false leaves out the replay after every act, for long plays."""
        self.board = Board(epoch=EPOCH)
        self.log: list[bytes] = []
        self.now: Instant = MADE_AT
        self.replays = replays
        self.views: dict[ViewName, View] = {name: View(self.board, name) for name in VIEWS}
        self._append(BoardMake(), Actor(None), make_board(read_template(raw), CODE), "making")
        self.screens = {name: Client(view) for name, view in self.views.items()}

    def cast(self) -> "Stage":
        """Everybody of the cast arrives, in the order of their ids."""
        for person, name in NAMES.items():
            if person != GRETA:
                self.act(None, "person.join", {"name": name})
        for person, key in KEYS.items():
            self.act(person, "key.use", {"key": key})
        self.act(HANNA, "person.add", {"name": NAMES[GRETA]})
        assert list(self.board.people) == list(NAMES)
        return self

    def act(
        self, who: int | None, kind: str, fields: dict[str, Any], acting_for: int | None = None
    ) -> Decision | Rejection:
        """Someone asks for something, a second after the last time; all that must hold is checked."""
        self.now = plus(self.now, 1000)
        before, actor = repr(self.board), Actor(who, acting_for)
        try:
            command = read_command(kind, fields)
            decision = decide(self.board, command, actor, self.now)
        except Rejection as rejection:
            assert repr(self.board) == before, "a refused command changed the board"
            return rejection
        assert repr(self.board) == before, "deciding changed the board"
        self._append(command, actor, decision, f"c-{self.board.seq + 1}")
        self._check()
        return decision

    def _append(self, command: Command, actor: Actor, decision: Decision, command_id: str) -> None:
        entry = entry_of(self.board, command, command_id, actor, self.now, decision)
        self.log.append(msgspec.json.encode(entry))
        before = self.everybodys_own()
        apply_entry(self.board, entry)
        touched = take_touched(self.board)
        for person, me in self.everybodys_own().items():
            told = touched.everybody or person in touched.people
            assert told or me == before.get(person), f"{person} is not told of their own view after {entry}"
        for view in self.views.values():
            view.refresh(self.board, touched)

    def everybodys_own(self) -> dict[int, Me]:
        """ME of everybody now."""
        return {person.id: me_of(self.board, person) for person in self.board.people.values()}

    def _check(self) -> None:
        for name, view in self.views.items():
            assert view.snapshot() == fresh_view(self.board, name).snapshot(), f"the view {name} is stale"
            self.screens[name].catch_up(view)
            self.screens[name].shows(view)
        check_laws(self.board, self.views)
        if self.replays:
            self.check_replay()

    def check_replay(self) -> None:
        """L2: the log gives the same board, byte for byte of all that it tells."""
        assert everything(replayed(self.log)) == everything(self.board)
