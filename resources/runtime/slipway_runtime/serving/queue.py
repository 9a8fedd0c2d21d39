"""The way to the model: bounded, drained without waiting, one model call at a time."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

from ..data.predictions import Predictions
from ..errors import Problem, problem_of
from ..http.request import Request

Predict = Callable[[Sequence], Predictions]
#: A model that needs longer than this for one row is called in a thread, so that health checks are answered meanwhile.
inline_seconds = 0.001


@dataclass
class Job:
    """Rows of one request. Exactly one of `answer` and `fail` is called, in the event loop."""

    request: Request
    rows: Sequence
    answer: Callable[[Predictions], None]
    fail: Callable[[Problem], None]
    expires_at: float = 0.0


class ModelQueue:
    """Gives the model what has queued up, together, and never waits for more to come.

    `most_rows` bounds one call, `most_jobs` what may wait; `timeout` is from arrival to answer, in seconds. With `inline` the model runs in the event
    loop (for models of microseconds); else in one thread, and what arrives meanwhile forms the next batch.
    """

    def __init__(
        self,
        predict: Predict,
        *,
        together: bool,
        inline: bool,
        most_rows: int,
        most_jobs: int,
        timeout: float,
    ) -> None:
        self._predict = predict
        self._together = together
        self._most_rows = most_rows
        self._most_jobs = most_jobs
        self._timeout = timeout
        self._waiting: deque[Job] = deque()
        self._loop = asyncio.get_running_loop()
        self._thread: ThreadPoolExecutor | None = None if inline else ThreadPoolExecutor(1, "model")
        self._busy = False
        self._in_hand: Sequence[Job] = ()
        self.batches = 0
        self.rows = 0
        #: Seconds spent inside the model.
        self.seconds = 0.0

    @property
    def idle(self) -> bool:
        """True when nothing waits and nothing is in hand."""
        return not self._busy

    @property
    def depth(self) -> int:
        """Requests that wait."""
        return len(self._waiting)

    def submit(self, job: Job) -> None:
        """Raises `server.busy` when too many wait already."""
        if len(self._waiting) >= self._most_jobs:
            raise Problem(
                "server.busy", f"{self._most_jobs} requests are waiting already.", status_override=429
            )
        job.expires_at = job.request.received_at + self._timeout
        self._waiting.append(job)
        if not self._busy:
            self._busy = True
            self._loop.call_soon(self._drain)

    def expire(self, now: float) -> None:
        """Answers what has waited too long. What the model works on cannot be stopped; its answer is dropped."""
        for job in self._in_hand:
            if now > job.expires_at:
                job.fail(Problem("server.timeout", f"No answer within {self._timeout:g} s."))
        while self._waiting and now > self._waiting[0].expires_at:
            self._waiting.popleft().fail(
                Problem("server.timeout", f"Waited {self._timeout:g} s for the model.")
            )

    def _drain(self) -> None:
        batch = self._take()
        if not batch:
            self._busy = False
            return
        if self._thread is None:
            self._finish(batch, self._call(batch))
            if self._waiting:
                self._loop.call_soon(self._drain)
            else:
                self._busy = False
            return
        self._in_hand = batch
        future = self._loop.run_in_executor(self._thread, self._call, batch)
        future.add_done_callback(lambda done: self._continue(batch, done.result()))

    def _continue(self, batch: Sequence[Job], outcomes: Sequence) -> None:
        self._in_hand = ()
        self._finish(batch, outcomes)
        self._drain()

    def _take(self) -> list:
        waiting = self._waiting
        batch: list = []
        rows = 0
        while waiting:
            job = waiting[0]
            if batch and (not self._together or rows + len(job.rows) > self._most_rows):
                break
            waiting.popleft()
            if job.request.done:
                continue
            batch.append(job)
            rows += len(job.rows)
        return batch

    def _call(self, batch: Sequence[Job]) -> list:
        """An outcome per job: its predictions, or the problem. A batch that fails is tried again job by job, so that one bad request fails alone."""
        rows = batch[0].rows if len(batch) == 1 else [row for job in batch for row in job.rows]
        begun = monotonic()
        try:
            whole = self._predict(rows)
            if len(whole) != len(rows):
                raise Problem(
                    "model.failed", f"The model answered {len(whole)} predictions for {len(rows)} rows."
                )
        except Exception as error:
            if len(batch) == 1:
                return [problem_of(error)]
            return [self._call([job])[0] for job in batch]
        finally:
            self.seconds += monotonic() - begun
            self.batches += 1
            self.rows += len(rows)
        if len(batch) == 1:
            return [whole]
        outcomes = []
        start = 0
        for job in batch:
            outcomes.append(whole.cut(start, start + len(job.rows)))
            start += len(job.rows)
        return outcomes

    def _finish(self, batch: Sequence[Job], outcomes: Sequence) -> None:
        for job, outcome in zip(batch, outcomes):
            if isinstance(outcome, Problem):
                job.fail(outcome)
            else:
                job.answer(outcome)

    def close(self) -> None:
        if self._thread is not None:
            self._thread.shutdown(wait=False, cancel_futures=True)
