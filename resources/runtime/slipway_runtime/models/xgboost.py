"""XGBoost boosters (json, ubj, the old binary format) and estimators (pickle, joblib)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..data.predictions import Predictions
from ..data.signature import Signature
from ..manifest import Manifest
from .arrays import from_scores, is_numeric, to_categories, to_matrix
from .model import Model
from .sklearn import read_object, serve_estimator


def load(manifest: Manifest) -> Model:
    import xgboost

    if manifest.path.suffix in (".pkl", ".pickle", ".joblib"):
        found = read_object(manifest.path)
        if not isinstance(found, xgboost.Booster):
            return serve_estimator(found, manifest.signature)
        booster = found
    else:
        booster = xgboost.Booster(model_file=str(manifest.path))
    booster.set_param({"nthread": 1})
    signature = manifest.signature
    objective = json.loads(booster.save_config())["learner"]["objective"]["name"]
    if signature is None or not signature.labels:
        return Model(predict=_predictor(booster, signature, np.asarray))
    if objective == "multi:softmax":  # Answers the class; its twin answers the scores of the same trees.
        booster.set_param({"objective": "multi:softprob"})
    return Model(
        predict=_predictor(booster, signature, _sigmoid if objective == "binary:logitraw" else np.asarray)
    )


def _sigmoid(margin: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-margin.astype(np.float64)))


def _predictor(booster: Any, signature: Signature | None, read: Callable[[np.ndarray], np.ndarray]) -> Any:
    if signature is not None and not is_numeric(signature):
        import xgboost

        def predict_frame(rows: Sequence) -> Predictions:
            table = xgboost.DMatrix(to_categories(rows, signature), enable_categorical=True)
            return from_scores(read(booster.predict(table)), signature)

        return predict_frame

    def predict(rows: Sequence) -> Predictions:
        answer = booster.inplace_predict(to_matrix(rows, np.float32), validate_features=False)
        return from_scores(read(answer), signature)

    return predict
