"""Named failures. The table is the one that the rest of Slipway shows, written out for this package."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

_catalog: dict = json.loads(Path(__file__).with_name("errors.json").read_text("utf-8"))
_status = {
    "input.not-http": 400,
    "input.too-slow": 408,
    "input.too-large": 413,
    "input.media-type": 415,
    "rows.too-many": 413,
    "server.no-route": 404,
    "server.method": 405,
    "model.failed": 500,
    "server.busy": 503,
    "server.timeout": 504,
    "server.stopped": 503,
    "server.not-ready": 503,
    "model.missing": 404,
    "models.loaded-already": 409,
    "models.no-memory": 507,
}
#: Problems listed by name in one answer.
most_fields = 20


#: Out of memory, as PyTorch and TensorFlow say it of a graphics card.
_exhausted = ("OutOfMemoryError", "ResourceExhaustedError")


@dataclass
class Problem(Exception):
    """A refusal with a code of the catalogue. `fields` are `(path, message)`, such as `("rows.0.age", "is missing")`."""

    code: str
    details: str = ""
    fields: Sequence = field(default_factory=tuple)
    status_override: int | None = None
    #: Whole header lines for the answer, each ending in CRLF.
    headers: bytes = b""

    @property
    def status(self) -> int:
        return self.status_override or _status.get(self.code, 400)

    def body(self) -> bytes:
        """The answer's body: `{"error": record}`."""
        record = {"code": self.code, **_catalog[self.code]}
        if self.details:
            record["details"] = self.details
        if self.fields:
            record["fields"] = [
                {"path": path, "message": message} for path, message in self.fields[:most_fields]
            ]
        return orjson.dumps({"error": record})

    def __str__(self) -> str:
        return f"{self.code}: {self.details}"


def problem_of(error: Exception) -> Problem:
    """A model's own failure, named. SageMaker wants 507 when the memory of the container or of its graphics card does not suffice."""
    if isinstance(error, Problem):
        return error
    exhausted = isinstance(error, MemoryError) or type(error).__name__ in _exhausted
    code = "models.no-memory" if exhausted else "model.failed"
    return Problem(code, f"{type(error).__name__}: {error}"[:2000])
