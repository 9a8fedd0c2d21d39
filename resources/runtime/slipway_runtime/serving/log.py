"""One JSON object a line on standard output, unbuffered: what every cloud's log collector reads."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

import orjson

_levels = {"debug": 10, "info": 20, "warning": 30, "error": 40}


class Log:
    """`debug`, `info`, `warning`, `error`. Request lines carry the request id; bodies and header values are never written."""

    def __init__(self, level: str = "info") -> None:
        self._least = _levels.get(level.lower(), 20)
        self._file = sys.stdout.fileno() if hasattr(sys.stdout, "fileno") else 1

    def write(self, level: str, message: str, **fields: Any) -> None:
        if _levels[level] < self._least:
            return
        record = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "level": level,
            "severity": level.upper(),
            "message": message,
            **fields,
        }
        try:
            os.write(self._file, orjson.dumps(record, default=str, option=orjson.OPT_APPEND_NEWLINE))
        except OSError:
            pass  # A log that nobody reads must not stop the server.

    def info(self, message: str, **fields: Any) -> None:
        self.write("info", message, **fields)

    def warning(self, message: str, **fields: Any) -> None:
        self.write("warning", message, **fields)

    def error(self, message: str, **fields: Any) -> None:
        self.write("error", message, **fields)
