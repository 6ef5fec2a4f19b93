"""Boards to export: one evening with a bit of everything, and boards that chance makes."""

from random import Random
from typing import Any

import msgspec

from server.archive.proceedings import Source
from server.archive.telling import source_of
from server.board.entry import Decision, Entry
from server.store.log import BoardRow, Log
from tests.board.fuzz import some_act
from tests.board.given import ALICES, BOBS, OTHER, PLACED, TOPIC, Given, fact, given, merged
from tests.board.stage import Stage
from tests.cast import ALICE, BOB, CHARLIE, CODE, EPOCH, FABIAN, ROUND_2, TABLE_B, TEMPLATE

NOW = "2025-07-09T16:42:00.000Z"
BASE = "https://wand.example"
CONTACT = "+49 30 1234 charlie@example.org"
LONGEST = "Wie verhindern wir, dass Verwaltungsdigitalisierung an der Zuständigkeit scheitert? 🚲🏚️ "
LONGEST += "So geht es uns am Ende nicht!!!!"[: 120 - len(LONGEST)]

WITHDRAWN, HIDDEN, THIRD, LONG = 4, 5, 6, 7


def an_evening(raw: dict[str, Any] = TEMPLATE) -> Given:
    """Topics of every status, a plan, reports, commitments with a contact, points and people at tables."""
    report = {"topic": TOPIC, "field": "happened"}
    promise = {"who": "Charlie, Ulm", "due": "Ende Juli", "contact": CONTACT, "consent": True}
    board = given("sessions", ALICES, PLACED, BOBS, raw=raw)
    return board.and_(
        fact(ALICE, "profile.set", affiliation="Stadtwerke"),
        fact(CHARLIE, "topic.propose", title="Zurückgezogen"),
        fact(CHARLIE, "topic.withdraw", topic=WITHDRAWN),
        fact(CHARLIE, "topic.propose", title="Ausgeblendet", text="geheim"),
        fact(FABIAN, "topic.hide", topic=HIDDEN, reason="Werbung"),
        fact(CHARLIE, "topic.propose", title="=1+1 <b>Formel</b>", text="@SUM(A1)\n- a\n# b", theme=2),
        fact(CHARLIE, "topic.propose", title=LONGEST, text="x" * 2000, theme=1),
        fact(BOB, "table.claim", topic=OTHER, slot=ROUND_2, table=TABLE_B),
        fact(CHARLIE, "vote.cast", topic=TOPIC),
        fact(CHARLIE, "here.set", topic=TOPIC),
        fact(ALICE, "report.write", **report, text="Wir haben *viel* gelernt.\n\nUnd gelacht.", base=0),
        fact(ALICE, "report.write", topic=TOPIC, field="next_step", text='=HYPERLINK("http://x")', base=0),
        fact(CHARLIE, "commitment.add", topic=TOPIC, text="Ich rufe alle an", **promise),
        merged(topic=THIRD, into=TOPIC, by=CHARLIE),
    )


def chance(random: Random, acts: int = 60) -> Stage:
    """A board that some people's acts led to."""
    stage = Stage(replays=False).cast()
    stage.act(FABIAN, "phase.set", {"phase": "sessions"})
    for who in (ALICE, BOB, CHARLIE):
        stage.act(who, "topic.propose", {"title": "Ein Thema", "theme": 1})
    for _ in range(acts):
        stage.act(*some_act(random, stage.board))
    return stage


def say(stage: Stage, words: str) -> None:
    """The same words wherever people type, as far as they are accepted; Charlie's contact with them."""
    number = stage.board.next_id("topics")
    title = (words + "...")[:120]
    if isinstance(stage.act(FABIAN, "topic.propose", {"title": title, "text": words[:2000]}), Decision):
        stage.act(FABIAN, "report.write", {"topic": number, "field": "happened", "text": words, "base": 0})
        promise = {"text": title, "who": words[:80] or "x", "due": words[:40]}
        stage.act(FABIAN, "commitment.add", {"topic": number, **promise, "contact": CONTACT, "consent": True})
        stage.act(FABIAN, "table.claim", {"topic": number, "slot": 1, "table": 3})


def source(board: Given | Stage, for_organiser: bool = False) -> Source:
    """What exports are made from."""
    stage = board.stage if isinstance(board, Given) else board
    return source_of(stage.board, BASE, NOW, for_organiser)


def entries_of(stage: Stage) -> list[Entry]:
    """The log as it is read again."""
    return [msgspec.json.decode(row, type=Entry) for row in stage.log]


async def stored(log: Log, stage: Stage) -> BoardRow:
    """The board in a database."""
    entries = entries_of(stage)
    row = await log.make(stage.board.slug, CODE, EPOCH, entries[0], lambda _: [])
    async with log.turn(row.id, 1, entries[0].command) as turn:
        await turn.append(entries[1:], [])
    return row
