"""The WebSocket of part 5: from the handshake to the last frame."""

from typing import Any, cast

from litestar import WebSocket, websocket
from litestar.datastructures import State

from server import wire
from server.api.boards import chosen_view
from server.api.caller import Caller, caller_of
from server.board.entry import Actor
from server.board.rejections import Rejection
from server.live import clock
from server.live.hall import Hall
from server.live.inbox import Pending
from server.live.line import EXTENSION, Line
from server.live.viewer import BAD_FRAME, NO_BOARD, TOO_MANY, Viewer
from server.words import language_of

Socket = WebSocket[Any, Any, Any]


@websocket("/api/boards/{slug:str}/live")
async def live(
    socket: Socket, state: State, slug: str, since: str | None = None, epoch: str | None = None
) -> None:
    """Hello, then everything that changes; commands in, answers out (W5)."""
    hall: Hall = state.hall
    room = await hall.room(slug)
    if room is None:
        await socket.accept()
        await socket.close(NO_BOARD, "no such board")
        return
    caller = await caller_of(socket, hall, room)
    try:
        view = chosen_view(caller, socket.query_params.get("view"))
    except Rejection:
        await socket.close()  # before the accept: HTTP 403
        return
    await socket.accept()
    line = cast(Line, (socket.scope["extensions"] or {})[EXTENSION])  # LineProtocol puts it there
    language = language_of(socket.headers.get("accept-language"), room.board.lang)
    viewer = Viewer(line, room.feeds[view], caller.person, language)
    await room.enter(viewer, _seq(since), epoch)
    try:
        await _listen(socket, viewer, caller)
    finally:
        room.audience.leave(viewer)


def _seq(since: str | None) -> int | None:
    """A seq as a client sent it; null where it is none that a board could have."""
    return int(since) if since and len(since) < 20 and since.isdecimal() else None


async def _listen(socket: Socket, viewer: Viewer, caller: Caller) -> None:
    """Take frames until the connection ends."""
    while True:
        message = await socket.receive()
        if message["type"] != "websocket.receive":
            return
        try:
            frame = wire.read_frame(message.get("text") or b"")
        except wire.BadFrame as error:
            viewer.close(BAD_FRAME, str(error)[:100])
            return
        if isinstance(frame, wire.Ping):
            if not viewer.drained and viewer.patience.over():
                viewer.close(TOO_MANY, "pings, and nobody reads the pongs")
                return
            viewer.pong(wire.Pong(clock.now()))
        elif not await _take(frame, viewer, caller):
            viewer.close(TOO_MANY, "too many messages")
            return


async def _take(order: wire.Order, viewer: Viewer, caller: Caller) -> bool:
    """Pass a command on, or refuse it at once; false: this connection has lost its patience."""
    if viewer.person is None:
        watching = Rejection("not_joined")
        viewer.refuse(order.id, order.command if isinstance(order.command, Rejection) else watching)
        return not viewer.patience.over()
    wait = await caller.hall.wait(caller.room.row.slug, viewer.person)
    if wait:
        viewer.refuse(order.id, Rejection("too_fast", {"retry_after": wait}))
        return not viewer.patience.over()
    actor = Actor(viewer.person, order.acting_for)
    caller.room.post(Pending(command=order.command, id=order.id, actor=actor, viewer=viewer))
    return True
