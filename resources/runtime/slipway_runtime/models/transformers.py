"""Hugging Face transformers folders, through a pipeline of the manifest's task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..data.predictions import Predictions
from ..manifest import Manifest
from .model import Model


def load(manifest: Manifest) -> Model:
    from transformers import pipeline

    ask: Any = pipeline(manifest.task or None, model=str(manifest.path), device=-1)
    signature = manifest.signature
    if signature is not None and signature.labels:
        labels = signature.labels

        def predict_scores(rows: Sequence) -> Predictions:
            answers = ask([row[0] for row in rows], top_k=None)
            named = [{one["label"]: one["score"] for one in answer} for answer in answers]
            return Predictions(scores=np.array([[answer[label] for label in labels] for answer in named]))

        return Model(predict=predict_scores)

    def predict(rows: Sequence) -> Predictions:
        texts = [row[0] if signature is not None else row for row in rows]
        return Predictions(
            items=[answer.tolist() if hasattr(answer, "tolist") else answer for answer in ask(texts)]
        )

    return Model(predict=predict)
