"""Rows to compare with: from the signature's ranges and categories and around the sample."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from math import floor, log10
from typing import Any

import numpy as np

#: At least 1,000 rows, and a whole number of batches.
usual_count = 1024
most_count = 4096
#: Numbers in all rows together: tensors of images get fewer rows.
most_cells = 4_000_000
fewest = 16


def row_count(columns: Sequence[Mapping]) -> int:
    """At least one for each category, of up to `most_count`."""
    cells = sum(int(np.prod(one.get("shape", [1]) or [1])) for one in columns)
    categories = max((len(one.get("categories", ())) for one in columns), default=0)
    wanted = max(usual_count, min(categories, most_count))
    return max(fewest, min(wanted, most_cells // max(1, cells)))


def generate_rows(
    columns: Sequence[Mapping], sample: Sequence, count: int, *, single: bool, seed: int = 7
) -> list:
    """Rows as tuples in column order, a missing value as None. `columns` are the signature's inputs, `sample` checked rows.

    With `single` every number is one that a float32 can hold. A tree asks `value <= threshold`; where the model keeps its threshold as a float64 and the
    graph as a float32, a value between the two goes left in one and right in the other, however good the conversion. Values that a float32 holds cannot
    fall between them unless the threshold was rounded onto the value itself, so with them a difference is a fault. Rows of full float64 numbers are
    compared apart from these and reported.
    """
    draw = random.Random(seed)
    makers = [
        _maker(column, [row[index] for row in sample if row[index] is not None], draw)
        for index, column in enumerate(columns)
    ]
    rows = [tuple(make(number) for make in makers) for number in range(count)]
    return [tuple(map(_to_single, row)) for row in rows] if single else rows


def _maker(column: Mapping, seen: list, draw: random.Random) -> Callable[[int], Any]:
    kind = column["type"]
    if kind == "string":
        # Every category occurs; without a list, what the sample holds.
        choices = list(column.get("categories") or dict.fromkeys(seen) or ["text"])
        make: Callable[[int], Any] = lambda number: (
            choices[number] if number < len(choices) else draw.choice(choices)
        )
    elif kind == "boolean":
        make = lambda number: draw.random() < 0.5
    elif kind == "tensor":
        make = _tensor_maker(column, seen, draw)
    else:
        make = _number_maker(column, seen, draw)
    if not column.get("optional"):
        return make
    return lambda number: None if draw.random() < 0.08 else make(number)


def _number_maker(column: Mapping, seen: list, draw: random.Random) -> Callable[[int], Any]:
    low, high = _range(column, seen)
    width = (high - low) or max(1.0, abs(low))
    digits = 2 - floor(log10(width))

    def make(number: int) -> float:
        way = draw.random()
        if way < 0.3:
            return draw.uniform(low, high)
        if way < 0.55 or (not seen and way < 0.85):
            # Measured values have few digits, and so the thresholds between them lie where rounding decides.
            return round(draw.uniform(low, high), digits - draw.randrange(2))
        if way < 0.7:
            return draw.choice(seen) + draw.gauss(0, 0.05) * width
        if way < 0.85:
            return draw.choice(seen)
        return draw.choice((low, high, (low + high) / 2, 0.0, low - 0.2 * width, high + 0.2 * width))

    if column["type"] == "integer":
        return lambda number: round(make(number))
    return make


def _range(column: Mapping, seen: list) -> tuple[float, float]:
    low, high = column.get("min"), column.get("max")
    if low is not None and high is not None:
        return float(low), float(high)
    if seen:
        return float(min(seen)), float(max(seen))
    return -3.0, 3.0


def _tensor_maker(column: Mapping, seen: list, draw: random.Random) -> Callable[[int], Any]:
    shape = tuple(column.get("shape") or ())
    numbers = np.random.default_rng(draw.randrange(2**32))
    known = [np.asarray(one, dtype=np.float64) for one in seen]
    low = column.get("min", min((float(one.min()) for one in known), default=0.0))
    high = column.get("max", max((float(one.max()) for one in known), default=1.0))

    def make(number: int) -> Any:
        if known and number % 2:
            base = known[number // 2 % len(known)]
            return (base + numbers.normal(0, 0.05 * ((high - low) or 1.0), base.shape)).tolist()
        return numbers.uniform(low, high, shape).tolist()

    return make


def _to_single(value: Any) -> Any:
    if type(value) is float:
        return float(np.float32(value))
    if type(value) is list:
        return np.asarray(value, dtype=np.float32).tolist()
    return value
