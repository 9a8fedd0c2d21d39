"""What an adapter gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..data.predictions import Predictions

Chunks = Iterator[bytes | str]


@dataclass(frozen=True)
class RawAnswer:
    """`body` whole, or in pieces as they come."""

    body: bytes | Chunks
    content_type: str = "application/json"
    status: int = 200
    headers: Mapping[str, str] = None  # type: ignore[assignment]


#: `(body, content_type, accept, headers) -> RawAnswer`
AnswerRaw = Callable[[bytes, str, str, Mapping[str, str]], RawAnswer]


@dataclass(frozen=True)
class Model:
    """One of three ways to ask.

    `predict` takes rows (tuples in signature order; any JSON where there is no signature) and is asked for several requests at once when `together`;
    `stream` takes one instance and yields JSON values; `answer_raw` takes the body as it came and has the say over its format.
    """

    predict: Callable[[Sequence], Predictions] | None = None
    stream: Callable[[Any], Iterator] | None = None
    answer_raw: AnswerRaw | None = None
    together: bool = True
