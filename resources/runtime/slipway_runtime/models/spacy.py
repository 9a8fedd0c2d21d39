"""spaCy pipelines: categories, entities and sentences of each text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..data.predictions import Predictions
from ..manifest import Manifest
from .model import Model


def load(manifest: Manifest) -> Model:
    import spacy

    nlp = spacy.load(manifest.path)
    named = manifest.signature is not None
    labels = manifest.signature.labels if manifest.signature is not None else []

    def predict(rows: Sequence) -> Predictions:
        documents = list(nlp.pipe(row[0] if named else row for row in rows))
        if labels:
            import numpy as np

            return Predictions(
                scores=np.array([[document.cats[label] for label in labels] for document in documents])
            )
        return Predictions(items=[_describe(document) for document in documents])

    return Model(predict=predict)


def _describe(document: Any) -> dict:
    entities = [
        {"text": one.text, "label": one.label_, "start": one.start_char, "end": one.end_char}
        for one in document.ents
    ]
    return {"entities": entities, **({"categories": dict(document.cats)} if document.cats else {})}
