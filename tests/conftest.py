"""What every test may ask for: real databases, a real server with people on it, a real browser."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.harness import databases
from tests.harness.browser import chromium
from tests.harness.evening import Evening
from tests.harness.no_skips import pytest_configure
from tests.harness.server import Server

__all__ = ["pytest_configure"]

StartServer = Callable[..., Awaitable[Server]]


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.Postgres]:
    """The run's PostgreSQL."""
    with databases.postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: databases.Postgres) -> Iterator[str]:
    """An empty database of this test's own."""
    with postgres.database() as url:
        yield url


@pytest.fixture(scope="session")
def redis() -> Iterator[databases.Redis]:
    """The run's Redis."""
    with databases.redis() as server:
        yield server


@pytest.fixture
def redis_url(redis: databases.Redis) -> str:
    """The Redis, emptied."""
    assert redis.say("FLUSHALL") == "+OK"
    return redis.url


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """One server for all tests that leave it running; each makes boards of its own."""
    server = Server(tmp_path_factory.mktemp("server"))
    await server.start()
    yield server
    await server.close()


@pytest.fixture
def server(shared_server: Server) -> Iterator[Server]:
    """The shared server; a traceback that it prints fails the test that caused it."""
    yield shared_server
    shared_server.check_log()


@pytest.fixture
async def evening(server: Server) -> AsyncIterator[Evening]:
    """Boards and people on the shared server."""
    async with Evening(server) as evening:
        yield evening


@pytest.fixture
async def start_server(tmp_path: Path) -> AsyncIterator[StartServer]:
    """Starts servers of this test's own, which it may kill: `await start_server(DATABASE_URL=...)`."""
    servers: list[Server] = []

    async def start(**settings: str) -> Server:
        folder = tmp_path / f"server-{len(servers)}"
        folder.mkdir()
        servers.append(Server(folder, **settings))
        await servers[-1].start()
        return servers[-1]

    yield start
    for server in servers:
        await server.close()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A browser of this test's own."""
    async with chromium() as browser:
        yield browser
