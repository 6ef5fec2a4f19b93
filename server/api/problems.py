"""Errors as RFC 9457 problem documents that carry a rejection's `code` and `detail` (part 5)."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException
from msgspec import Struct

from server.board.rejections import Code, Rejection
from server.board.template import TemplateMistakes
from server.live.hall import Hall
from server.store.log import DatabaseTrouble
from server.wire import BadFrame, encode
from server.words import in_words, language_of

logger = logging.getLogger(__name__)

STATUS: dict[Code, int] = {
    "bad_request": 400,
    "too_long": 400,
    "too_short": 400,
    "not_joined": 401,
    "not_allowed": 403,
    "blocked": 403,
    "unknown": 404,
    "too_fast": 429,
}
"""The HTTP status of a rejection; every other is 409."""


class Problem(Struct):
    """A problem document; `detail` is the rejection's object."""

    title: str
    status: int
    code: str
    detail: dict[str, Any]
    type: str = "about:blank"


def problem(
    request: Request[Any, Any, Any], rejection: Rejection, status: int | None = None
) -> Response[bytes]:
    """A rejection as a response, its title in the reader's language, else the board's."""
    found = status or STATUS.get(rejection.code, 409)
    hall: Hall = request.app.state.hall
    boards = hall.language(request.scope.get("path_params", {}).get("slug", ""))
    words = in_words(rejection, language_of(request.headers.get("accept-language"), boards))
    document = Problem(words, found, rejection.code, rejection.detail)
    response = Response(encode(document), status_code=found, media_type="application/problem+json")
    if rejection.code == "too_fast":
        response.headers["Retry-After"] = str(rejection.detail.get("retry_after", 1))
    return response


def on_rejection(request: Request[Any, Any, Any], rejection: Rejection) -> Response[bytes]:
    """The rules refused it."""
    return problem(request, rejection)


def on_bad_frame(request: Request[Any, Any, Any], error: BadFrame) -> Response[bytes]:
    """A body that is no command, or has no readable id."""
    return problem(request, Rejection("bad_request", {"what": str(error), "where": "body"}))


def on_depth(request: Request[Any, Any, Any], _error: RecursionError) -> Response[bytes]:
    """A body of brackets within brackets: only reading one goes that deep."""
    return problem(request, Rejection("bad_request", {"what": "nested too deeply", "where": "body"}))


def on_mistakes(request: Request[Any, Any, Any], error: TemplateMistakes) -> Response[bytes]:
    """A template that no board can be made from: every mistake at once (B1)."""
    detail = {"what": str(error), "where": "template", "mistakes": error.mistakes}
    return problem(request, Rejection("bad_request", detail))


def on_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """What Litestar itself refuses: no such path, a body of the wrong shape, a method that is not there."""
    code: Code = "unknown" if error.status_code == 404 else "bad_request"
    what = str(error.detail) if error.status_code < 500 else "internal error"
    detail = {"path": request.url.path} if code == "unknown" else {"what": what, "where": "request"}
    return problem(request, Rejection(code, detail), error.status_code)


def on_database(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The database is out of reach: whether the command was stored is unknown, its id tells (L3)."""
    logger.error("the database is out of reach", exc_info=error, extra={"path": request.url.path})
    detail = {"what": "the database does not answer; try again with the same id", "where": "server"}
    return problem(request, Rejection("bad_request", detail), 503)


def on_fault(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A fault of ours: in the log with its traceback, and to the client without."""
    logger.error("a request failed", exc_info=error, extra={"path": request.url.path})
    return problem(request, Rejection("bad_request", {"what": "internal error", "where": "server"}), 500)


HANDLERS = {
    Rejection: on_rejection,
    BadFrame: on_bad_frame,
    RecursionError: on_depth,
    TemplateMistakes: on_mistakes,
    HTTPException: on_http,
    **dict.fromkeys(DatabaseTrouble, on_database),
    Exception: on_fault,
}
"""For Litestar: which error becomes which problem."""
