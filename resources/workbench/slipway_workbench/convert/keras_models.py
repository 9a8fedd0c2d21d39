"""Keras models and SavedModel folders, through tf2onnx."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from . import Attempt, Graph, Source


def attempts(source: Source) -> list[Attempt]:
    make = _keras if source.framework == "keras" else _saved_model
    return [Attempt("float32", lambda: make(source))]


def _keras(source: Source) -> Graph:
    import keras
    import onnx

    model = keras.saving.load_model(source.manifest.path, compile=False, safe_mode=True)
    columns = source.signature.columns
    shape = columns[0].shape if len(columns) == 1 and columns[0].shape else (len(columns),)
    model(np.zeros((1, *shape), dtype=np.float32))  # The exporter wants a model that was called before.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        model.export(str(path), format="onnx", verbose=False)
        return _finish(onnx.load(str(path)), source)


def _saved_model(source: Source) -> Graph:
    import tensorflow as tf
    import tf2onnx

    loaded = tf.saved_model.load(str(source.manifest.path))
    function = loaded.signatures["serving_default"]
    inputs = [one for one in function.inputs if one.dtype != tf.resource]
    frozen = tf2onnx.tf_loader.from_function(
        function, [one.name for one in inputs], [one.name for one in function.outputs]
    )
    names = [one.name for one in inputs], [one.name for one in function.outputs]
    with tf.Graph().as_default() as graph:
        tf.import_graph_def(frozen, name="")
        found = tf2onnx.tfonnx.process_tf_graph(graph, input_names=names[0], output_names=names[1])
    return _finish(found.make_model("model"), source)


def _finish(model: Any, source: Source) -> Graph:
    columns = source.signature.columns
    inputs = [one.name for one in model.graph.input]
    if len(inputs) == 1:
        shape = {"shape": list(columns[0].shape)} if len(columns) == 1 and columns[0].shape else {}
        parts = [{"name": inputs[0], "columns": source.signature.names, **shape}]
    else:
        parts = [
            {"name": name, "columns": [name.partition(":")[0].removeprefix("serving_default_")]}
            for name in inputs
        ]
    return Graph(model, {"inputs": parts, "output": model.graph.output[0].name})
