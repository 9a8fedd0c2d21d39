"""Readiness that is earned: the model has answered its own sample."""

from __future__ import annotations

import os
import sys
import time
from time import monotonic, perf_counter

from ..manifest import Manifest
from ..models.model import Model


class Health:
    """`ready` is true from the self-check until the server stops; `why_not` says what is missing."""

    def __init__(self) -> None:
        self.live = True
        self.ready = False
        self.why_not = "The model is being loaded."
        #: From the start of the process.
        self.ready_seconds: float | None = None
        self._begun = monotonic() - process_age()

    def pass_check(self) -> None:
        self.ready = True
        self.why_not = ""
        self.ready_seconds = monotonic() - self._begun

    def fail(self, why: str) -> None:
        self.ready = False
        self.why_not = why

    def stop(self) -> None:
        self.fail("The server is stopping.")


def process_age() -> float:
    """Seconds since this process was started, which is well before its first line ran; 0 where the system does not say."""
    try:
        with open("/proc/self/stat", "rb") as file:
            started = int(file.read().rpartition(b")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
        return max(0.0, time.clock_gettime(time.CLOCK_BOOTTIME) - started)
    except (OSError, ValueError, AttributeError):
        return 0.0


def peak_memory() -> int:
    """Highest resident memory of this process so far, in bytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024


def check_itself(manifest: Manifest, model: Model) -> float | None:
    """Predicts the sample and answers the seconds that one row took (the best of three); None for a model without rows or without a sample.

    Raises `ValueError` when the answer is not one finite prediction per row.
    """
    if model.predict is None or not manifest.sample:
        return None
    rows = (
        manifest.signature.check(list(manifest.sample))
        if manifest.signature is not None
        else list(manifest.sample)
    )
    answer = model.predict(rows)
    if len(answer) != len(rows):
        raise ValueError(
            f"The model answered {len(answer)} predictions for the {len(rows)} rows of its sample."
        )
    if not answer.finite():
        raise ValueError("The model answered its sample with a number that is not finite.")
    best = float("inf")
    for _ in range(3):
        begun = perf_counter()
        model.predict(rows[:1])
        best = min(best, perf_counter() - begun)
    return best
