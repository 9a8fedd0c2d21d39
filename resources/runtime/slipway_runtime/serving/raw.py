"""Models that read and write the body themselves: `inference.py` and `score.py`."""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any

from ..errors import Problem, problem_of
from ..http.request import Request
from ..models.model import Model, RawAnswer
from .health import Health
from .log import Log
from .metrics import Metrics
from .streams import Streams


class RawCalls:
    """One call at a time, in a thread: user code is not expected to be safe for several. Bounded like the model's queue."""

    def __init__(
        self,
        model: Model,
        health: Health,
        metrics: Metrics,
        log: Log,
        streams: Streams,
        *,
        most_waiting: int,
        timeout: float,
    ) -> None:
        self._model = model
        self._health = health
        self._metrics = metrics
        self._log = log
        self._streams = streams
        self._most = most_waiting
        self._timeout = timeout
        self._loop = asyncio.get_running_loop()
        self._thread = ThreadPoolExecutor(1, "model")
        self._waiting: deque[tuple[Request, str]] = deque()
        self._in_hand: tuple[Request, str] | None = None

    @property
    def idle(self) -> bool:
        return self._in_hand is None

    @property
    def depth(self) -> int:
        return len(self._waiting)

    def submit(self, request: Request, route: str) -> None:
        if not self._health.ready:
            raise Problem("server.not-ready", self._health.why_not)
        if len(self._waiting) >= self._most:
            raise Problem("server.busy", f"{self._most} requests are waiting already.", status_override=429)
        self._waiting.append((request, route))
        if self._in_hand is None:
            self._next()

    def expire(self, now: float) -> None:
        late = Problem("server.timeout", f"No answer within {self._timeout:g} s.")
        for request, route in ([] if self._in_hand is None else [self._in_hand]) + list(self._waiting):
            if now - request.received_at > self._timeout and not request.streaming:
                self._fail(request, route, late)

    def _next(self) -> None:
        while self._waiting:
            request, route = self._waiting.popleft()
            if request.done:
                continue
            self._in_hand = (request, route)
            future = self._loop.run_in_executor(self._thread, self._call, request)
            future.add_done_callback(
                lambda done, one=request, name=route: self._finish(one, name, done.result())
            )
            return

    def _call(self, request: Request) -> Any:
        text = lambda name: request.headers.get(name, b"").decode("latin-1")
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers.items()}
        try:
            assert self._model.answer_raw is not None
            return self._model.answer_raw(
                request.body, text(b"content-type") or "application/json", text(b"accept"), headers
            )
        except Exception as error:
            return problem_of(error)

    def _finish(self, request: Request, route: str, outcome: Any) -> None:
        self._in_hand = None
        if isinstance(outcome, Problem):
            self._fail(request, route, outcome)
        elif isinstance(outcome, RawAnswer) and isinstance(outcome.body, (bytes, bytearray)):
            request.reply(outcome.status, bytes(outcome.body), outcome.content_type.encode("latin-1"))
            self._metrics.observe(route, outcome.status, monotonic() - request.received_at)
        else:
            self._streams.send(request, outcome.body, "event-stream" in outcome.content_type)
        self._next()

    def _fail(self, request: Request, route: str, problem: Problem) -> None:
        if request.done:
            return
        request.reply(
            problem.status,
            problem.body(),
            b"application/json",
            b"x-ms-run-function-failed: True\r\n" if problem.code == "model.failed" else b"",
        )
        self._metrics.observe(route, problem.status, monotonic() - request.received_at)
        if problem.status >= 500:
            self._log.error(
                "A request failed.",
                route=route,
                code=problem.code,
                details=problem.details[:500],
                request_id=request.id.decode("latin-1"),
            )

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)
