"""LightGBM boosters (text) and estimators (pickle, joblib)."""

from __future__ import annotations

from ..manifest import Manifest
from .arrays import from_scores, is_numeric, to_categories, to_matrix
from .model import Model
from .sklearn import read_object, serve_estimator


def load(manifest: Manifest) -> Model:
    import lightgbm

    if manifest.path.suffix in (".pkl", ".pickle", ".joblib"):
        found = read_object(manifest.path)
        if not isinstance(found, lightgbm.Booster):
            return serve_estimator(found, manifest.signature)
        booster = found
    else:
        booster = lightgbm.Booster(model_file=str(manifest.path))
    signature = manifest.signature
    if signature is not None and not is_numeric(signature):
        # The file keeps the categories of training, and LightGBM numbers a DataFrame's by them.
        return Model(
            predict=lambda rows: from_scores(
                booster.predict(to_categories(rows, signature), num_threads=1), signature
            )
        )
    return Model(predict=lambda rows: from_scores(booster.predict(to_matrix(rows), num_threads=1), signature))
