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
    """A pandas DataFrame with the signature's names and types. A column of numbers with missing ones is float64, as it was in training."""
    import pandas as pd

    frame = pd.DataFrame.from_records(rows, columns=signature.names)
    types = {}
    for column in signature.columns:
        if column.type == "number" or (column.type == "integer" and column.optional):
            types[column.name] = "float64"
        elif column.type in ("integer", "boolean") and not column.optional:
            types[column.name] = "int64" if column.type == "integer" else "bool"
    return frame.astype(types)


def to_categories(rows: Sequence, signature: Signature) -> Any:
    """As `to_frame`, with texts as categories in the order of the signature: a category's number must not depend on what else is in the batch."""
    import pandas as pd

    frame = to_frame(rows, signature)
    for described in signature.document["inputs"]:
        if described["type"] == "string":
            name = described["name"]
            frame[name] = pd.Categorical(frame[name], categories=described.get("categories"))
    return frame


def is_numeric(signature: Signature) -> bool:
    return all(column.type in ("number", "integer", "boolean") for column in signature.columns)


def label_order(classes: Sequence, signature: Signature) -> list | None:
    """Where each of the signature's labels stands among the model's classes; None when nothing has to be moved."""
    known = [str(one) for one in classes]
    if known == signature.labels or not set(signature.labels) <= set(known):
        return None
    return [known.index(label) for label in signature.labels]


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
