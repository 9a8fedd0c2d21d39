"""One file per family of converters. Each has `attempts(source) -> list[Attempt]` and imports its library inside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from slipway_runtime.data.signature import Signature
from slipway_runtime.manifest import Manifest

from ..describe import Description


@dataclass(frozen=True)
class Source:
    """What is converted: the object, and the signature under which it is served."""

    manifest: Manifest
    framework: str
    found: Any
    signature: Signature
    description: Description


@dataclass(frozen=True)
class Graph:
    """An ONNX model (protobuf) and how columns reach it: `onnx` of the manifest."""

    model: Any
    layout: dict


@dataclass(frozen=True)
class Attempt:
    """One way to convert. Several are tried in order, the quickest to serve first."""

    title: str
    make: Callable[[], Graph]


class Unavailable(Exception):
    """There is no converter for this kind of model; the text says why."""


_modules = {
    "sklearn": "estimators",
    "xgboost": "boosters",
    "lightgbm": "boosters",
    "catboost": "cat_boost",
    "keras": "keras_models",
    "tensorflow": "keras_models",
    "torch": "torch_modules",
}
_reasons = {
    "onnx": "The model is an ONNX graph already.",
    "transformers": "A pipeline of transformers does more than its graph: texts are cut into tokens outside of it.",
    "spacy": "spaCy pipelines have no converter to ONNX.",
    "mlflow": "This MLflow folder holds no scikit-learn, XGBoost, LightGBM or CatBoost flavour.",
}


def attempts(source: Source) -> list[Attempt]:
    """Raises `Unavailable` where there is no converter, and `ImportError` where it is not installed."""
    module = _modules.get(source.framework)
    if module is None:
        raise Unavailable(
            _reasons.get(source.framework, "The model is code of its own, which has no converter to ONNX.")
        )
    return import_module(f".{module}", __package__).attempts(source)
