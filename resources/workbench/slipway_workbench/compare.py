"""The gate: a conversion may answer in the model's place only when it answers the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
from slipway_runtime.data.predictions import Predictions

Predict = Callable[[Sequence], Predictions]
#: Greatest accepted difference of a score, and greatest relative difference of a value.
tolerance = 1e-5
#: Two labels whose scores differ by less than this are a tie: a float32 sum of a hundred trees is not finer.
tie = 1e-6
_rows_at_once = 256


@dataclass(frozen=True)
class Comparison:
    """`difference` is infinite when one side has a number where the other has none."""

    rows: int
    label_mismatches: int
    #: Rows on which two labels tie and the conversion takes the other one.
    ties: int
    difference: float

    @property
    def agrees(self) -> bool:
        return self.rows > 0 and self.label_mismatches == 0 and self.difference <= tolerance


def compare(
    original: Predict,
    converted: Predict,
    rows: Sequence,
    labels: Sequence = (),
    converted_labels: Sequence | None = None,
) -> Comparison:
    """Asks both and compares labels by name and scores by label, values relatively, and anything else for equality."""
    theirs = labels if converted_labels is None else converted_labels
    parts = [_compare_part(original(part), converted(part), labels, theirs) for part in _parts(rows)]
    return Comparison(
        len(rows),
        sum(part[0] for part in parts),
        sum(part[1] for part in parts),
        max((part[2] for part in parts), default=0.0),
    )


def _parts(rows: Sequence) -> Iterable[Sequence]:
    return (rows[start : start + _rows_at_once] for start in range(0, len(rows), _rows_at_once))


def _compare_part(
    wanted: Predictions, found: Predictions, labels: Sequence, theirs: Sequence
) -> tuple[int, int, float]:
    if len(wanted) != len(found):
        return len(wanted), 0, float("inf")
    if wanted.scores is not None and found.scores is not None:
        return _compare_scores(wanted.scores, found.scores, list(labels), list(theirs))
    if wanted.values is not None and found.values is not None:
        return 0, 0, _values(wanted.values, found.values)
    if wanted.items is not None and found.items is not None:
        return _compare_items(list(wanted.items), list(found.items))
    return len(wanted), 0, float("inf")


def _compare_scores(
    wanted: np.ndarray, found: np.ndarray, labels: list, theirs: list
) -> tuple[int, int, float]:
    if sorted(labels) != sorted(theirs) or wanted.shape != found.shape:
        return len(wanted), 0, float("inf")
    best = wanted.argmax(axis=1)
    # The label that would be answered, found in the original's order.
    named = np.array([labels.index(theirs[index]) for index in found.argmax(axis=1)], dtype=int)
    rows = np.arange(len(wanted))
    differ = best != named
    tied = differ & (wanted[rows, best] - wanted[rows, named] <= tie)
    aligned = found[:, [theirs.index(label) for label in labels]]
    return int((differ & ~tied).sum()), int(tied.sum()), _greatest(np.abs(wanted - aligned), wanted, aligned)


def _values(wanted: np.ndarray, found: np.ndarray) -> float:
    """Relative to the value, or to a thousandth of the largest one where the value itself is nearly nothing."""
    floor = max(float(np.nanmax(np.abs(wanted), initial=0.0)) * 1e-3, 1e-12)
    return _greatest(np.abs(wanted - found) / np.maximum(np.abs(wanted), floor), wanted, found)


def _greatest(difference: np.ndarray, wanted: np.ndarray, found: np.ndarray) -> float:
    both_missing = np.isnan(wanted) & np.isnan(found)
    difference = np.where(both_missing, 0.0, difference)
    if np.isnan(difference).any():
        return float("inf")
    return float(difference.max(initial=0.0))


def _compare_items(wanted: list, found: list) -> tuple[int, int, float]:
    """Labels without scores, or several numbers a row."""
    try:
        first, second = np.asarray(wanted, dtype=np.float64), np.asarray(found, dtype=np.float64)
    except (TypeError, ValueError):
        return sum(one != other for one, other in zip(wanted, found)), 0, 0.0
    if first.shape != second.shape:
        return len(wanted), 0, float("inf")
    return 0, 0, _values(first.ravel(), second.ravel())


def single_row_ms(predict: Predict, rows: Sequence, most_seconds: float = 0.5) -> float:
    """Median time of one row in milliseconds, without HTTP."""
    times: list[float] = []
    end = perf_counter() + most_seconds
    while len(times) < 5 or (perf_counter() < end and len(times) < 500):
        row = [rows[len(times) % len(rows)]]
        begun = perf_counter()
        predict(row)
        times.append(perf_counter() - begun)
    return float(np.median(times)) * 1000


def describe_difference(result: Comparison, values: bool) -> str:
    """Why a conversion is refused, in words."""
    said: list[Any] = []
    if result.label_mismatches:
        said.append(f"{result.label_mismatches} of {result.rows} rows get another label")
    if result.difference > tolerance:
        what = "relative difference of a value" if values else "difference of a score"
        said.append(f"the greatest {what} is {result.difference:.3g}; {tolerance:g} is accepted")
    return " and ".join(said)
