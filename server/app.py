"""The only place where the parts are wired together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from sqlalchemy.ext.asyncio import AsyncEngine

from server.api import (
    archive_page,
    boards,
    commands,
    exports,
    health,
    lists,
    metrics,
    my_data,
    pages,
    people,
    plain,
    privacy,
    stylesheet,
)
from server.api.guard import Guard
from server.api.kept import Kept
from server.api.live import live
from server.api.problems import HANDLERS
from server.live.hall import Hall
from server.live.keeping import Keeper
from server.settings import Settings
from server.store.engine import migrate, open_engine
from server.store.log import Log
from server.store.secrets import Secrets


@asynccontextmanager
async def open_hall(settings: Settings) -> AsyncIterator[Hall]:
    """The hall over the settings' database, migrated; at the end, what waits is committed."""
    engine: AsyncEngine = open_engine(settings.database_url)
    await migrate(engine)
    hall = Hall(Log(engine), Secrets(engine), settings)
    try:
        yield hall
    finally:
        await hall.close()
        await engine.dispose()


def create_app(settings: Settings) -> Guard:
    """The ASGI application, ready for uvicorn with LineProtocol as its WebSocket class."""

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        async with open_hall(settings) as hall:
            app.state.hall = hall
            app.state.site = pages.Site(pages.DIST)
            app.state.kept = Kept()
            app.state.stylesheet = stylesheet.Stylesheet(app.state.site)
            keeping = asyncio.create_task(Keeper(hall).run())
            yield
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    app = Litestar(
        route_handlers=[
            boards.router,
            people.router,
            commands.router,
            lists.router,
            exports.router,
            my_data.router,
            health.router,
            metrics.router,
            live,
            plain.router,
            archive_page.router,
            privacy.router,
            stylesheet.router,
            pages.router,
        ],
        exception_handlers=HANDLERS,  # type: ignore[arg-type]  # each takes the error it is listed for
        lifespan=[lifespan],
        openapi_config=OpenAPIConfig(
            title="Themenwand",
            version="1",
            description="A live open-space board. The WebSocket is described in docs/spec.md, part 5.",
            path="/schema",
            render_plugins=[JsonRenderPlugin(path=["/", "/openapi.json"])],
        ),
        request_max_body_size=1024 * 1024,
        logging_config=None,
    )
    return Guard(app, settings.public_url)
