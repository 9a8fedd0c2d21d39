"""Hugging Face transformers folders, through a pipeline of the manifest's task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..data.predictions import Predictions
from ..manifest import Manifest
from .model import Model


def load(manifest: Manifest) -> Model:
    from transformers import pipeline

    ask: Any = pipeline(manifest.task or None, model=str(manifest.path), device=-1)
    names = manifest.signature.names if manifest.signature is not None else []

    def predict(rows: Sequence) -> Predictions:
        texts = [row[0] if names else row for row in rows]
        answers = ask(texts)
        return Predictions(
            items=[answer.tolist() if hasattr(answer, "tolist") else answer for answer in answers]
        )

    return Model(predict=predict)
