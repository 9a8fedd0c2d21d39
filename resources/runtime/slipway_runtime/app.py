"""Requests to answers: one table of routes over one model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from .data.decode import decode_instances, decode_json_lines, json_types, parse_json
from .data.predictions import (
    Predictions,
    encode_csv,
    encode_json_lines,
    encode_list,
    encode_tensors,
    encode_wrapped,
)
from .data.tensors import rows_of_tensors
from .documents import docs_page, model_metadata, openapi_document, server_metadata, swagger_document
from .errors import Problem
from .http.request import Request
from .manifest import Manifest
from .models.model import Model
from .serving.cache import AnswerCache
from .serving.capture import Capture
from .serving.health import Health
from .serving.log import Log
from .serving.metrics import Metrics
from .serving.queue import Job, ModelQueue
from .serving.raw import RawCalls
from .serving.streams import Streams
from .settings import Settings

Handler = Callable[[Request], None]
_json = b"application/json"


class App:
    """Answers every contract at once. `open` has loaded the model and made it answer its sample before traffic is let in."""

    def __init__(
        self,
        manifest: Manifest,
        model: Model,
        settings: Settings,
        *,
        health: Health,
        metrics: Metrics,
        log: Log,
        queue: ModelQueue,
        streams: Streams,
        raw: RawCalls,
        capture: Capture | None,
    ) -> None:
        self.manifest = manifest
        self.model = model
        self.settings = settings
        self.health = health
        self.metrics = metrics
        self.log = log
        self.queue = queue
        self.streams = streams
        self.raw = raw
        self.capture = capture
        self.cache = AnswerCache(settings.cache_entries)
        self._labels: Sequence = manifest.signature.labels if manifest.signature is not None else ()
        self._routes = self._table()

    # Routes

    def _table(self) -> dict:
        """`(method, path) -> (handler, name in metrics)`."""
        name = self.manifest.name
        predict = {
            b"/invocations": (self._sagemaker, "sagemaker"),
            b"/v1/predict": (self._wrapped, "rest"),
            self.settings.predict_route.encode(): (self._wrapped, "vertex"),
            b"/predict": (self._wrapped, "vertex"),
            b"/score": (self._azure, "azureml"),
            b"/v1/predict/stream": (self._stream, "stream"),
            b"/v2/models/model/infer": (self._infer, "oip"),
            f"/v2/models/{name}/infer".encode(): (self._infer, "oip"),
            f"/v1/models/{name}:predict".encode(): (self._wrapped, "kserve-v1"),
        }
        metadata = self._document(lambda _: model_metadata(self.manifest))
        read = {
            b"/ping": self._ready,
            b"/health": self._ready,
            self.settings.health_route.encode(): self._ready,
            b"/health/live": self._live,
            b"/health/ready": self._ready,
            b"/": self._live,
            b"/v2/health/live": self._live,
            b"/v2/health/ready": self._ready,
            b"/v2": self._document(lambda _: server_metadata()),
            b"/v2/models/model": metadata,
            f"/v2/models/{name}".encode(): metadata,
            b"/v2/models/model/ready": self._ready,
            f"/v2/models/{name}/ready".encode(): self._ready,
            f"/v1/models/{name}".encode(): self._ready,
            b"/execution-parameters": self._execution_parameters,
            b"/metrics": self._metrics,
            b"/openapi.json": self._document(lambda _: openapi_document(self.manifest)),
            b"/swagger.json": self._document(
                lambda asked: swagger_document(self.manifest, asked.query.get("version", "2"))
            ),
            b"/docs": self._document(lambda _: docs_page(self.manifest), b"text/html; charset=utf-8"),
        }
        table: dict = {(b"POST", path): entry for path, entry in predict.items()}
        for path, handler in read.items():
            table[b"GET", path] = table[b"HEAD", path] = (handler, "info")
        self._paths = {path for _, path in table}
        return table

    def handle(self, request: Request) -> None:
        """Answers at once, or when the model has."""
        entry = self._routes.get((request.method, request.target)) or self._routes.get(
            (request.method, request.path)
        )
        if entry is None:
            self._answer_problem(request, self._no_route(request), "none")
            return
        handler, route = entry
        try:
            handler(request)
        except Problem as problem:
            self._answer_problem(request, problem, route)
        except Exception as error:  # A fault of the runtime must cost one request, not the server.
            self.log.error(
                "A request failed inside the runtime.",
                route=route,
                error=repr(error),
                request_id=request.id.decode("latin-1"),
            )
            self._answer_problem(request, Problem("internal", "", status_override=500), route)

    def refuse(self, request: Request, status: int, code: str, why: str) -> None:
        """What the HTTP layer turns away."""
        self._answer_problem(request, Problem(code, why, status_override=status), "refused")

    def _no_route(self, request: Request) -> Problem:
        path = request.path
        if path in self._paths:
            methods = sorted(method for method, known in self._routes if known == path)
            asked = f"{request.method.decode()} {path.decode('latin-1')}"
            return Problem("server.method", asked, headers=b"allow: %b\r\n" % b", ".join(methods))
        return Problem("server.no-route", f"{request.method.decode()} {path.decode('latin-1')}")

    # Predictions

    def _wrapped(self, request: Request) -> None:
        self._predict(
            request, "rest" if request.target.startswith(b"/v1/") else "vertex", encode_wrapped, _json
        )

    def _azure(self, request: Request) -> None:
        self._predict(request, "azureml", encode_list, _json)

    def _sagemaker(self, request: Request) -> None:
        accept = request.headers.get(b"accept", b"*/*").lower()
        if b"text/csv" in accept or (request.content_type == b"text/csv" and b"json" not in accept):
            self._predict(request, "sagemaker", encode_csv, b"text/csv; charset=utf-8")
        elif b"jsonlines" in accept or b"ndjson" in accept:
            self._predict(request, "sagemaker", encode_json_lines, b"application/jsonlines")
        elif b"text/event-stream" in accept:
            self._stream(request)
        else:
            self._predict(request, "sagemaker", encode_wrapped, _json)

    def _predict(self, request: Request, route: str, encode: Callable, content_type: bytes) -> None:
        if self.model.answer_raw is not None:
            self.raw.submit(request, route)
            return
        key = (route, content_type, request.body)
        cached = self.cache.get(key)
        if cached is not None:
            self._answer(request, route, *cached)
            return
        instances = decode_instances(request.content_type, request.body, self.manifest.signature)
        self._submit(request, route, instances, lambda found: encode(found, self._labels), content_type, key)

    def _infer(self, request: Request) -> None:
        if self.manifest.signature is None or self.model.answer_raw is not None:
            raise Problem(
                "rows.shape",
                "This model has no signature, so tensors cannot be mapped to its inputs. Use /v1/predict.",
            )
        document = parse_json(request.body)
        instances = rows_of_tensors(document, self.manifest.signature)
        request_id = document.get("id") if isinstance(document.get("id"), str) else None
        encode = lambda found: encode_tensors(
            found, self._labels, self.manifest.name, self.manifest.version, request_id
        )
        self._submit(request, "oip", instances, encode, _json, None)

    def _submit(
        self,
        request: Request,
        route: str,
        instances: Any,
        encode: Callable[[Predictions], bytes],
        content_type: bytes,
        key: tuple | None,
    ) -> None:
        self._require_ready()
        signature = self.manifest.signature
        if signature is not None:
            rows = signature.check(instances)
        elif instances:
            rows = instances
        else:
            raise Problem("rows.empty")

        def answer(found: Predictions) -> None:
            if request.done:
                return
            try:
                body = encode(found)
            except (TypeError, ValueError) as error:
                self._answer_problem(
                    request, Problem("model.failed", f"The answer cannot be written as JSON: {error}"), route
                )
                return
            if key is not None:
                self.cache.put(key, body, content_type)
            self._answer(request, route, body, content_type)
            if self.capture is not None:
                names = None if signature is None else signature.names
                self.capture.record(
                    request.id.decode("latin-1"), route, names, rows, found.rows(self._labels)
                )

        self.queue.submit(
            Job(request, rows, answer, lambda problem: self._answer_problem(request, problem, route))
        )

    def _stream(self, request: Request) -> None:
        self._require_ready()
        if self.model.answer_raw is not None:
            self.raw.submit(request, "stream")
            return
        instances = (
            decode_json_lines(request.body)
            if request.content_type not in json_types
            else decode_instances(request.content_type, request.body, self.manifest.signature)
        )
        rows = self.manifest.signature.check(instances) if self.manifest.signature is not None else instances
        if not rows:
            raise Problem("rows.empty")
        self.streams.submit(request, rows, self._labels)

    def _require_ready(self) -> None:
        if not self.health.ready:
            raise Problem("server.not-ready", self.health.why_not)

    def _answer(self, request: Request, route: str, body: bytes, content_type: bytes) -> None:
        request.reply(200, body, content_type)
        self.metrics.observe(route, 200, monotonic() - request.received_at)

    def _answer_problem(self, request: Request, problem: Problem, route: str) -> None:
        if request.done:
            return
        status = problem.status
        retry = b"retry-after: 1\r\n" if status in (429, 503) else b""
        request.reply(status, problem.body(), _json, retry + problem.headers)
        self.metrics.observe(route, status, monotonic() - request.received_at)
        if status >= 500 and status != 503:
            self.log.error(
                "A request failed.",
                route=route,
                status=status,
                code=problem.code,
                details=problem.details[:500],
                request_id=request.id.decode("latin-1"),
            )

    # Health and documents

    def _ready(self, request: Request) -> None:
        if self.health.ready:
            request.reply(200, b'{"status":"ready"}')
        else:
            request.reply(
                503, Problem("server.not-ready", self.health.why_not).body(), _json, b"retry-after: 1\r\n"
            )

    def _live(self, request: Request) -> None:
        request.reply(200, b"Healthy", b"text/plain; charset=utf-8")

    def _execution_parameters(self, request: Request) -> None:
        request.reply(200, b'{"MaxConcurrentTransforms":4,"BatchStrategy":"MULTI_RECORD","MaxPayloadInMB":6}')

    def _metrics(self, request: Request) -> None:
        request.reply(200, self.metrics.text(), b"text/plain; version=0.0.4; charset=utf-8")

    def _document(self, write: Callable[[Request], bytes], content_type: bytes = _json) -> Handler:
        return lambda request: request.reply(200, write(request), content_type)
