"""ONNX graphs on ONNX Runtime."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..data.predictions import Predictions
from ..data.signature import Signature
from ..manifest import Manifest
from .arrays import from_scores, from_values
from .model import Model

_types = {
    "tensor(float)": np.float32,
    "tensor(double)": np.float64,
    "tensor(int64)": np.int64,
    "tensor(int32)": np.int32,
    "tensor(string)": np.object_,
    "tensor(bool)": np.bool_,
    "tensor(float16)": np.float16,
    "tensor(uint8)": np.uint8,
}


def load(manifest: Manifest) -> Model:
    import onnxruntime as ort

    options = ort.SessionOptions()
    # One request is one core's work: the cores are shared by the server's workers, not by one matrix product.
    options.intra_op_num_threads = int(os.environ.get("SLIPWAY_THREADS", "1"))
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = ort.InferenceSession(str(manifest.path), options, providers=_providers(ort))
    if manifest.signature is None:
        raise ValueError("An ONNX package needs a signature.")
    feed = _feeder(session, manifest.signature, manifest.onnx or {})
    output = (manifest.onnx or {}).get("output") or _score_output(session)
    outputs = [output]
    signature = manifest.signature
    shape = from_scores if signature.labels else lambda array, _: from_values(array)

    def predict(rows: Sequence) -> Predictions:
        return shape(session.run(outputs, feed(rows))[0], signature)

    return Model(predict=predict)


def _providers(ort: Any) -> list:
    available = ort.get_available_providers()
    return [one for one in ("CUDAExecutionProvider", "CPUExecutionProvider") if one in available]


def _score_output(session: Any) -> str:
    """Converted classifiers give labels first and scores second: the scores say both."""
    outputs = session.get_outputs()
    floats = [one.name for one in outputs if "float" in one.type or "double" in one.type]
    return floats[-1] if floats else outputs[0].name


def _feeder(session: Any, signature: Signature, layout: dict) -> Callable[[Sequence], dict]:
    """Columns into graph inputs, as the manifest's layout says; else all into one, or each into the one of its name."""
    graph = {one.name: _types[one.type] for one in session.get_inputs()}
    if "inputs" in layout:
        parts = [
            (one["name"], [signature.names.index(name) for name in one["columns"]], one.get("shape"))
            for one in layout["inputs"]
        ]
    elif len(graph) == 1:
        parts = [(next(iter(graph)), list(range(len(signature.names))), None)]
    else:
        parts = [(name, [signature.names.index(name)], None) for name in graph]
    if len(parts) == 1 and parts[0][1] == list(range(len(signature.names))):
        name, columns, _ = parts[0]
        dtype = graph[name]
        if len(columns) > 1 or signature.columns[0].type != "tensor":
            return lambda rows: {name: np.array(rows, dtype=dtype)}
    return lambda rows: {name: _gather(rows, columns, graph[name], shape) for name, columns, shape in parts}


def _gather(rows: Sequence, columns: Sequence, dtype: Any, shape: Any) -> np.ndarray:
    cells = (
        [row[columns[0]] for row in rows]
        if len(columns) == 1
        else [[row[index] for index in columns] for row in rows]
    )
    array = np.array(cells, dtype=dtype)
    return array.reshape(len(rows), *(shape or (len(columns),))) if array.ndim == 1 or shape else array
