"""Cookies, links, codes: only hashes are kept, each is good for one board, and a code once (P2, P3, P7)."""

import asyncio
import base64

import pytest
from sqlalchemy import text

from server.store.log import BoardRow, Log
from server.store.secrets import (
    LETTERS,
    Secrets,
    Write,
    drop_old_codes,
    drop_person,
    drop_token,
    new_code,
    new_token,
    put_code,
    put_key,
    put_token,
)
from tests.cast import ALICE, BOB, CODE, EPOCH, FACILITATOR_KEY, HELPER_KEY
from tests.store.conftest import an_evening, entries_of

FIRST = entries_of(an_evening())[0]
NOW, SOON, BEFORE = "2025-07-09T17:00:00.000Z", "2025-07-09T17:10:00.000Z", "2025-07-09T16:59:59.999Z"


@pytest.fixture
async def boards(log: Log) -> list[BoardRow]:
    """Two boards, so that a secret of one can be tried on the other."""
    return [
        await log.make(slug, code, EPOCH, FIRST, lambda _: [])
        for slug, code in (("one", CODE), ("two", "W3RT"))
    ]


async def keep(log: Log, board: BoardRow, *writes: Write) -> None:
    """Store secrets as a room does: in a turn of the log."""
    async with log.turn(board.id, 1, FIRST.command) as turn:
        await turn.append([], writes)


async def test_p2_a_cookie_belongs_to_one_person_of_one_board(log: Log, boards: list[BoardRow]) -> None:
    one, two = boards
    secrets = Secrets(log.engine)
    await keep(log, one, put_token(one.id, "alices", ALICE), put_token(one.id, "bobs", BOB))
    assert await secrets.person(one.id, "alices") == ALICE
    assert await secrets.person(one.id, "bobs") == BOB
    assert await secrets.person(two.id, "alices") is None
    assert await secrets.person(one.id, "nobodys") is None


async def test_p2_a_device_is_forgotten_and_the_persons_others_stay(log: Log, boards: list[BoardRow]) -> None:
    one, _ = boards
    secrets = Secrets(log.engine)
    await keep(log, one, put_token(one.id, "phone", ALICE), put_token(one.id, "tablet", ALICE))
    assert await secrets.devices(one.id, ALICE) == 2
    await keep(log, one, drop_token(one.id, "phone"))
    assert await secrets.person(one.id, "phone") is None
    assert await secrets.person(one.id, "tablet") == ALICE


def test_p2_a_cookies_secret_has_at_least_128_random_bits() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(len(base64.urlsafe_b64decode(token + "==")) for token in tokens) * 8 >= 128


async def test_p3_a_link_is_known_by_its_secret_on_its_board_alone(log: Log, boards: list[BoardRow]) -> None:
    one, two = boards
    secrets = Secrets(log.engine)
    await keep(log, one, put_key(one.id, HELPER_KEY, "desk"), put_key(one.id, FACILITATOR_KEY, "console"))
    assert await secrets.key(one.id, "console") == FACILITATOR_KEY
    assert await secrets.key(two.id, "console") is None
    assert await secrets.key(one.id, "guess") is None


async def test_p7_a_code_is_good_once(log: Log, boards: list[BoardRow]) -> None:
    one, two = boards
    secrets = Secrets(log.engine)
    await keep(log, one, put_code(one.id, "K7PXQR", ALICE, SOON))
    assert await secrets.take_code(two.id, "K7PXQR", NOW) is None
    assert await secrets.take_code(one.id, "K7PXQR", NOW) == ALICE
    assert await secrets.take_code(one.id, "K7PXQR", NOW) is None


async def test_p7_of_two_devices_with_one_code_one_comes_in(log: Log, boards: list[BoardRow]) -> None:
    one, _ = boards
    secrets = Secrets(log.engine)
    await keep(log, one, put_code(one.id, "K7PXQR", ALICE, SOON))
    found = await asyncio.gather(*(secrets.take_code(one.id, "K7PXQR", NOW) for _ in range(4)))
    assert sorted(map(str, found)) == [str(ALICE), "None", "None", "None"]


async def test_p7_an_old_code_is_no_code_and_is_cleared_away(log: Log, boards: list[BoardRow]) -> None:
    one, _ = boards
    secrets = Secrets(log.engine)
    await keep(log, one, put_code(one.id, "OLDOLD", ALICE, BEFORE), put_code(one.id, "NEWNEW", BOB, SOON))
    assert await secrets.take_code(one.id, "OLDOLD", NOW) is None
    await keep(log, one, drop_old_codes(one.id, NOW))
    assert await _count(log, "codes") == 1
    assert await secrets.take_code(one.id, "NEWNEW", NOW) == BOB


async def test_p5_with_a_person_go_their_devices_and_codes_and_nobody_elses(
    log: Log, boards: list[BoardRow]
) -> None:
    one, _ = boards
    secrets = Secrets(log.engine)
    await keep(
        log,
        one,
        put_token(one.id, "phone", ALICE),
        put_token(one.id, "tablet", ALICE),
        put_token(one.id, "bobs", BOB),
        put_code(one.id, "K7PXQR", ALICE, SOON),
    )
    await keep(log, one, *drop_person(one.id, ALICE))
    assert [await secrets.person(one.id, token) for token in ("phone", "tablet", "bobs")] == [None, None, BOB]
    assert await secrets.take_code(one.id, "K7PXQR", NOW) is None


async def test_p2_no_secret_stands_in_the_database_as_it_is(log: Log, boards: list[BoardRow]) -> None:
    one, _ = boards
    token, key, code = new_token(), new_token(), new_code(6)
    await keep(
        log,
        one,
        put_token(one.id, token, ALICE),
        put_key(one.id, 9, key),
        put_code(one.id, code, ALICE, SOON),
    )
    stored = []
    async with log.engine.connect() as connection:
        for table in ("tokens", "keys", "codes"):
            query = text(f"select hash from {table}")  # noqa: S608 (the names above)
            stored += [bytes(row.hash) for row in await connection.execute(query)]
    assert sorted(map(len, stored)) == [32, 32, 32], "each is a SHA-256"
    assert not any(secret.encode() in kept for secret in (token, key, code) for kept in stored)


def test_b2_codes_have_no_letters_that_are_mistaken_for_each_other() -> None:
    assert not set(LETTERS) & set("0O1IL")
    codes = {new_code(6) for _ in range(200)}
    assert len(codes) == 200
    assert set("".join(codes)) <= set(LETTERS)


async def _count(log: Log, table: str) -> int:
    async with log.engine.connect() as connection:
        query = text(f"select count(*) from {table}")  # noqa: S608 (a name above)
        return int((await connection.execute(query)).scalar_one())
