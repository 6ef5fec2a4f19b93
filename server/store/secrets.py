"""Cookies, links and codes: only hashes are kept (P2, P3, P7).

A secret has at least 128 random bits, so a plain SHA-256 of it cannot be turned back; a code has less, and
"""

import hashlib
import secrets

from sqlalchemy import Delete, Insert, Select, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from server.board.instants import Instant
from server.store.tables import codes, keys, tokens

Write = Insert | Delete

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""What codes are made of: no letters or digits that are mistaken for each other."""


def new_token() -> str:
    """A cookie's secret of 192 random bits, for a URL or a header."""
    return secrets.token_urlsafe(24)


def new_code(length: int) -> str:
    """So many random letters of LETTERS."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def hashed(secret: str) -> bytes:
    """The SHA-256 of a secret: what is stored."""
    return hashlib.sha256(secret.encode()).digest()


def put_token(board: int, token: str, person: int) -> Write:
    """Remember a device of a person."""
    return insert(tokens).values(board=board, hash=hashed(token), person=person)


def drop_token(board: int, token: str) -> Write:
    """Forget one device."""
    return delete(tokens).where(tokens.c.board == board, tokens.c.hash == hashed(token))


def drop_person(board: int, person: int) -> tuple[Write, Write]:
    """Forget all devices and codes of a person."""
    return (
        delete(tokens).where(tokens.c.board == board, tokens.c.person == person),
        delete(codes).where(codes.c.board == board, codes.c.person == person),
    )


def put_key(board: int, key: int, secret: str) -> Write:
    """Remember a link's secret."""
    return insert(keys).values(board=board, key=key, hash=hashed(secret))


def put_code(board: int, code: str, person: int, expires: Instant) -> Write:
    """Remember a code until it expires."""
    return insert(codes).values(board=board, hash=hashed(code), person=person, expires=expires)


def drop_old_codes(board: int, now: Instant) -> Write:
    """Codes whose time is up."""
    return delete(codes).where(codes.c.board == board, codes.c.expires < now)


class Secrets:
    """Looking secrets up."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def person(self, board: int, token: str) -> int | None:
        """Whose cookie this is."""
        return await self._one(
            select(tokens.c.person).where(tokens.c.board == board, tokens.c.hash == hashed(token))
        )

    async def key(self, board: int, secret: str) -> int | None:
        """Which link this is; it may be revoked."""
        return await self._one(select(keys.c.key).where(keys.c.board == board, keys.c.hash == hashed(secret)))

    async def take_code(self, board: int, code: str, now: Instant) -> int | None:
        """For whom a code is good now; asking uses it up, so that two devices cannot both (P7)."""
        async with self._engine.begin() as connection:
            used = await connection.execute(
                delete(codes)
                .where(codes.c.board == board, codes.c.hash == hashed(code), codes.c.expires >= now)
                .returning(codes.c.person)
            )
            return used.scalar()

    async def devices(self, board: int, person: int) -> int:
        """How many devices a person has."""
        query = select(func.count()).select_from(tokens)
        return await self._one(query.where(tokens.c.board == board, tokens.c.person == person)) or 0

    async def write(self, write: Write) -> None:
        """Write something that belongs to no entry of the log."""
        async with self._engine.begin() as connection:
            await connection.execute(write)

    async def _one(self, query: Select[int]) -> int | None:
        async with self._engine.connect() as connection:
            return (await connection.execute(query)).scalar()
