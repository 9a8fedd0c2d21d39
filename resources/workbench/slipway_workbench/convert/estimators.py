"""scikit-learn estimators and pipelines, through skl2onnx; also with XGBoost or LightGBM as the last step."""

from __future__ import annotations

from typing import Any

from ..anatomy import parts_of
from ..graph import faithful_attributes, join_inputs, keep_double_trees, replace_imputers, score_output
from . import Attempt, Graph, Source, Unavailable

#: Of the operators: the converters of XGBoost and LightGBM know nothing newer of `ai.onnx.ml`.
_versions = {"": 18, "ai.onnx.ml": 3}
_numbers, _texts = "numbers", "texts"


def attempts(source: Source) -> list[Attempt]:
    """float32 first; float64 where the float32 graph is not exact enough."""
    _register_boosters(source.found)
    return [
        Attempt("float32", lambda: _convert(source, double=False)),
        Attempt("float64", lambda: _convert(source, double=True)),
    ]


def _convert(source: Source, double: bool) -> Graph:
    from skl2onnx import to_onnx
    from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType, StringTensorType

    signature, found = source.signature, source.found
    number = DoubleTensorType if double else FloatTensorType
    texts = [one.name for one in signature.columns if one.type == "string"]
    numbers = [one.name for one in signature.columns if one.type != "string"]
    by_column = _asks_by_column(found)
    if by_column:
        types = [
            (one.name, (StringTensorType if one.type == "string" else number)([None, 1]))
            for one in signature.columns
        ]
    elif texts and numbers:
        raise Unavailable("Texts and numbers reach this estimator as one table, which ONNX has no type for.")
    else:
        name, kind = (_texts, StringTensorType) if texts else (_numbers, number)
        types = [(name, kind([None, len(signature.columns)]))]
    options = {id(found): {"zipmap": False}} if hasattr(found, "predict_proba") else None
    # XGBoost rounds what it is given to float32, and so must the graph: its thresholds stay as they are.
    with faithful_attributes(double and _library_of_last(found) != "xgboost"):
        model = to_onnx(found, initial_types=types, options=options, target_opset=_versions)
    if double:
        replace_imputers(model, _substitutes(found))
        keep_double_trees(model)
    if by_column:
        join_inputs(model, numbers, _numbers)
        join_inputs(model, texts, _texts)
    parts = [(_numbers, numbers), (_texts, texts)]
    inputs = [
        {"name": columns[0] if by_column and len(columns) == 1 else name, "columns": columns}
        for name, columns in parts
        if columns
    ]
    return Graph(model, {"inputs": inputs, "output": score_output(model, bool(signature.labels))})


def _asks_by_column(found: Any) -> bool:
    """Column transformers name the columns that each part takes."""
    from sklearn.compose import ColumnTransformer

    return any(isinstance(one, ColumnTransformer) for one in parts_of(found))


def _substitutes(found: Any) -> list:
    """What the imputers within put in the place of missing numbers."""
    learned = (getattr(one, "statistics_", None) for one in parts_of(found))
    return [one for one in learned if one is not None and one.dtype.kind == "f"]


def _register_boosters(found: Any) -> None:
    """Teaches skl2onnx the estimators of other libraries that a pipeline may end with."""
    last, library = _last(found), _library_of_last(found)
    if library not in ("xgboost", "lightgbm"):
        return
    from skl2onnx import update_registered_converter
    from skl2onnx.common.shape_calculator import (
        calculate_linear_classifier_output_shapes,
        calculate_linear_regressor_output_shapes,
    )

    if library == "xgboost":
        from onnxmltools.convert.xgboost.operator_converters.XGBoost import convert_xgboost as convert
    else:
        from onnxmltools.convert.lightgbm.operator_converters.LightGbm import convert_lightgbm as convert
    classifies = hasattr(last, "predict_proba")
    update_registered_converter(
        type(last),
        f"{library}{type(last).__name__}",
        calculate_linear_classifier_output_shapes if classifies else calculate_linear_regressor_output_shapes,
        convert,
        options={"nocl": [True, False], "zipmap": [True, False, "columns"]} if classifies else None,
    )


def _last(found: Any) -> Any:
    return found.steps[-1][1] if hasattr(found, "steps") else found


def _library_of_last(found: Any) -> str:
    return type(_last(found)).__module__.partition(".")[0]
