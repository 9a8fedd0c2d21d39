"""XGBoost boosters (json, ubj, the old binary format) and estimators (pickle, joblib)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..data.predictions import Predictions
from ..manifest import Manifest
from .arrays import from_scores, is_numeric, to_frame, to_matrix
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
    return Model(predict=_predictor(booster, manifest))


def _predictor(booster: Any, manifest: Manifest) -> Any:
    signature = manifest.signature
    if signature is not None and not is_numeric(signature):
        import xgboost

        def predict_frame(rows: Sequence) -> Predictions:
            frame = to_frame(rows, signature)
            for column in signature.columns:
                if column.type == "string":
                    frame[column.name] = frame[column.name].astype("category")
            return from_scores(booster.predict(xgboost.DMatrix(frame, enable_categorical=True)), signature)

        return predict_frame

    def predict(rows: Sequence) -> Predictions:
        return from_scores(
            booster.inplace_predict(to_matrix(rows, np.float32), validate_features=False), signature
        )

    return predict
