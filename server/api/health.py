"""For those who run it: is the process alive, and can it serve?"""

from litestar import Response, Router, get
from litestar.datastructures import State

from server.live.hall import Hall
from server.store.log import DatabaseTrouble


@get("/health/live")
async def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@get("/health/ready")
async def ready(state: State) -> Response[dict[str, str]]:
    """The database answers, too; 503 while it does not."""
    hall: Hall = state.hall
    try:
        await hall.log.ping()
    except DatabaseTrouble:
        return Response({"status": "no database"}, status_code=503)
    return Response({"status": "ok"})


router = Router("/", route_handlers=[alive, ready])
