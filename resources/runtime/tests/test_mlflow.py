"""MLflow model folders: the scikit-learn flavour with its signature, and code of its own behind python_function."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import rows
from family import ask, labelled, numbers, serve, value, write_package

pytest.importorskip("mlflow", reason="mlflow is not installed")


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MLFLOW_DISABLE_TELEMETRY", "true")
    monkeypatch.setenv("MLFLOW_TRACKING_URI", (tmp_path / "runs").as_uri())


def test_a_scikit_learn_flavour_with_signature_answers_as_predict(flower_model: Any, tmp_path: Path) -> None:
    import mlflow
    import pandas as pd

    frame = pd.DataFrame(rows)
    schema = mlflow.models.infer_signature(frame, flower_model.predict(frame.to_numpy()))
    named = type(flower_model)(max_iter=1000).fit(frame, ["setosa", "virginica"])
    mlflow.sklearn.save_model(
        named, tmp_path / "flowers", signature=schema, pip_requirements=["scikit-learn"]
    )
    inputs = numbers(*rows[0])
    folder = write_package(
        tmp_path,
        framework="mlflow",
        model="flowers",
        signature={"inputs": inputs, "output": {"task": "other", "name": "species"}},
        sample=rows,
    )
    assert ask(folder, rows) == list(named.predict(frame))
    assert serve(folder, rows) == list(named.predict(frame))


def test_float_columns_and_integer_answers(tmp_path: Path) -> None:
    """MLflow refuses a double for a column that it recorded as float."""
    import mlflow
    import pandas as pd
    from sklearn.linear_model import LinearRegression

    frame = pd.DataFrame(
        {"a": np.arange(6, dtype=np.float32), "b": np.array([3, 1, 4, 1, 5, 9], dtype=np.int32)}
    )
    model = LinearRegression().fit(frame, frame["a"] + 2 * frame["b"])
    schema = mlflow.models.infer_signature(frame, model.predict(frame))
    mlflow.sklearn.save_model(model, tmp_path / "sum", signature=schema, pip_requirements=["scikit-learn"])
    inputs = [*numbers("a"), {"name": "b", "type": "integer"}]
    folder = write_package(
        tmp_path, framework="mlflow", model="sum", signature={"inputs": inputs, "output": value}
    )
    [first] = ask(folder, [{"a": 1.0, "b": 2}])
    assert first["value"] == pytest.approx(5)


def test_code_of_its_own_that_answers_scores_or_a_table(tmp_path: Path) -> None:
    import mlflow
    import pandas as pd

    class Halves(mlflow.pyfunc.PythonModel):
        def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
            share = model_input["x"].to_numpy() / 10
            return np.column_stack([1 - share, share])

    class Table(mlflow.pyfunc.PythonModel):
        def predict(self, context: Any, model_input: Any, params: Any = None) -> Any:
            return pd.DataFrame({"double": model_input["x"] * 2, "text": ["a"] * len(model_input)})

    answers = {}
    for name, model, output in (
        ("halves", Halves(), labelled("low", "high")),
        ("table", Table(), {"task": "other", "name": "answer"}),
    ):
        mlflow.pyfunc.save_model(tmp_path / name / "model", python_model=model, pip_requirements=["pandas"])
        folder = write_package(
            tmp_path / name,
            framework="mlflow",
            model="model",
            signature={"inputs": numbers("x"), "output": output},
        )
        answers[name] = ask(folder, [{"x": 8}])
    assert answers == {
        "halves": [
            {"label": "high", "score": 0.8, "scores": {"low": pytest.approx(0.2), "high": pytest.approx(0.8)}}
        ],
        "table": [{"double": 16, "text": "a"}],
    }
