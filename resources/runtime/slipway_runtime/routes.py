"""What is asked with GET: health as each cloud asks for it, figures, and descriptions of the service."""

from __future__ import annotations

from collections.abc import Callable

from .documents import docs_page, model_metadata, openapi_document, server_metadata, swagger_document
from .errors import Problem
from .http.request import Request
from .manifest import Manifest
from .serving.health import Health
from .serving.metrics import Metrics
from .settings import Settings

Handler = Callable[[Request], None]
_json = b"application/json"
_execution_parameters = b'{"MaxConcurrentTransforms":4,"BatchStrategy":"MULTI_RECORD","MaxPayloadInMB":6}'


def read_routes(
    manifest: Manifest, settings: Settings, health: Health, metrics: Metrics
) -> dict[bytes, Handler]:
    """Path to handler."""

    def ready(request: Request) -> None:
        if health.ready:
            request.reply(200, b'{"status":"ready"}')
        else:
            body = Problem("server.not-ready", health.why_not).body()
            request.reply(503, body, _json, b"retry-after: 1\r\n")

    name = manifest.name
    live = _document(lambda _: b"Healthy", b"text/plain; charset=utf-8")
    metadata = _document(lambda _: model_metadata(manifest))
    return {
        b"/ping": ready,
        b"/health": ready,
        settings.health_route.encode(): ready,
        b"/health/live": live,
        b"/health/ready": ready,
        b"/": live,
        b"/v2/health/live": live,
        b"/v2/health/ready": ready,
        b"/v2": _document(lambda _: server_metadata()),
        b"/v2/models/model": metadata,
        f"/v2/models/{name}".encode(): metadata,
        b"/v2/models/model/ready": ready,
        f"/v2/models/{name}/ready".encode(): ready,
        f"/v1/models/{name}".encode(): ready,
        b"/execution-parameters": _document(lambda _: _execution_parameters),
        b"/metrics": _document(lambda _: metrics.text(), b"text/plain; version=0.0.4; charset=utf-8"),
        b"/openapi.json": _document(lambda _: openapi_document(manifest)),
        b"/swagger.json": _document(
            lambda asked: swagger_document(manifest, asked.query.get("version", "2"))
        ),
        b"/docs": _document(lambda _: docs_page(manifest), b"text/html; charset=utf-8"),
    }


def _document(write: Callable[[Request], bytes], content_type: bytes = _json) -> Handler:
    return lambda request: request.reply(200, write(request), content_type)
