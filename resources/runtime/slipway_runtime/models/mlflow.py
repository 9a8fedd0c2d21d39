"""MLflow model folders, through their python_function flavour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..data.predictions import Predictions
from ..errors import Problem
from ..manifest import Manifest
from .arrays import from_scores, from_values, to_frame
from .model import Model


def load(manifest: Manifest) -> Model:
    import mlflow.pyfunc

    model = mlflow.pyfunc.load_model(str(manifest.path), suppress_warnings=True)
    signature = manifest.signature
    tensors = signature is not None and all(column.type == "tensor" for column in signature.columns)

    def table(rows: Sequence) -> Any:
        if signature is None:
            import pandas as pd

            return pd.DataFrame.from_records(rows) if rows and isinstance(rows[0], dict) else rows
        if tensors and len(signature.columns) == 1:
            return np.array([row[0] for row in rows], dtype=np.float32)
        return _with_schema(to_frame(rows, signature), model.metadata.get_input_schema())

    def predict(rows: Sequence) -> Predictions:
        return _read(model.predict(table(rows)), signature, len(rows))

    return Model(predict=predict)


def _with_schema(frame: Any, schema: Any) -> Any:
    """MLflow refuses a double where it recorded a float: its own schema has the last word on widths."""
    if schema is None or not schema.has_input_names():
        return frame
    kinds = {"float": "float32", "double": "float64", "integer": "int32", "long": "int64"}
    types = {
        name: kinds[kind.name]
        for name, kind in zip(schema.input_names(), schema.input_types())
        if getattr(kind, "name", "") in kinds
    }
    try:
        return frame.astype({name: kind for name, kind in types.items() if name in frame})
    except (TypeError, ValueError) as error:
        raise Problem("rows.wrong-type", str(error)) from None


def _read(answer: Any, signature: Any, rows: int) -> Predictions:
    if hasattr(answer, "to_dict") and getattr(answer, "ndim", 1) == 2:
        return Predictions(items=answer.to_dict("records"))
    array = np.asarray(answer)
    labels = signature.labels if signature is not None else []
    if labels and array.ndim == 2 and array.shape == (rows, len(labels)):
        return from_scores(array, signature)
    return from_values(array)
