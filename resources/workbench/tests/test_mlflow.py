"""MLflow folders: what is inside is converted, and answers as the folder did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import bench, measures, numbers, package, records, regression

pytest.importorskip("mlflow", reason="mlflow is not installed")


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MLFLOW_DISABLE_TELEMETRY", "true")
    monkeypatch.setenv("MLFLOW_TRACKING_URI", (tmp_path / "runs").as_uri())


def test_a_classifier_goes_on_answering_labels_without_scores(flowers: Any, tmp_path: Path) -> None:
    import mlflow
    import pandas as pd
    from sklearn.ensemble import RandomForestClassifier

    data, target, _ = flowers
    frame = pd.DataFrame(data, columns=list(measures))
    model = RandomForestClassifier(20, random_state=1).fit(frame, target)
    schema = mlflow.models.infer_signature(frame, model.predict(frame))
    more = {"signature": schema, "pip_requirements": ["scikit-learn"], "serialization_format": "cloudpickle"}
    mlflow.sklearn.save_model(model, tmp_path / "forest", **more)
    signature = {"inputs": numbers(measures, data), "output": {"task": "other", "name": "species"}}
    worked = bench(
        package(tmp_path, "mlflow", "forest", signature=signature, sample=records(signature, data))
    )
    assert worked.report["describe"]["labels"] == ["setosa", "versicolor", "virginica"]
    assert worked.conversion["state"] == "used", worked.conversion
    rows = records(signature, data, 150)
    assert worked.ask(rows) == worked.ask(rows, worked.folder) == list(model.predict(frame))


def test_a_regressor_and_code_of_its_own(diabetes: Any, tmp_path: Path) -> None:
    import mlflow
    from sklearn.linear_model import Ridge

    data, target, _ = diabetes
    model = Ridge().fit(data, target)
    mlflow.sklearn.save_model(model, tmp_path / "ridge", pip_requirements=["scikit-learn"])
    signature = {"inputs": numbers([f"c{index}" for index in range(10)], data), "output": regression}
    worked = bench(package(tmp_path, "mlflow", "ridge", signature=signature))
    # Without a schema of its own the folder is asked with a table, which an estimator without names takes as it is.
    assert worked.conversion["state"] == "used", worked.conversion
    answers = [one["value"] for one in worked.ask(data[:9].tolist())]
    assert answers == pytest.approx(model.predict(data[:9]), rel=1e-5)

    class Sum(mlflow.pyfunc.PythonModel):
        def predict(self, context, model_input, params=None):  # type: ignore[no-untyped-def]
            return model_input.sum(axis=1).to_numpy()

    folder = tmp_path / "own"
    mlflow.pyfunc.save_model(folder / "model", python_model=Sum(), pip_requirements=["pandas"])
    worked = bench(package(folder, "mlflow", "model", signature=signature, sample=data[:1].tolist()))
    assert worked.conversion["state"] == "unavailable"
    assert worked.report["describe"]["expected"] == [{"value": pytest.approx(data[0].sum())}]
