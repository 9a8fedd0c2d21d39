"""Answers of different routes, brought to one form and compared."""

from __future__ import annotations

import json
from typing import Any

from .client import Answer

#: The same model over two routes: what is left is the writing of the numbers.
_tolerance = 1e-6


def predictions_of(answer: Answer) -> list | None:
    """The predictions of any route in the form of `/v1/predict`; None when there are none."""
    document = answer.json() if answer.status == 200 else None
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return None
    if "outputs" not in document:
        found = document.get("predictions")
        return found if isinstance(found, list) else None
    outputs = {one["name"]: one for one in document["outputs"]}
    if "label" in outputs:
        width = outputs["scores"]["shape"][1]
        scores = outputs["scores"]["data"]
        return [
            {"label": label, "scores": scores[index * width : (index + 1) * width]}
            for index, label in enumerate(outputs["label"]["data"])
        ]
    if "value" in outputs:
        return [{"value": value} for value in outputs["value"]["data"]]
    return outputs["prediction"]["data"]


def comparable(predictions: list | None) -> Any:
    """What all routes have in common: the Open Inference Protocol writes scores without names, and other answers as text."""
    if predictions is None:
        return None
    return [_common(one) for one in predictions]


def _common(prediction: Any) -> Any:
    if isinstance(prediction, dict) and "label" in prediction and "scores" in prediction:
        scores = prediction["scores"]
        return [prediction["label"], *(scores.values() if isinstance(scores, dict) else scores)]
    if isinstance(prediction, str):
        try:
            return json.loads(prediction)
        except ValueError:
            return prediction
    return prediction


def agree(one: Any, other: Any) -> bool:
    """Equal, numbers within one part in a million."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= _tolerance * max(1.0, abs(one), abs(other))
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(agree, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(agree(one[key], other[key]) for key in one)
    return one == other
