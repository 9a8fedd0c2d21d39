"""CatBoost models (cbm) and estimators (pickle, joblib)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..data.predictions import Predictions
from ..manifest import Manifest
from .arrays import from_scores, from_values, label_order
from .model import Model
from .sklearn import read_object


def load(manifest: Manifest) -> Model:
    import catboost

    if manifest.path.suffix in (".pkl", ".pickle", ".joblib"):
        model = read_object(manifest.path)
    else:
        model = catboost.CatBoost().load_model(str(manifest.path))
    signature = manifest.signature
    if signature is None or not signature.labels:
        return Model(predict=lambda rows: from_values(model.predict(_table(rows), thread_count=1)))
    order = label_order(model.classes_, signature)

    def predict_scores(rows: Sequence) -> Predictions:
        scores = model.predict(_table(rows), prediction_type="Probability", thread_count=1)
        return from_scores(scores if order is None else np.asarray(scores)[:, order], signature)

    return Model(predict=predict_scores)


def _table(rows: Sequence) -> list[list[Any]]:
    return [list(row) for row in rows]
