"""Several workers on one port: each a process of its own, started anew when it dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from .serving.log import Log

#: A worker that dies within this many seconds of its start, this many times in a row, ends the server: it would only loop.
_young_seconds = 5.0
_most_young_deaths = 3


def supervise(count: int, work: Callable[[bool], int], log: Log, stop_seconds: float) -> int:
    """Forks `count` workers and answers the exit status when they have stopped. SIGTERM is passed on once.

    `work` is told whether the port must answer while the model loads: not in the place of a worker that died, since the others answer.
    """
    started: dict[int, float] = {}
    stopping = False
    young_deaths = 0

    def start(at_once: bool) -> None:
        pid = os.fork()
        if pid == 0:
            for one in (signal.SIGTERM, signal.SIGINT):
                signal.signal(one, signal.SIG_DFL)
            os._exit(work(at_once))
        started[pid] = time.monotonic()

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True
        for pid in started:
            os.kill(pid, signal.SIGTERM)

    for _ in range(count):
        start(at_once=True)
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, stop)
    while started:
        try:
            pid, status = os.wait()
        except ChildProcessError:
            break
        age = time.monotonic() - started.pop(pid, time.monotonic())
        if stopping:
            continue
        log.error("A worker ended.", pid=pid, status=os.waitstatus_to_exitcode(status), seconds=round(age, 1))
        young_deaths = young_deaths + 1 if age < _young_seconds else 0
        if young_deaths >= _most_young_deaths:
            stop()
            return 1
        start(at_once=not started)
    return 0
