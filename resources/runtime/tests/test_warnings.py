"""What libraries warn of while a model loads is logged, once and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conftest import flowers, rows, running, write_package


def log_of(folder: Path) -> list:
    with running(folder) as server:
        _, out = server.stop()
    return [json.loads(line) for line in out.splitlines()]


def test_a_model_of_another_scikit_learn_is_one_health_warning(
    flower_model: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    import joblib
    import sklearn.base
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), flower_model)
    model[0].fit([list(row.values()) for row in rows])
    with monkeypatch.context() as patch:
        patch.setattr(sklearn.base, "__version__", "1.0.2")
        joblib.dump(model, tmp_path / "model.joblib")
    write_package(tmp_path, framework="sklearn", model="model.joblib", signature=flowers, sample=rows)
    [line] = [one for one in log_of(tmp_path) if one.get("health") == "warning"]
    assert (line["level"], line["written_with"], line["read_with"]) == (
        "warning",
        "1.0.2",
        sklearn.__version__,
    )


def test_each_warning_is_one_line_however_often_it_comes(tmp_path: Path) -> None:
    (tmp_path / "predict.py").write_text(
        "import warnings\n"
        "for _ in range(3):\n    warnings.warn('the weights are old')\n"
        "def predict(instances):\n    warnings.warn('the weights are old')\n    return instances\n"
    )
    write_package(tmp_path, framework="predict-py", model="predict.py", sample=[1])
    lines = [one for one in log_of(tmp_path) if one["level"] == "warning"]
    assert [(one["message"], one["category"], one["warning"]) for one in lines] == [
        ("A library warns.", "UserWarning", "the weights are old")
    ]
