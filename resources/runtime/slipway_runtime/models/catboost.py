"""CatBoost models (cbm)."""

from __future__ import annotations

from ..manifest import Manifest
from .arrays import from_scores, from_values
from .model import Model


def load(manifest: Manifest) -> Model:
    import catboost

    model = catboost.CatBoost().load_model(str(manifest.path))
    signature = manifest.signature
    if signature is not None and signature.labels:
        return Model(
            predict=lambda rows: from_scores(
                model.predict([list(row) for row in rows], prediction_type="Probability", thread_count=1),
                signature,
            )
        )
    return Model(predict=lambda rows: from_values(model.predict([list(row) for row in rows], thread_count=1)))
