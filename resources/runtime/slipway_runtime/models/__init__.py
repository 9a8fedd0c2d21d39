"""One file per framework. Each has `load(manifest) -> Model` and imports its library inside."""

from __future__ import annotations

from importlib import import_module

from ..manifest import Manifest
from .model import Model

#: Framework of the manifest -> module of this package.
_modules = {
    "onnx": "onnx",
    "sklearn": "sklearn",
    "xgboost": "xgboost",
    "lightgbm": "lightgbm",
    "catboost": "catboost",
    "mlflow": "mlflow",
    "tensorflow": "tensorflow",
    "keras": "keras",
    "torch": "torch",
    "transformers": "transformers",
    "spacy": "spacy",
    "predict-py": "predict_py",
    "inference-py": "inference_py",
    "score-py": "score_py",
}


def load_model(manifest: Manifest) -> Model:
    """Loads the model of a package. Raises what the framework raises, and `ValueError` for an unknown framework."""
    module = _modules.get(manifest.framework)
    if module is None:
        raise ValueError(
            f"No adapter for the framework {manifest.framework!r}; there are {', '.join(sorted(_modules))}."
        )
    return import_module(f".{module}", __package__).load(manifest)
