"""TensorFlow SavedModel folders, through `serving_default`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..data.predictions import Predictions
from ..manifest import Manifest
from .arrays import from_scores
from .model import Model


def load(manifest: Manifest) -> Model:
    import tensorflow as tf

    try:
        tf.config.threading.set_intra_op_parallelism_threads(1)
    except RuntimeError:  # Another model in this process has begun already.
        pass
    loaded = tf.saved_model.load(str(manifest.path))
    function = loaded.signatures["serving_default"]
    signature = manifest.signature
    if signature is None:
        raise ValueError("A SavedModel package needs a signature.")
    inputs: dict[str, Any] = function.structured_input_signature[1]

    def predict(rows: Sequence) -> Predictions:
        feed = {
            name: tf.constant(_gather(rows, signature.names, name, len(inputs)), dtype=spec.dtype)
            for name, spec in inputs.items()
        }
        answer = next(iter(function(**feed).values())).numpy()
        return from_scores(answer, signature)

    predict.loaded = loaded  # type: ignore[attr-defined]  # A signature does not keep its model alive.
    return Model(predict=predict)


def _gather(rows: Sequence, names: Sequence, name: str, count: int) -> np.ndarray:
    """The column of an input's name; all columns as one matrix for a single input of another name."""
    if name in names:
        index = names.index(name)
        return np.array([row[index] for row in rows])
    if count != 1:
        raise ValueError(f"The SavedModel's input {name} is not a column of the signature.")
    return np.array([row[0] for row in rows]) if len(names) == 1 else np.array(rows)
