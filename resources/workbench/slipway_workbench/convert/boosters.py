"""XGBoost and LightGBM, boosters and estimators, through onnxmltools."""

from __future__ import annotations

import copy
from typing import Any

from slipway_runtime.models.arrays import is_numeric

from ..graph import double_input, drop_zipmap, faithful_attributes, score_output
from . import Attempt, Graph, Source, Unavailable, estimators

_input = "numbers"


def attempts(source: Source) -> list[Attempt]:
    if hasattr(source.found, "steps"):
        return estimators.attempts(source)
    if not is_numeric(source.signature):
        raise Unavailable(
            "A booster's own categories have no form in ONNX: encode them in a pipeline before it."
        )
    if source.framework == "xgboost":  # Looks at float32 values itself.
        return [Attempt("float32", lambda: _xgboost(source))]
    return [
        Attempt(kind, lambda kind=kind: _lightgbm(source, kind == "float64"))
        for kind in ("float64", "float32")
    ]


def _xgboost(source: Source) -> Graph:
    from onnxmltools import convert_xgboost

    found = source.found
    booster = found.get_booster() if hasattr(found, "get_booster") else found
    names, types = booster.feature_names, booster.feature_types
    # The converter knows columns by number alone. The caller's booster gets its names back.
    booster.feature_names = booster.feature_types = None
    try:
        with faithful_attributes(double=False):
            model = convert_xgboost(found, initial_types=_types(source))
    finally:
        booster.feature_names, booster.feature_types = names, types
    return _finish(model, source)


def _lightgbm(source: Source, double: bool) -> Graph:
    from onnxmltools import convert_lightgbm

    with faithful_attributes(double):
        model = convert_lightgbm(copy.copy(source.found), initial_types=_types(source), zipmap=False)
    if double:
        double_input(model)
    return _finish(model, source)


def _types(source: Source) -> list:
    from onnxmltools.convert.common.data_types import FloatTensorType

    return [(_input, FloatTensorType([None, len(source.signature.columns)]))]


def _finish(model: Any, source: Source) -> Graph:
    drop_zipmap(model)
    layout = {"inputs": [{"name": _input, "columns": source.signature.names}]}
    return Graph(model, {**layout, "output": score_output(model, bool(source.signature.labels))})
