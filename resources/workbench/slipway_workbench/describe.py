"""What a model says of itself: its task, its columns, its labels."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import Any


@dataclass(frozen=True)
class Description:
    """`columns` are inputs of a signature (`name`, `type`, perhaps `categories`, `min`, `max`); None stands for "it does not say"."""

    task: str | None = None
    columns: list | None = None
    labels: list | None = None


def describe(framework: str, found: Any) -> Description:
    """Looks at the object; never predicts."""
    look: Callable[[Any], Description] | None = {
        "sklearn": _estimator,
        "xgboost": _xgboost,
        "lightgbm": _lightgbm,
        "catboost": _catboost,
    }.get(framework)
    if found is not None and hasattr(
        found, "steps"
    ):  # A pipeline that ends with another library's estimator.
        look = _estimator
    return Description() if look is None or found is None else look(found)


def _estimator(found: Any) -> Description:
    classes = getattr(found, "classes_", None)
    task = _task_of(found)
    labels = None
    if task == "classification" and classes is not None and hasattr(found, "predict_proba"):
        labels = [str(one) for one in classes]
    return Description(task, _estimator_columns(found), labels)


def _task_of(found: Any) -> str | None:
    from sklearn.base import is_classifier, is_regressor

    try:
        return "classification" if is_classifier(found) else "regression" if is_regressor(found) else "other"
    except (AttributeError, TypeError):  # An estimator of before scikit-learn had tags.
        return "classification" if hasattr(found, "classes_") else None


def _estimator_columns(found: Any) -> list | None:
    names = getattr(found, "feature_names_in_", None)
    count = getattr(found, "n_features_in_", None)
    if names is None and count is None:
        return None
    names = [str(one) for one in names] if names is not None else _numbered(int(count))
    categories = _known_categories(found, names)
    return [_column(name, categories.get(name)) for name in names]


def _column(name: str, categories: list | None) -> dict:
    if categories is None:
        return {"name": name, "type": "number"}
    if all(isinstance(one, str) for one in categories):
        return {"name": name, "type": "string", "categories": categories}
    return {"name": name, "type": "number"}


def _known_categories(found: Any, names: list) -> dict:
    """Categories that encoders inside column transformers have learned, by column."""
    known: dict = {}
    for step in _steps(found):
        for _, transformer, columns in getattr(step, "transformers_", ()):
            for inner in _steps(transformer):
                # The first step that learned categories saw the columns as they came.
                if not hasattr(inner, "categories_"):
                    continue
                for column, values in zip(_names_of(columns, names), inner.categories_):
                    known[column] = [one for one in values.tolist() if one == one and one is not None]
                break
    return known


def _names_of(columns: Any, names: list) -> list:
    if isinstance(columns, (str, int)):
        columns = [columns]
    if isinstance(columns, slice):
        return names[columns]
    return [one if isinstance(one, str) else names[int(one)] for one in columns]


def _steps(found: Any) -> list:
    return [one for _, one in found.steps] if hasattr(found, "steps") else [found]


def _numbered(count: int) -> list:
    return [f"x{index}" for index in range(count)]


def _xgboost(found: Any) -> Description:
    booster = found.get_booster() if hasattr(found, "get_booster") else found
    learner = json.loads(booster.save_config())["learner"]
    objective = learner["objective"]["name"]
    count = int(learner["learner_model_param"].get("num_class", 0))
    names = booster.feature_names or _numbered(booster.num_features())
    types = booster.feature_types or ["float"] * len(names)
    kinds = {"int": "integer", "i": "boolean", "c": "string"}
    columns = [{"name": name, "type": kinds.get(kind, "number")} for name, kind in zip(names, types)]
    task = "classification" if objective.startswith(("binary:", "multi:")) else "regression"
    labels = [str(one) for one in range(max(2, count))] if task == "classification" else None
    classes = getattr(found, "classes_", None)
    if labels is not None and classes is not None:
        labels = [str(one) for one in classes]
    return Description(task, columns, labels)


def _lightgbm(found: Any) -> Description:
    booster = getattr(found, "booster_", found)
    header = dict(
        line.split("=", 1)
        for line in booster.model_to_string(num_iteration=1).splitlines()[:40]
        if "=" in line
    )
    objective = header.get("objective", "").split(" ")[0]
    columns = [
        _lightgbm_column(name, info)
        for name, info in zip(booster.feature_name(), header.get("feature_infos", "").split(" "))
    ]
    if objective in ("binary", "cross_entropy"):
        labels = ["0", "1"]
    elif objective in ("multiclass", "multiclassova"):
        labels = [str(one) for one in range(int(header["num_class"]))]
    else:
        labels = None
    classes = getattr(found, "classes_", None)
    if labels is not None and classes is not None:
        labels = [str(one) for one in classes]
    return Description("regression" if labels is None else "classification", columns, labels)


def _lightgbm_column(name: str, info: str) -> dict:
    """`[low:high]` for a number, `a:b:c` for the codes of categories, `none` for a column without use."""
    if info.startswith("["):
        low, high = (float(one) for one in info.strip("[]").split(":"))
        known = {"min": low, "max": high} if isfinite(low) and isfinite(high) else {}
        return {"name": name, "type": "number", **known}
    if info == "none" or not info:
        return {"name": name, "type": "number"}
    codes = [int(one) for one in info.split(":")]
    return {"name": name, "type": "integer", "min": min(codes), "max": max(codes)}


def _catboost(found: Any) -> Description:
    names = [str(one) for one in (found.feature_names_ or _numbered(found.n_features_in_))]
    texts = {*found.get_cat_feature_indices(), *found.get_text_feature_indices()}
    columns = [
        {"name": name, "type": "string" if index in texts else "number"} for index, name in enumerate(names)
    ]
    classes = [str(one) for one in found.classes_] if found.classes_ is not None else []
    return Description("classification" if classes else "regression", columns, classes or None)
