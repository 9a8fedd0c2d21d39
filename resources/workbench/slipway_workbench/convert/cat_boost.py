"""CatBoost, through its own export."""

from __future__ import annotations

import tempfile
from pathlib import Path

from slipway_runtime.models.arrays import is_numeric

from ..graph import drop_zipmap, score_output
from . import Attempt, Graph, Source, Unavailable


def attempts(source: Source) -> list[Attempt]:
    if not is_numeric(source.signature):
        raise Unavailable("CatBoost exports models without categories and texts only.")
    return [Attempt("float32", lambda: _convert(source))]


def _convert(source: Source) -> Graph:
    import onnx

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        source.found.save_model(str(path), format="onnx")
        model = onnx.load(str(path))
    drop_zipmap(model)
    layout = {"inputs": [{"name": model.graph.input[0].name, "columns": source.signature.names}]}
    return Graph(model, {**layout, "output": score_output(model, bool(source.signature.labels))})
