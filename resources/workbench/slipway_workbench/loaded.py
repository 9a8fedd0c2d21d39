"""The model's own object, for what the serving runtime does not show of it: classes, names, trees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slipway_runtime.manifest import Manifest
from slipway_runtime.models.sklearn import read_object

#: Flavours of an MLflow folder that hold a model which can be described and converted, and the framework each stands for.
_flavours: Mapping[str, str] = {
    "sklearn": "sklearn",
    "xgboost": "xgboost",
    "lightgbm": "lightgbm",
    "catboost": "catboost",
}
_pickles = (".pkl", ".pickle", ".joblib", ".skops")


def load_object(manifest: Manifest) -> tuple[str, Any]:
    """`(framework, object)`; the object is None for what only the runtime's adapter can ask."""
    read = {
        "sklearn": lambda: read_object(manifest.path),
        "xgboost": lambda: _read_xgboost(manifest),
        "lightgbm": lambda: _read_lightgbm(manifest),
        "catboost": lambda: _read_catboost(manifest),
    }.get(manifest.framework)
    if manifest.framework == "mlflow":
        return _read_mlflow(manifest)
    return manifest.framework, read() if read is not None else None


def _read_xgboost(manifest: Manifest) -> Any:
    import xgboost

    if manifest.path.suffix in _pickles:
        return read_object(manifest.path)
    return xgboost.Booster(model_file=str(manifest.path))


def _read_lightgbm(manifest: Manifest) -> Any:
    import lightgbm

    if manifest.path.suffix in _pickles:
        return read_object(manifest.path)
    return lightgbm.Booster(model_file=str(manifest.path))


def _read_catboost(manifest: Manifest) -> Any:
    import catboost

    if manifest.path.suffix in _pickles:
        return read_object(manifest.path)
    return catboost.CatBoost().load_model(str(manifest.path))


def _read_mlflow(manifest: Manifest) -> tuple[str, Any]:
    import mlflow
    from mlflow.models import Model

    path = str(manifest.path)
    flavours = Model.load(path).flavors
    for flavour, framework in _flavours.items():
        if flavour in flavours:
            return framework, getattr(mlflow, flavour).load_model(path)
    return "mlflow", None
