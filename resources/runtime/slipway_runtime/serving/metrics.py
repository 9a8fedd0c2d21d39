"""Counts and times in the Prometheus text format. https://prometheus.io/docs/instrumenting/exposition_formats/"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

#: Upper bounds in seconds: from a tree's microseconds to the clouds' 60 s.
_bounds = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Metrics:
    def __init__(self, model: str, version: str) -> None:
        self._labels = f'model="{_escape(model)}",version="{_escape(version)}"'
        self._counts: dict[tuple[str, int], int] = {}
        self._buckets = [0] * (len(_bounds) + 1)
        self._seconds = 0.0
        self._gauges: list[tuple[str, str, Callable[[], float], str]] = []

    def observe(self, route: str, status: int, seconds: float) -> None:
        key = (route, status)
        self._counts[key] = self._counts.get(key, 0) + 1
        self._buckets[bisect_left(_bounds, seconds)] += 1
        self._seconds += seconds

    def add(self, name: str, help_text: str, read: Callable[[], float], kind: str = "gauge") -> None:
        """A figure that is read when it is asked for."""
        self._gauges.append((name, help_text, read, kind))

    def text(self) -> bytes:
        lines = [
            "# HELP slipway_requests_total Requests answered, by route and status.",
            "# TYPE slipway_requests_total counter",
        ]
        lines += [
            f'slipway_requests_total{{{self._labels},route="{route}",status="{status}"}} {count}'
            for (route, status), count in sorted(self._counts.items())
        ]
        lines += [
            "# HELP slipway_request_seconds From the last byte of a request to its answer.",
            "# TYPE slipway_request_seconds histogram",
        ]
        running = 0
        for bound, count in zip((*map(str, _bounds), "+Inf"), self._buckets):
            running += count
            lines.append(f'slipway_request_seconds_bucket{{{self._labels},le="{bound}"}} {running}')
        lines += [
            f"slipway_request_seconds_sum{{{self._labels}}} {self._seconds:.6f}",
            f"slipway_request_seconds_count{{{self._labels}}} {running}",
        ]
        for name, help_text, read, kind in self._gauges:
            lines += [
                f"# HELP {name} {help_text}",
                f"# TYPE {name} {kind}",
                f"{name}{{{self._labels}}} {read()}",
            ]
        return ("\n".join(lines) + "\n").encode()


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
