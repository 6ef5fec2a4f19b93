"""Databases that nobody else uses, and two workers on them: tests freeze, kill and start them again.

They are the same for all these tests, since starting takes longer than most of the tests; what a failed test
has left frozen or dead is brought back before the next.
"""

import signal
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.harness import databases
from tests.harness.server import Server
from tests.workers.conftest import two_servers
from tests.workers.pair import Pair


@pytest.fixture(scope="session")
def own_postgres() -> Iterator[databases.Postgres]:
    """A PostgreSQL that may fail."""
    with databases.postgres() as server:
        yield server


@pytest.fixture(scope="session")
def own_redis() -> Iterator[databases.Redis]:
    """A Redis that may fail."""
    with databases.redis() as server:
        yield server


@pytest.fixture(scope="session")
def own_database(own_postgres: databases.Postgres) -> Iterator[str]:
    """The URL of a database in it."""
    with own_postgres.database() as url:
        yield url


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def _frail_servers(
    own_database: str, own_redis: databases.Redis, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Server, Server]]:
    settings = {"DATABASE_URL": own_database, "REDIS_URL": own_redis.url}
    async with two_servers(tmp_path_factory.mktemp("frail"), **settings) as servers:
        for server in servers:
            server.tracebacks_are_expected = True  # that they say what failed is right
        yield servers


@pytest.fixture
async def frail_pair(
    own_postgres: databases.Postgres, own_redis: databases.Redis, _frail_servers: tuple[Server, Server]
) -> AsyncIterator[Pair]:
    """Two workers on databases that will fail."""
    for each in (own_postgres, own_redis):
        if each.daemon.process.poll() is not None:
            each.daemon.start()
        each.daemon.send(signal.SIGCONT)
    for server in _frail_servers:
        if not server.runs:
            await server.start()
    async with Pair(*_frail_servers) as pair:
        yield pair
