"""XGBoost, LightGBM and CatBoost models, as boosters and as estimators: converted, compared and served."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import (
    Worked,
    bench,
    bench_estimator,
    labelled,
    measures,
    numbers,
    package,
    records,
    regression,
    species,
)

xgboost = pytest.importorskip("xgboost", reason="xgboost is not installed")
lightgbm = pytest.importorskip("lightgbm", reason="lightgbm is not installed")


def check_labels(worked: Worked, data: np.ndarray, wanted: np.ndarray, labels: list) -> None:
    """`wanted` are the library's own scores `[rows, labels]` for the data."""
    assert worked.conversion["state"] == "used", worked.conversion
    assert worked.conversion["comparedRows"] >= 1000
    answers = worked.ask(data.tolist())
    assert [one["label"] for one in answers] == [labels[index] for index in wanted.argmax(axis=1)]
    assert np.array([list(one["scores"].values()) for one in answers]) == pytest.approx(wanted, abs=1e-5)


def holes(data: np.ndarray) -> np.ndarray:
    """The data with missing values, which boosters send their own way."""
    data = data.copy()
    data[::7, 1] = np.nan
    data[::11, 3] = np.nan
    return data


@pytest.mark.parametrize("ending", ["json", "ubj"])
def test_an_xgboost_booster_of_several_classes(ending: str, flowers: Any, tmp_path: Path) -> None:
    data, target, _ = flowers
    codes = np.unique(target, return_inverse=True)[1]
    matrix = xgboost.DMatrix(data, codes, feature_names=list(measures))
    booster = xgboost.train({"objective": "multi:softprob", "num_class": 3, "seed": 1}, matrix, 15)
    booster.save_model(tmp_path / f"model.{ending}")
    signature = {"inputs": numbers(measures, data), "output": labelled(species)}
    worked = bench(package(tmp_path, "xgboost", f"model.{ending}", signature=signature))
    check_labels(worked, data, booster.predict(matrix), species)


def test_an_xgboost_estimator_with_missing_values(flowers: Any, tmp_path: Path) -> None:
    data, target, _ = flowers
    data = holes(data)
    model = xgboost.XGBClassifier(n_estimators=20).fit(data, (target == "virginica").astype(int))
    inputs = [{**one, "optional": True, "min": 0.1, "max": 7.9} for one in numbers(measures)]
    worked = bench_estimator(
        tmp_path, model, "xgboost", signature={"inputs": inputs, "output": labelled([0, 1])}
    )
    assert worked.report["describe"]["labels"] == ["0", "1"]
    check_labels(worked, np.nan_to_num(data), model.predict_proba(np.nan_to_num(data)), ["0", "1"])
    missing = [dict(zip(measures, [None, 3.0, None, 1.2]))]
    [answer] = worked.ask(missing)
    wanted = model.predict_proba(np.array([[np.nan, 3.0, np.nan, 1.2]]))[0]
    assert list(answer["scores"].values()) == pytest.approx(wanted, abs=1e-5)


@pytest.mark.parametrize("objective", ["reg:squarederror", "count:poisson"])
def test_an_xgboost_regression_describes_itself(objective: str, diabetes: Any, tmp_path: Path) -> None:
    data, target, _ = diabetes
    booster = xgboost.train({"objective": objective}, xgboost.DMatrix(data, target), 20)
    booster.save_model(tmp_path / "model.json")
    worked = bench(package(tmp_path, "xgboost", "model.json"))
    described = worked.report["describe"]
    assert (described["task"], described["labels"], len(described["columns"])) == ("regression", None, 10)
    if objective == "reg:squarederror":
        assert worked.conversion["state"] == "used", worked.conversion
    # A link function that the converter forgets must end at the gate, not at a client.
    if worked.conversion["state"] == "used":
        answers = [one["value"] for one in worked.ask(data[:20].tolist())]
        assert answers == pytest.approx(booster.predict(xgboost.DMatrix(data[:20])), rel=1e-5)


def test_a_lightgbm_booster_describes_itself_with_its_ranges(diabetes: Any, tmp_path: Path) -> None:
    data, target, signature = diabetes
    names = [one["name"] for one in signature["inputs"]]
    booster = lightgbm.train({"verbosity": -1}, lightgbm.Dataset(data, target, feature_name=names), 30)
    booster.save_model(tmp_path / "model.txt")
    worked = bench(package(tmp_path, "lightgbm", "model.txt", sample=data[:3].tolist()))
    described = worked.report["describe"]
    assert [one["name"] for one in described["columns"]] == names
    first = described["columns"][0]
    assert (first["min"], first["max"]) == (pytest.approx(data[:, 0].min()), pytest.approx(data[:, 0].max()))
    assert [one["value"] for one in described["expected"]] == pytest.approx(booster.predict(data[:3]))
    assert worked.conversion["state"] == "used", worked.conversion
    assert [one["value"] for one in worked.ask(data[:50].tolist())] == pytest.approx(
        booster.predict(data[:50]), rel=1e-5
    )


def test_a_lightgbm_estimator_of_several_classes_and_a_booster_of_two(flowers: Any, tmp_path: Path) -> None:
    data, target, signature = flowers
    model = lightgbm.LGBMClassifier(n_estimators=15, min_child_samples=5, verbosity=-1).fit(data, target)
    worked = bench_estimator(tmp_path / "three", model, "lightgbm", signature=signature)
    check_labels(worked, data, model.predict_proba(data), species)
    two = lightgbm.train(
        {"objective": "binary", "verbosity": -1}, lightgbm.Dataset(data, (target == "setosa").astype(int)), 10
    )
    folder = tmp_path / "two"
    folder.mkdir()
    two.save_model(folder / "model.txt")
    worked = bench(package(folder, "lightgbm", "model.txt"))
    assert worked.report["describe"]["labels"] == ["0", "1"]
    positive = two.predict(data)
    check_labels(worked, data, np.column_stack([1 - positive, positive]), ["0", "1"])


@pytest.mark.parametrize("library", ["xgboost", "lightgbm"])
def test_a_pipeline_that_ends_with_a_booster(library: str, flowers: Any, tmp_path: Path) -> None:
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    data, target, _ = flowers
    codes = np.unique(target, return_inverse=True)[1]
    last = (
        xgboost.XGBClassifier(n_estimators=10)
        if library == "xgboost"
        else lightgbm.LGBMClassifier(n_estimators=10, min_child_samples=5, verbosity=-1)
    )
    model = make_pipeline(StandardScaler(), last).fit(data, codes)
    signature = {"inputs": numbers(measures, data), "output": labelled([0, 1, 2])}
    worked = bench_estimator(tmp_path, model, library, signature=signature)
    check_labels(worked, data, model.predict_proba(data), ["0", "1", "2"])


def test_categories_of_a_booster_are_served_by_the_booster_itself(tmp_path: Path) -> None:
    import pandas as pd

    draw = np.random.default_rng(2)
    frame = pd.DataFrame(
        {"city": pd.Categorical(draw.choice(["a", "b", "c"], 200)), "x": draw.normal(size=200)}
    )
    target = frame["x"] + (frame["city"] == "b")
    booster = xgboost.train({}, xgboost.DMatrix(frame, target, enable_categorical=True), 5)
    booster.save_model(tmp_path / "model.json")
    inputs = [
        {"name": "city", "type": "string", "categories": ["a", "b", "c"]},
        {"name": "x", "type": "number"},
    ]
    signature = {"inputs": inputs, "output": regression}
    worked = bench(
        package(tmp_path, "xgboost", "model.json", signature=signature, sample=[{"city": "b", "x": 0.5}])
    )
    assert worked.conversion["state"] == "unavailable" and "categories" in worked.conversion["reason"]
    [expected] = worked.report["describe"]["expected"]
    assert expected["value"] == pytest.approx(
        float(
            booster.predict(
                xgboost.DMatrix(
                    frame.assign(city=pd.Categorical(["b"] * 200, categories=["a", "b", "c"]), x=0.5),
                    enable_categorical=True,
                )
            )[0]
        )
    )


def test_catboost_classes_and_values(flowers: Any, diabetes: Any, tmp_path: Path) -> None:
    catboost = pytest.importorskip("catboost", reason="catboost is not installed")
    data, target, signature = flowers
    model = catboost.CatBoostClassifier(iterations=15, verbose=0, allow_writing_files=False).fit(data, target)
    folder = tmp_path / "classes"
    folder.mkdir()
    model.save_model(folder / "model.cbm")
    worked = bench(
        package(folder, "catboost", "model.cbm", signature=signature, sample=records(signature, data))
    )
    assert (worked.report["describe"]["task"], worked.report["describe"]["labels"]) == (
        "classification",
        species,
    )
    assert [one["label"] for one in worked.report["describe"]["expected"]] == ["setosa"] * 4
    assert worked.conversion["labelMismatches"] == 0 and worked.conversion["greatestDifference"] <= 1e-5, (
        worked.conversion
    )

    data, target, signature = diabetes
    model = catboost.CatBoostRegressor(iterations=15, verbose=0, allow_writing_files=False).fit(data, target)
    folder = tmp_path / "values"
    folder.mkdir()
    model.save_model(folder / "model.cbm")
    worked = bench(
        package(folder, "catboost", "model.cbm", signature=signature, sample=records(signature, data))
    )
    assert [one["value"] for one in worked.report["describe"]["expected"]] == pytest.approx(
        model.predict(data[:4])
    )
    assert worked.conversion["greatestDifference"] <= 1e-5, worked.conversion
