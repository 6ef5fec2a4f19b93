"""What people sent and what they were told: recorded while faults happen, and checked against the log."""

import asyncio
import random
import sqlite3
import time
import uuid
from contextlib import closing
from pathlib import Path
from typing import Literal

from msgspec import Struct
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from server.store.engine import open_engine
from server.store.log import Log
from tests.harness.evening import Guest
from tests.harness.phone import Phone, Refused
from tests.harness.screen import Json

Outcome = Literal["unknown", "ok", "no"]
LOST = (ConnectionError, ConnectionClosed, InvalidHandshake, OSError, TimeoutError, AssertionError)
"""How a client notices that its connection is gone; an assertion is the harness's word for it."""


class Record(Struct):
    """One command; `began` and `ended` are monotonic seconds, `ended` null while nothing is known."""

    person: int
    id: str
    kind: str
    fields: Json
    began: float
    ended: float | None = None
    outcome: Outcome = "unknown"
    seq: int = 0


Row = tuple[int, int | None, str]
"""An entry of the log: seq, actor, command id."""


class Walker:
    """A person who keeps sending, at one worker or another, whatever happens to them."""

    def __init__(self, devices: list[Guest], topics: list[int], seed: int) -> None:
        """`devices`: the same person at each worker."""
        self.records: list[Record] = []
        self._devices, self._topics = devices, topics
        self._random = random.Random(seed)  # noqa: S311  # a history that can be played again
        self._at = seed % len(devices)
        self._phone: Phone | None = None

    async def walk(self, stop: asyncio.Event) -> None:
        """Send at the rate of part 8 until told to stop; a lost answer is asked for again, half the time."""
        while not stop.is_set():
            record = self._next()
            self.records.append(record)
            while not await self.try_once(record) and not stop.is_set():
                if self._random.random() < 0.5:
                    break
            await asyncio.sleep(0.1)

    async def resolve(self) -> None:
        """Ask for everything that is unknown, with the same ids (L3)."""
        for record in self.records:
            while record.outcome == "unknown":
                await self.try_once(record)

    async def try_once(self, record: Record) -> bool:
        """Send a command; false where what became of it is unknown."""
        try:
            phone = await self._connected()
            record.seq = (await phone.do(record.kind, id=record.id, **record.fields))["seq"]
            record.outcome = "ok"
        except Refused as no:
            # A refusal for haste says nothing about an earlier try of the same command.
            record.outcome = "no" if no.code != "too_fast" else record.outcome
            await asyncio.sleep(0.1)
        except LOST:
            await self._go_elsewhere()
        record.ended = time.monotonic()
        return record.outcome != "unknown"

    async def close(self) -> None:
        """Go home."""
        if self._phone is not None:
            await self._phone.close()

    def _next(self) -> Record:
        kind = self._random.choice(("vote.cast", "vote.retract", "here.set", "profile.set", "topic.propose"))
        fields: Json = {"topic": self._random.choice(self._topics)}
        if kind == "profile.set":
            fields = {"affiliation": f"Amt {self._random.randrange(100)}"}
        if kind == "topic.propose":
            fields = {"title": f"Thema {self._random.randrange(1000)}"}
        person, command = self._devices[0].id, str(uuid.UUID(int=self._random.getrandbits(128)))
        return Record(person, command, kind, fields, time.monotonic())

    async def _connected(self) -> Phone:
        if self._phone is None:
            self._phone = await self._devices[self._at].phone()
        elif not self._phone.connected:
            await self._phone.close()
            await self._phone.connect()
        return self._phone

    async def _go_elsewhere(self) -> None:
        phone, self._phone = self._phone, None
        if phone is not None:
            await phone.close()
        self._at = (self._at + 1) % len(self._devices)
        await asyncio.sleep(0.05)  # a client that comes back at once finds the same closed door


def check(log: list[Row], records: list[Record]) -> None:
    """Every `ok` is in the log once, at its seq; every `no` never, every unknown at most once.

    Whoever was answered before another began comes before them: a history as of one board.
    """
    assert [seq for seq, _, _ in log] == list(range(1, len(log) + 1)), "seq without gaps"
    found: dict[tuple[int | None, str], list[int]] = {}
    for seq, actor, command in log:
        found.setdefault((actor, command), []).append(seq)
    for record in records:
        seqs = found.get((record.person, record.id), [])
        match record.outcome:
            case "ok":
                assert seqs == [record.seq], f"acknowledged at {record.seq}, in the log at {seqs}: {record}"
            case "no":
                assert seqs == [], f"refused, and in the log: {record}"
            case "unknown":
                assert len(seqs) <= 1, f"twice in the log: {record}"
    _in_the_order_of_time([record for record in records if record.outcome == "ok"])


def _in_the_order_of_time(records: list[Record]) -> None:
    ends = sorted((record.ended or 0.0, record.seq) for record in records)
    highest, at = 0, 0
    for record in sorted(records, key=lambda each: each.began):
        while at < len(ends) and ends[at][0] < record.began:
            highest, at = max(highest, ends[at][1]), at + 1
        assert record.seq > highest, f"{record} after seq {highest}"


def rows_in_file(database: Path, board: str, copy: Path) -> list[Row]:
    """A board's log as it lies on the disk, read from a copy: looking must not mend what a crash has left."""
    for suffix in ("", "-wal"):
        source = database.with_name(database.name + suffix)
        copy.with_name(copy.name + suffix).write_bytes(source.read_bytes() if source.exists() else b"")
    with closing(sqlite3.connect(copy)) as connection:
        query = (
            "select seq, actor, command from entries join boards on id = board where slug = ? order by seq"
        )
        return list(connection.execute(query, (board,)))


async def rows_in_database(url: str, board: str) -> list[Row]:
    """A board's log as the database has it."""
    engine = open_engine(url)
    log = Log(engine)
    row = await log.board(board)
    entries = await log.read(row.id) if row else []
    await engine.dispose()
    return [(entry.seq, entry.actor, entry.command) for entry in entries]
