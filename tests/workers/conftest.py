"""Two workers on one PostgreSQL, with Redis between them or without, for all tests that leave them running.

A server must end before its database does, so a test asks for the database first.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from tests.harness import databases
from tests.harness.server import Server
from tests.workers.pair import Pair

KEY = "an-instance-key-that-both-workers-share"


@asynccontextmanager
async def two_servers(folder: Path, **settings: str) -> AsyncIterator[tuple[Server, Server]]:
    """Workers A and B on the same database."""
    servers: list[Server] = []
    try:
        for name in ("a", "b"):
            (folder / name).mkdir()
            servers.append(Server(folder / name, INSTANCE_KEY=KEY, **settings))
            await servers[-1].start()
        yield servers[0], servers[1]
    finally:
        for server in servers:
            await server.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def _servers(
    postgres: databases.Postgres, redis: databases.Redis, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Server, Server]]:
    with postgres.database() as url:
        folder = tmp_path_factory.mktemp("pair")
        async with two_servers(folder, DATABASE_URL=url, REDIS_URL=redis.url) as servers:
            yield servers


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def _deaf_servers(
    postgres: databases.Postgres, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Server, Server]]:
    with postgres.database() as url:
        async with two_servers(tmp_path_factory.mktemp("deaf"), DATABASE_URL=url) as servers:
            yield servers


@pytest.fixture
async def pair(_servers: tuple[Server, Server]) -> AsyncIterator[Pair]:
    """Workers A and B with Redis between them; a traceback of either fails the test that caused it."""
    async with Pair(*_servers) as pair:
        yield pair
    for server in _servers:
        server.check_log()


@pytest.fixture
async def deaf_pair(_deaf_servers: tuple[Server, Server]) -> AsyncIterator[Pair]:
    """Workers A and B that hear nothing of each other: what B says right after A must come from the log."""
    async with Pair(*_deaf_servers) as pair:
        yield pair
    for server in _deaf_servers:
        server.check_log()
