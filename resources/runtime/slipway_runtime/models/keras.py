"""Keras models (.keras, .h5), without the unsafe kind of Lambda layers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..data.predictions import Predictions
from ..manifest import Manifest
from .arrays import from_scores
from .model import Model


def load(manifest: Manifest) -> Model:
    import keras

    model = keras.saving.load_model(manifest.path, compile=False, safe_mode=True)
    signature = manifest.signature
    single = signature is None or len(signature.columns) == 1

    def predict(rows: Sequence) -> Predictions:
        batch = np.array(
            [row[0] for row in rows] if single and signature is not None else rows, dtype=np.float32
        )
        return from_scores(np.asarray(model(batch, training=False)), signature)

    return Model(predict=predict)
