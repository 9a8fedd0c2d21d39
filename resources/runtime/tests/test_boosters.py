"""XGBoost, LightGBM and CatBoost models in each of their formats answer as their own library does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from family import ask, labelled, numbers, scores, serve, value, write_package

names = ("sepal_length", "sepal_width", "petal_length", "petal_width")


@pytest.fixture(scope="module")
def flowers() -> Any:
    from sklearn.datasets import load_iris

    data = load_iris()
    return data.data, data.target, [str(one) for one in data.target_names]


def xgb(flowers: Any, objective: str, target: Any, **more: Any) -> Any:
    xgboost = pytest.importorskip("xgboost", reason="xgboost is not installed")
    matrix = xgboost.DMatrix(flowers[0], target, feature_names=list(names))
    return xgboost.train({"objective": objective, **more}, matrix, 10), matrix


@pytest.mark.parametrize("ending", ["json", "ubj"])
def test_an_xgboost_booster_of_several_classes(ending: str, flowers: Any, tmp_path: Path) -> None:
    data, target, species = flowers
    booster, matrix = xgb(flowers, "multi:softprob", target, num_class=3)
    booster.save_model(tmp_path / f"model.{ending}")
    signature = {"inputs": numbers(*names), "output": labelled(*species)}
    write_package(
        tmp_path, framework="xgboost", model=f"model.{ending}", signature=signature, sample=[data[0].tolist()]
    )
    assert np.array(scores(ask(tmp_path, data.tolist()))) == pytest.approx(booster.predict(matrix))
    served = serve(tmp_path, data[::40].tolist())
    assert np.array(scores(served)) == pytest.approx(booster.predict(matrix)[::40])


def test_xgboost_objectives_that_answer_something_else_than_scores(flowers: Any, tmp_path: Path) -> None:
    """softmax answers the number of the class, logitraw a margin: both are served as scores."""
    data, target, species = flowers
    for objective, truth, labels, more in (
        ("multi:softmax", target, species, {"num_class": 3}),
        ("binary:logitraw", target == 2, ["no", "yes"], {}),
        ("binary:logistic", target == 2, ["no", "yes"], {}),
    ):
        folder = write_package(
            tmp_path / objective.replace(":", "-"),
            framework="xgboost",
            model="model.json",
            signature={"inputs": numbers(*names), "output": labelled(*labels)},
        )
        xgb(flowers, objective, truth, **more)[0].save_model(folder / "model.json")
        booster, matrix = xgb(flowers, objective, truth, **more)
        margin = booster.predict(matrix, output_margin=True)
        if objective == "multi:softmax":
            parts = np.exp(margin)
            expected = parts / parts.sum(axis=1, keepdims=True)
        else:
            positive = 1 / (1 + np.exp(-margin))
            expected = np.column_stack([1 - positive, positive])
        found = np.array(scores(ask(folder, data.tolist())))
        assert found == pytest.approx(expected, abs=1e-6), objective


def test_xgboost_values_and_missing_ones(flowers: Any, tmp_path: Path) -> None:
    data = flowers[0]
    booster, matrix = xgb(flowers, "reg:squarederror", data[:, 3] * 2)
    booster.save_model(tmp_path / "model.json")
    signature = {"inputs": numbers(*names, optional=True), "output": value}
    write_package(tmp_path, framework="xgboost", model="model.json", signature=signature)
    assert [one["value"] for one in ask(tmp_path, data.tolist())] == pytest.approx(booster.predict(matrix))
    import xgboost

    missing = xgboost.DMatrix(np.array([[np.nan, 3.0, np.nan, 1.0]]), feature_names=list(names))
    [answer] = ask(tmp_path, [{"sepal_width": 3.0, "petal_width": 1.0}])
    assert answer["value"] == pytest.approx(float(booster.predict(missing)[0]))


@pytest.mark.parametrize("ending", ["pkl", "joblib"])
def test_a_pickled_xgboost_estimator(ending: str, flowers: Any, tmp_path: Path) -> None:
    import joblib

    xgboost = pytest.importorskip("xgboost", reason="xgboost is not installed")
    data, target, species = flowers
    model = xgboost.XGBClassifier(n_estimators=8).fit(data, target)
    joblib.dump(model, tmp_path / f"model.{ending}")
    # An estimator knows its classes by number; the signature may name them as texts in that order only.
    signature = {"inputs": numbers(*names), "output": labelled(*species)}
    write_package(tmp_path, framework="xgboost", model=f"model.{ending}", signature=signature)
    assert np.array(scores(ask(tmp_path, data.tolist()))) == pytest.approx(model.predict_proba(data))


def test_lightgbm_text_and_pickle(flowers: Any, tmp_path: Path) -> None:
    import joblib

    lightgbm = pytest.importorskip("lightgbm", reason="lightgbm is not installed")
    data, target, species = flowers
    model = lightgbm.LGBMClassifier(n_estimators=8, min_child_samples=5, verbosity=-1).fit(data, target)
    wanted = model.predict_proba(data)
    signature = {"inputs": numbers(*names), "output": labelled(*species)}
    model.booster_.save_model(tmp_path / "model.txt")
    joblib.dump(model, tmp_path / "model.pkl")
    joblib.dump(model.booster_, tmp_path / "booster.joblib")
    for file in ("model.txt", "model.pkl", "booster.joblib"):
        write_package(tmp_path, framework="lightgbm", model=file, signature=signature)
        assert np.array(scores(ask(tmp_path, data.tolist()))) == pytest.approx(wanted), file
    assert np.array(scores(serve(tmp_path, data[::40].tolist()))) == pytest.approx(wanted[::40])


def test_lightgbm_values(flowers: Any, tmp_path: Path) -> None:
    lightgbm = pytest.importorskip("lightgbm", reason="lightgbm is not installed")
    data = flowers[0]
    booster = lightgbm.train({"verbosity": -1}, lightgbm.Dataset(data[:, :3], data[:, 3]), 10)
    booster.save_model(tmp_path / "model.txt")
    signature = {"inputs": numbers(*names[:3]), "output": value}
    write_package(tmp_path, framework="lightgbm", model="model.txt", signature=signature)
    found = [one["value"] for one in ask(tmp_path, data[:, :3].tolist())]
    assert found == pytest.approx(booster.predict(data[:, :3]))


def test_lightgbm_categories_keep_the_codes_of_training(tmp_path: Path) -> None:
    import pandas as pd

    lightgbm = pytest.importorskip("lightgbm", reason="lightgbm is not installed")
    draw = np.random.default_rng(3)
    cities = draw.choice(["Bergen", "Oslo", "Tromsø"], 300)
    frame = pd.DataFrame({"city": pd.Categorical(cities), "x": draw.normal(size=300)})
    target = frame["x"] + 5 * (cities == "Oslo")
    booster = lightgbm.train({"verbosity": -1, "min_data_in_leaf": 5}, lightgbm.Dataset(frame, target), 20)
    booster.save_model(tmp_path / "model.txt")
    inputs = [{"name": "city", "type": "string", "categories": ["Bergen", "Oslo", "Tromsø"]}, *numbers("x")]
    write_package(
        tmp_path, framework="lightgbm", model="model.txt", signature={"inputs": inputs, "output": value}
    )
    rows = frame.head(30).assign(city=cities[:30]).to_dict("records")
    assert [one["value"] for one in ask(tmp_path, rows)] == pytest.approx(booster.predict(frame.head(30)))


def test_catboost_labels_values_and_categories(flowers: Any, tmp_path: Path) -> None:
    catboost = pytest.importorskip("catboost", reason="catboost is not installed")
    data, target, species = flowers
    quiet = {"iterations": 10, "verbose": 0, "allow_writing_files": False}
    model = catboost.CatBoostClassifier(**quiet).fit(data, np.array(species)[target])
    turned = species[::-1]
    folder = write_package(
        tmp_path / "labels",
        framework="catboost",
        model="model.cbm",
        signature={"inputs": numbers(*names), "output": labelled(*turned)},
    )
    model.save_model(folder / "model.cbm")
    # The signature's order of the labels is not the model's.
    assert np.array(scores(ask(folder, data.tolist()))) == pytest.approx(model.predict_proba(data)[:, ::-1])

    two = catboost.CatBoostClassifier(**quiet).fit(data, (target == 1).astype(int))
    folder = write_package(
        tmp_path / "two",
        framework="catboost",
        model="model.cbm",
        signature={"inputs": numbers(*names), "output": labelled(0, 1)},
    )
    two.save_model(folder / "model.cbm")
    assert np.array(scores(serve(folder, data[::40].tolist()))) == pytest.approx(
        two.predict_proba(data[::40])
    )

    rows = [["Oslo" if one[0] > 5.8 else "Bergen", one[1]] for one in data.tolist()]
    mixed = catboost.CatBoostRegressor(**quiet).fit(rows, data[:, 0], cat_features=[0])
    folder = write_package(
        tmp_path / "mixed",
        framework="catboost",
        model="model.cbm",
        signature={
            "inputs": [{"name": "city", "type": "string"}, *numbers("width", optional=True)],
            "output": value,
        },
    )
    mixed.save_model(folder / "model.cbm")
    assert [one["value"] for one in ask(folder, rows)] == pytest.approx(mixed.predict(rows))
    [answer] = ask(folder, [{"city": "Oslo", "width": None}])
    assert answer["value"] == pytest.approx(mixed.predict([["Oslo", float("nan")]])[0])
