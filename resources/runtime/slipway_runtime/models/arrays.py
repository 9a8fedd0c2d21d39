"""Rows to what numeric libraries take, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..data.predictions import Predictions
from ..data.signature import Signature


def to_matrix(rows: Sequence, dtype: Any = np.float64) -> np.ndarray:
    """`[rows, columns]`; a missing value becomes NaN."""
    return np.array(rows, dtype=dtype)


def to_frame(rows: Sequence, signature: Signature) -> Any:
    """A pandas DataFrame with the signature's names and types; categories keep the order of the signature."""
    import pandas as pd

    frame = pd.DataFrame.from_records(rows, columns=signature.names)
    kinds = {"number": "float64", "boolean": "bool"}
    types = {
        column.name: kinds[column.type]
        for column in signature.columns
        if column.type in kinds and not column.optional
    }
    integers = {
        column.name: "int64"
        for column in signature.columns
        if column.type == "integer" and not column.optional
    }
    return frame.astype({**types, **integers})


def is_numeric(signature: Signature) -> bool:
    return all(column.type in ("number", "integer", "boolean") for column in signature.columns)


def from_scores(scores: np.ndarray, signature: Signature | None) -> Predictions:
    """Scores `[rows, labels]`, or `[rows]` for the second of two labels; values where the signature names no labels."""
    scores = np.asarray(scores)
    if signature is None or not signature.labels:
        return from_values(scores)
    if scores.ndim == 1 or scores.shape[1] == 1:
        positive = scores.reshape(-1)
        scores = np.column_stack([1 - positive, positive])
    return Predictions(scores=scores.astype(np.float64, copy=False))


def from_values(values: np.ndarray) -> Predictions:
    """One number a row, or one array a row for several outputs."""
    values = np.asarray(values)
    if values.ndim == 1 and values.dtype.kind in "fiu":
        return Predictions(values=values.astype(np.float64, copy=False))
    if values.ndim == 2 and values.shape[1] == 1 and values.dtype.kind in "fiu":
        return Predictions(values=values[:, 0].astype(np.float64, copy=False))
    return Predictions(items=values.tolist())
