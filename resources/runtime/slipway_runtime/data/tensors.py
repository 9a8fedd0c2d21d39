"""The Open Inference Protocol's tensors, in and out. https://github.com/kserve/open-inference-protocol"""

from __future__ import annotations

from itertools import chain
from typing import Any

from ..errors import Problem
from .signature import Signature


def rows_of_tensors(document: Any, signature: Signature) -> list:
    """Instances of an infer request: one tensor per column, or one matrix `[rows, columns]` for all of them."""
    tensors = document.get("inputs") if type(document) is dict else None
    if type(tensors) is not list or not tensors or any(type(one) is not dict for one in tensors):
        raise Problem("rows.shape", "inputs must be an array of tensors with name, shape, datatype and data.")
    if len(tensors) == 1 and tensors[0].get("name") not in signature.names:
        return _split(tensors[0])
    columns = {str(one.get("name")): _split(one) for one in tensors}
    counts = {name: len(cells) for name, cells in columns.items()}
    if len(set(counts.values())) > 1:
        raise Problem("rows.shape", f"The tensors differ in their first dimension: {counts}")
    kinds = {column.name: column.type for column in signature.columns}
    cells = {
        name: values if kinds.get(name) == "tensor" else [_scalar(one) for one in values]
        for name, values in columns.items()
    }
    return [dict(zip(cells, row)) for row in zip(*cells.values())]


def _split(tensor: dict) -> list:
    """A tensor's rows, flat or nested data alike."""
    data, shape = tensor.get("data"), tensor.get("shape")
    name = str(tensor.get("name"))
    if (
        type(data) is not list
        or type(shape) is not list
        or not shape
        or any(type(size) is not int or size < 0 for size in shape)
    ):
        raise Problem("rows.shape", f"Tensor {name} needs an array as data and an array of sizes as shape.")
    flat: list = data
    while flat and type(flat[0]) is list:
        if any(type(part) is not list for part in flat):
            raise Problem("rows.shape", f"The data of tensor {name} is ragged.")
        flat = list(chain.from_iterable(flat))
    expected = 1
    for size in shape:
        expected *= size
    if len(flat) != expected:
        raise Problem(
            "rows.shape", f"Tensor {name} has {len(flat)} values; its shape {shape} needs {expected}."
        )
    return _nest(flat, shape)


def _nest(flat: list, shape: list) -> list:
    for size in reversed(shape[1:]):
        flat = [flat[start : start + size] for start in range(0, len(flat), size)] if size else []
    return flat


def _scalar(cell: Any) -> Any:
    return cell[0] if type(cell) is list and len(cell) == 1 else cell
