"""Answers that come piece by piece, each sent as soon as it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any

import orjson

from ..errors import Problem, problem_of
from ..http.request import Request
from ..models.model import Model
from .log import Log
from .metrics import Metrics

_events = b"text/event-stream"


class Streams:
    """Server-sent events where the client accepts them, else JSON lines. `at_once` generators run, each in a thread of its own; more wait their turn."""

    def __init__(
        self, model: Model, metrics: Metrics, log: Log, at_once: int = 8, most_waiting: int = 256
    ) -> None:
        self._model = model
        self._metrics = metrics
        self._log = log
        self._loop = asyncio.get_running_loop()
        self._threads = ThreadPoolExecutor(at_once, "stream")
        self._most = at_once + most_waiting
        self.open = 0

    def submit(self, request: Request, rows: Sequence, labels: Sequence) -> None:
        if self.open >= self._most:
            raise Problem(
                "server.busy", f"{self._most} streams are open or waiting already.", status_override=429
            )
        self.send(request, self._pieces(rows, labels), _events in request.headers.get(b"accept", b""))

    def _pieces(self, rows: Sequence, labels: Sequence) -> Iterator[Any]:
        if self._model.stream is not None:
            for row in rows:
                yield from self._model.stream(row)
        elif self._model.predict is not None:
            for row in rows:
                yield self._model.predict([row]).rows(labels)[0]

    def send(self, request: Request, pieces: Iterator[Any], events: bool) -> None:
        """Runs `pieces` in a thread. The stream begins with its first piece: a failure before it is an ordinary error answer."""
        self.open += 1
        gone = False

        def note_gone() -> None:
            nonlocal gone
            gone = True

        request.on_abandoned = note_gone

        def run() -> None:
            begun = False
            failure: Exception | None = None
            try:
                for piece in pieces:
                    if gone:
                        break
                    self._loop.call_soon_threadsafe(self._send, request, piece, events, not begun)
                    begun = True
            except Exception as error:
                failure = error
            finally:
                close = getattr(pieces, "close", None)
                if close is not None and gone:
                    close()
            self._loop.call_soon_threadsafe(self._end, request, begun, failure, events)

        self._loop.run_in_executor(self._threads, run)

    def _send(self, request: Request, piece: Any, events: bool, first: bool) -> None:
        if first:
            request.start_stream(_events if events else b"application/jsonlines")
        request.send_chunk(_encode(piece, events))

    def _end(self, request: Request, begun: bool, failure: Exception | None, events: bool) -> None:
        self.open -= 1
        status = 200
        if failure is None:
            if not begun:
                request.start_stream(_events if events else b"application/jsonlines")
            request.end_stream()
        else:
            status = 500
            problem = problem_of(failure)
            self._log.error(
                "A stream failed.", details=problem.details[:500], request_id=request.id.decode("latin-1")
            )
            if begun:
                request.send_chunk(
                    b"event: error\ndata: " + problem.body() + b"\n\n" if events else problem.body() + b"\n"
                )
                request.break_stream()
            else:
                request.reply(problem.status, problem.body())
        self._metrics.observe("stream", status, monotonic() - request.received_at)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _encode(piece: Any, events: bool) -> bytes:
    if isinstance(piece, bytes):
        return piece
    text = orjson.dumps(piece, option=orjson.OPT_SERIALIZE_NUMPY, default=str)
    return b"data: " + text + b"\n\n" if events else text + b"\n"
