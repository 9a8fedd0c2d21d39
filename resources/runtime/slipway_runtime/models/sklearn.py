"""scikit-learn estimators and pipelines, from joblib, pickle or skops files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..data.predictions import Predictions
from ..data.signature import Signature
from ..manifest import Manifest
from .arrays import from_scores, from_values, is_numeric, label_order, to_frame, to_matrix
from .model import Model


def load(manifest: Manifest) -> Model:
    return serve_estimator(read_object(manifest.path), manifest.signature)


def read_object(path: Path) -> Any:
    if path.suffix == ".skops":
        import skops.io

        return skops.io.load(path, trusted=skops.io.get_untrusted_types(file=path))
    import joblib

    return joblib.load(path)


def serve_estimator(estimator: Any, signature: Signature | None) -> Model:
    """`predict_proba` in the order of the signature's labels where there is one, else `predict`."""
    if not callable(getattr(estimator, "predict", None)):
        raise TypeError(f"The file holds a {type(estimator).__name__}, which has no method predict().")
    if signature is None:
        return Model(predict=lambda rows: from_values(estimator.predict(np.array(rows))))
    named = hasattr(estimator, "feature_names_in_") or not is_numeric(signature)
    table = (lambda rows: to_frame(rows, signature)) if named else to_matrix
    if signature.labels and hasattr(estimator, "predict_proba"):
        order = label_order(getattr(estimator, "classes_", ()), signature)

        def predict_scores(rows: Sequence) -> Predictions:
            scores = np.asarray(estimator.predict_proba(table(rows)))
            return from_scores(scores if order is None else scores[:, order], signature)

        return Model(predict=predict_scores)
    return Model(predict=lambda rows: from_values(estimator.predict(table(rows))))
