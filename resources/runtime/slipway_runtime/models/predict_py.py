"""Plain `predict.py`: functions `load(folder)` and `predict(…)`, or a class with the same methods; generators stream.

`predict(model, instances)` or `predict(instances)` gets the list of instances and answers one value for each. A function that yields takes one
instance and is streamed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from ..data.predictions import Predictions
from ..errors import Problem
from ..manifest import Manifest
from .model import Model
from .user_code import accepts, import_file, required


def load(manifest: Manifest) -> Model:
    path = manifest.path if manifest.path.suffix == ".py" else manifest.path / "predict.py"
    module = import_file(path)
    predict = _predict_of(module, manifest)
    if inspect.isgeneratorfunction(_inner(predict)):
        return Model(
            predict=lambda rows: Predictions(items=[_joined(predict(row)) for row in rows]),
            stream=predict,
            together=False,
        )
    names = manifest.signature.names if manifest.signature is not None else None

    def predict_rows(rows: Sequence) -> Predictions:
        instances = [dict(zip(names, row)) for row in rows] if names is not None else list(rows)
        answer = predict(instances)
        if isinstance(answer, np.ndarray):
            answer = answer.tolist()
        if not isinstance(answer, (list, tuple)) or len(answer) != len(instances):
            raise Problem(
                "model.failed",
                f"predict() must answer a list of {len(instances)} values; it answered {type(answer).__name__}.",
            )
        return Predictions(items=list(answer))

    return Model(predict=predict_rows, together=bool(manifest.options.get("together", True)))


def _predict_of(module: Any, manifest: Manifest) -> Callable:
    if manifest.entry:
        return _bound(getattr(module, manifest.entry), manifest)
    if hasattr(module, "predict"):
        function = required(module, "predict")
        state = _load_state(module, manifest)
        return partial(function, state) if accepts(function, 2) and hasattr(module, "load") else function
    classes = [
        one
        for one in vars(module).values()
        if inspect.isclass(one) and one.__module__ == module.__name__ and hasattr(one, "predict")
    ]
    if len(classes) != 1:
        raise AttributeError("predict.py needs a function predict() or one class with a method predict().")
    return _bound(classes[0], manifest)


def _bound(kind: type, manifest: Manifest) -> Callable:
    """A constructor that takes one argument gets the model's folder."""
    instance = kind() if accepts(kind, 0) else kind(str(manifest.folder))
    _load_state(instance, manifest)
    return required(instance, "predict")


def _load_state(owner: Any, manifest: Manifest) -> Any:
    loader = getattr(owner, "load", None)
    if loader is None:
        return None
    return loader(str(manifest.folder)) if accepts(loader, 1) else loader()


def _inner(function: Callable) -> Callable:
    return function.func if isinstance(function, partial) else function


def _joined(pieces: Any) -> Any:
    """A streamed answer to somebody who did not ask for a stream: text is joined, anything else becomes a list."""
    whole = list(pieces)
    return "".join(whole) if whole and all(isinstance(piece, str) for piece in whole) else whole
