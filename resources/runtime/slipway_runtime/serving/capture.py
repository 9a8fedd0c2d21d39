"""Inputs and outputs as JSON lines, sampled and bounded, for monitoring."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from .log import Log

_lines_at_once = 256


class Capture:
    """Writes `{"time", "id", "route", "inputs", "predictions"}` to `capture-<start>-<pid>.jsonl` below `folder`.

    `share` of the requests is kept (0 to 1). At `most_bytes` it stops and says so once: a full disk would stop the server, a gap does not. A failure
    to write ends the capture, never a request.
    """

    def __init__(self, folder: str, share: float, most_bytes: int, log: Log, name: str) -> None:
        self._share = share
        self._left = most_bytes
        self._log = log
        self._lines: list[bytes] = []
        self._path = Path(folder) / f"capture-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}-{name}.jsonl"
        self._random = random.Random()

    def record(
        self, request_id: str, route: str, names: Sequence | None, rows: Sequence, predictions: Sequence
    ) -> None:
        if self._left <= 0 or self._random.random() >= self._share:
            return
        inputs = [dict(zip(names, row)) for row in rows] if names is not None else list(rows)
        entry: dict[str, Any] = {
            "time": time.time(),
            "id": request_id,
            "route": route,
            "inputs": inputs,
            "predictions": list(predictions),
        }
        line = orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SERIALIZE_NUMPY, default=str)
        self._left -= len(line)
        if self._left <= 0:
            self._log.warning("Capture stopped at its size limit.", path=str(self._path))
            return
        self._lines.append(line)
        if len(self._lines) >= _lines_at_once:
            self.flush()

    def flush(self) -> None:
        """Called once a second and at the end."""
        if not self._lines:
            return
        lines, self._lines = self._lines, []
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                file.writelines(lines)
        except OSError as error:
            self._left = 0
            self._log.error(
                "Capture stopped: its file cannot be written.", path=str(self._path), reason=str(error)
            )
