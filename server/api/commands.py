"""Commands over HTTP: the same inbox as the socket's (DESIGN: there is no other path)."""

from typing import Any

from litestar import Request, Router, post
from litestar.di import Provide

from server.api.caller import Caller, find_caller
from server.board.entry import Actor
from server.board.rejections import Rejection
from server.wire import Outcome, read_order

MAX_BODY = 64 * 1024
"""Bytes of a command's body, as of a frame."""


@post("/api/boards/{slug:str}/commands", status_code=200, dependencies={"caller": Provide(find_caller)})
async def command(request: Request[Any, Any, Any], caller: Caller) -> Outcome:
    """`{id, as?, command}`: answered once it is durable, or with the rejection as a problem document."""
    order = read_order(await request.body())
    if caller.person is None:
        raise order.command if isinstance(order.command, Rejection) else Rejection("not_joined")
    wait = await caller.hall.wait(caller.room.row.slug, caller.person)
    if wait:
        raise Rejection("too_fast", {"retry_after": wait})
    done = await caller.room.submit(order.command, order.id, Actor(caller.person, order.acting_for))
    return Outcome(done.seq, done.result)


router = Router("/", route_handlers=[command], request_max_body_size=MAX_BODY)
