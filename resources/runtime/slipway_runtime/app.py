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
from .errors import Problem
from .http.request import Request
from .manifest import Manifest
from .models.model import Model
from .routes import Handler, read_routes
from .serving.cache import AnswerCache
from .serving.capture import Capture
from .serving.health import Health
from .serving.log import Log
from .serving.metrics import Metrics
from .serving.queue import Job, ModelQueue
from .serving.raw import RawCalls
from .serving.shelf import Shelf
from .serving.streams import Streams
from .settings import Settings

_json = b"application/json"
#: What most clients accept: nothing has to be looked for in it.
_any_json = frozenset((b"*/*", _json))


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
        shelf: Shelf | None = None,
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
        #: Further models, where the platform loads and unloads them itself.
        self.shelf = shelf
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
        table: dict = {(b"POST", path): entry for path, entry in predict.items()}
        for path, handler in read_routes(self.manifest, self.settings, self.health, self.metrics).items():
            table[b"GET", path] = table[b"HEAD", path] = (handler, "info")
        self._paths = {path for _, path in table}
        return table

    def handle(self, request: Request) -> None:
        """Answers at once, or when the model has."""
        entry = self._routes.get((request.method, request.target)) or self._routes.get(
            (request.method, request.path)
        )
        if entry is not None:
            self._guarded(request, *entry)
        elif self.shelf is not None and (request.path == b"/models" or request.path.startswith(b"/models/")):
            self._guarded(request, self.shelf.handle, "multi-model")
        else:
            self._answer_problem(request, self._no_route(request), "none")

    def invoke(self, request: Request) -> None:
        """A prediction as SageMaker asks for it, whatever the path."""
        self._guarded(request, self._sagemaker, "multi-model")

    @property
    def idle(self) -> bool:
        """True when nothing waits for the model and it has nothing in hand."""
        return self.queue.idle and self.raw.idle and self.streams.open == 0

    def expire(self, now: float) -> None:
        """Answers what has waited too long."""
        for one in (self, *(self.shelf.apps if self.shelf is not None else ())):
            one.queue.expire(now)
            one.raw.expire(now)

    def close(self) -> None:
        for part in (self.queue, self.raw, self.streams, self.shelf):
            if part is not None:
                part.close()

    def _guarded(self, request: Request, handler: Handler, route: str) -> None:
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
        accept = request.headers.get(b"accept", b"*/*")
        if accept in _any_json and request.headers.get(b"content-type") == _json:
            self._predict(request, "sagemaker", encode_wrapped, _json)
            return
        accept = accept.lower()
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
