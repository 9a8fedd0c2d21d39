"""Packages of real models, and what the workbench makes of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest
from slipway_runtime.manifest import read_manifest
from slipway_runtime.models import load_model

from slipway_workbench.main import work

measures = ("sepal_length", "sepal_width", "petal_length", "petal_width")
species = ["setosa", "versicolor", "virginica"]


def numbers(names: Any, data: np.ndarray | None = None) -> list:
    """Inputs of a signature, with the ranges of the data."""
    if data is None:
        return [{"name": str(name), "type": "number"} for name in names]
    return [
        {"name": str(name), "type": "number", "min": float(low), "max": float(high)}
        for name, low, high in zip(names, data.min(axis=0), data.max(axis=0))
    ]


def labelled(values: Any) -> dict:
    return {
        "task": "classification",
        "name": "class",
        "labels": [{"value": str(value), "title": str(value)} for value in values],
    }


regression = {"task": "regression", "name": "value"}


@dataclass(frozen=True)
class Worked:
    """A report, and the answers before and after to the same rows."""

    report: dict
    out: Path
    folder: Path

    @property
    def conversion(self) -> dict:
        return self.report["conversion"]

    def ask(self, rows: list, folder: Path | None = None) -> list:
        """Answers of the conversion to rows as they would arrive."""
        manifest = read_manifest(folder or self.out)
        assert manifest.signature is not None
        return load_model(manifest).predict(manifest.signature.check(rows)).rows(manifest.signature.labels)  # type: ignore[misc]


def package(folder: Path, framework: str, model: str, **document: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"name": "sample", "version": "1", "framework": framework, "model": model, **document})
    (folder / "slipway.json").write_text(text)
    return folder


def bench(folder: Path) -> Worked:
    out = folder / "out"
    out.mkdir()
    report, _ = work(folder, out)
    return Worked(json.loads(json.dumps(report)), out, folder)


def bench_estimator(folder: Path, estimator: Any, framework: str = "sklearn", **document: Any) -> Worked:
    folder.mkdir(parents=True, exist_ok=True)
    joblib.dump(estimator, folder / "model.joblib")
    return bench(package(folder, framework, "model.joblib", **document))


@pytest.fixture(scope="session")
def flowers() -> Any:
    """Data, labels as texts, and a signature."""
    from sklearn.datasets import load_iris

    data = load_iris()
    signature = {"inputs": numbers(measures, data.data), "output": labelled(species)}
    return data.data, data.target_names[data.target], signature


@pytest.fixture(scope="session")
def diabetes() -> Any:
    from sklearn.datasets import load_diabetes

    data = load_diabetes()
    signature = {"inputs": numbers(data.feature_names, data.data), "output": regression}
    return data.data, data.target, signature


def records(signature: dict, data: Any, count: int = 4) -> list:
    names = [one["name"] for one in signature["inputs"]]
    return [dict(zip(names, row)) for row in np.asarray(data)[:count].tolist()]
