"""PyTorch modules and exported programs, through torch.onnx."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from slipway_runtime.models.torch import read_module

from . import Attempt, Graph, Source, Unavailable


def attempts(source: Source) -> list[Attempt]:
    if source.manifest.options.get("softmax"):
        raise Unavailable("The softmax of this package is applied outside of its module.")
    return [
        Attempt("torch.export", lambda: _convert(source, dynamo=True)),
        Attempt("trace", lambda: _convert(source, dynamo=False)),
    ]


def _convert(source: Source, dynamo: bool) -> Graph:
    import onnx
    import torch

    module = read_module(source.manifest, torch)
    columns = source.signature.columns
    shape = list(columns[0].shape or ()) if len(columns) == 1 else [len(columns)]
    example = (torch.zeros(2, *shape),)
    names: dict[str, Any] = {"input_names": ["numbers"], "output_names": ["answer"]}
    rows = (
        {"dynamic_shapes": ({0: torch.export.Dim("rows")},), "dynamo": True}
        if dynamo
        else {"dynamic_axes": {"numbers": {0: "rows"}, "answer": {0: "rows"}}, "dynamo": False}
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        torch.onnx.export(module, example, str(path), **names, **rows)
        model = onnx.load(str(path))
    inputs = [{"name": model.graph.input[0].name, "columns": source.signature.names, "shape": shape}]
    return Graph(model, {"inputs": inputs, "output": model.graph.output[0].name})
