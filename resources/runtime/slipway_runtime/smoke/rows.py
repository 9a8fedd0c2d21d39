"""What a model is asked with: its sample, or a row made from its signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..manifest import Manifest


def sample_rows(manifest: Manifest) -> tuple:
    """The sample and what to call it: the manifest's own, else one row made from the signature."""
    if manifest.sample:
        return list(manifest.sample), "the sample"
    if manifest.signature is None:
        return [], ""
    columns = zip(manifest.signature.columns, manifest.signature.document["inputs"])
    return [
        {column.name: _value(column, described) for column, described in columns}
    ], "a row made from the signature"


def _value(column: Any, described: Mapping) -> Any:
    if column.type == "string":
        return described.get("categories", ["text"])[0]
    if column.type == "boolean":
        return False
    low, high = described.get("min"), described.get("max")
    middle = 0.0 if low is None or high is None else (low + high) / 2
    if column.type == "tensor":
        value: Any = middle
        for size in reversed(column.shape or ()):
            value = [value] * size
        return value
    return round(middle) if column.type == "integer" else middle


def tensors_of(rows: Sequence, signature: Any) -> list:
    """The rows as tensors of the Open Inference Protocol, one per column."""
    datatypes = {"number": "FP64", "integer": "INT64", "string": "BYTES", "boolean": "BOOL", "tensor": "FP64"}
    checked = signature.check(list(rows))
    return [
        {
            "name": column.name,
            "datatype": datatypes[column.type],
            "shape": [len(checked), *_shape(checked[0][index])],
            "data": [row[index] for row in checked],
        }
        for index, column in enumerate(signature.columns)
    ]


def _shape(value: Any) -> list:
    return [len(value), *_shape(value[0])] if isinstance(value, list) and value else []
