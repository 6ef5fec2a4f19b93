"""The one stylesheet of all pages that need no script, under a name that says its content."""

import hashlib
from typing import Any

from litestar import Request, Response, Router, get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException

from server.api.pages import Site
from server.archive.offline import stylesheet

_FONT = "atkinson-hyperlegible-next-latin-wght-normal"
_IMMUTABLE = "public, max-age=31536000, immutable"


class Stylesheet:
    """Its text, with the font that the phone's pages bring, and its address."""

    def __init__(self, site: Site) -> None:
        font = site.named(_FONT)
        face = (
            "@font-face { font-family: 'Atkinson Hyperlegible Next'; font-weight: 200 800; "
            f"font-display: swap; src: url('/{font}') format('woff2'); }}\n"
        )
        self.body = ((face if font else "") + stylesheet()).encode()
        self.path = f"/style/page-{hashlib.sha256(self.body).hexdigest()[:12]}.css"


@get("/style/{name:str}", include_in_schema=False)
async def style(request: Request[Any, Any, Any], state: State) -> Response[bytes]:
    """The stylesheet; it may be kept for ever."""
    found: Stylesheet = state.stylesheet
    if request.url.path != found.path:
        raise NotFoundException
    return Response(found.body, media_type="text/css; charset=utf-8", headers={"Cache-Control": _IMMUTABLE})


router = Router("/", route_handlers=[style])
