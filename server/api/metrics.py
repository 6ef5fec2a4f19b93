"""`/metrics`: the figures of all of this machine's processes, as Prometheus reads them."""

import os
from typing import Any

from litestar import Request, Response, Router, get
from prometheus_client import CollectorRegistry, multiprocess
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import REGISTRY


@get("/metrics", include_in_schema=False, sync_to_thread=True)
def metrics(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The figures, in the format that the client asks for."""
    encode, content_type = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(_registry()), headers={"Content-Type": content_type})


def _registry() -> CollectorRegistry:
    """With several workers, their files are added up; else this process's own figures."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library has no types here
    return registry


router = Router("/", route_handlers=[metrics])
