"""scikit-learn models, from a line to forests over mixed columns: converted, compared and served."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import bench_estimator, labelled, records, regression


def classifiers() -> list:
    from sklearn.ensemble import ExtraTreesClassifier, GradientBoostingClassifier, RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.naive_bayes import GaussianNB
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.tree import DecisionTreeClassifier

    return [
        LogisticRegression(max_iter=1000),
        make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)),
        RandomForestClassifier(60, random_state=1),
        ExtraTreesClassifier(20, random_state=1),
        GradientBoostingClassifier(n_estimators=20, random_state=1),
        DecisionTreeClassifier(random_state=1),
        GaussianNB(),
    ]


@pytest.mark.parametrize("index", range(7))
def test_classifiers_are_served_by_their_conversion_with_the_same_labels_and_scores(
    index: int, flowers: Any, tmp_path: Path
) -> None:
    data, target, signature = flowers
    model = classifiers()[index].fit(data, target)
    worked = bench_estimator(tmp_path, model, signature=signature, sample=records(signature, data[::40]))
    found = worked.conversion
    assert (found["state"], found["labelMismatches"]) == ("used", 0), found
    assert found["comparedRows"] >= 1000 and found["greatestDifference"] <= found["tolerance"] == 1e-5
    assert found["convertedMs"] <= found["originalMs"] and found["float64"]["comparedRows"] >= 1000
    answers = worked.ask(records(signature, data, 150))
    assert [one["label"] for one in answers] == list(model.predict(data))
    wanted = model.predict_proba(data)
    assert np.array([list(one["scores"].values()) for one in answers]) == pytest.approx(wanted, abs=1e-5)


@pytest.mark.parametrize("name", ["ridge", "forest", "boosting", "support"])
def test_regressors_are_served_by_their_conversion(name: str, diabetes: Any, tmp_path: Path) -> None:
    from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestRegressor
    from sklearn.linear_model import Ridge
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVR

    model = {
        "ridge": make_pipeline(StandardScaler(), Ridge()),
        "forest": RandomForestRegressor(40, random_state=1),
        "boosting": HistGradientBoostingRegressor(max_iter=30, random_state=1),
        "support": make_pipeline(StandardScaler(), SVR(C=100)),
    }[name]
    data, target, signature = diabetes
    model.fit(data, target)
    worked = bench_estimator(tmp_path, model, signature=signature, sample=records(signature, data))
    assert worked.conversion["state"] == "used", worked.conversion
    answers = [one["value"] for one in worked.ask(records(signature, data, 100))]
    assert answers == pytest.approx(model.predict(data[:100]), rel=1e-4)
    assert [one["value"] for one in worked.report["describe"]["expected"]] == pytest.approx(
        model.predict(data[:4])
    )


def mixed() -> tuple:
    """A pipeline over numbers and texts with missing values, as data scientists write it."""
    import pandas as pd
    from sklearn.compose import ColumnTransformer
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    draw = np.random.default_rng(5)
    frame = pd.DataFrame(
        {
            "age": draw.integers(18, 90, 600).astype(float),
            "city": draw.choice(["Bergen", "Oslo", "Tromsø"], 600),
            "income": draw.normal(50_000, 9_000, 600),
            "owner": draw.choice(["no", "yes"], 600),
        }
    )
    frame.loc[::17, "income"] = np.nan
    target = np.where((frame["age"] > 50) ^ (frame["city"] == "Oslo"), "stays", "leaves")
    columns = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), ["age", "income"]),
            ("texts", OneHotEncoder(handle_unknown="ignore"), ["city", "owner"]),
        ]
    )
    model = make_pipeline(columns, RandomForestClassifier(40, max_depth=8, random_state=1)).fit(frame, target)
    inputs = [
        {"name": "age", "type": "integer", "min": 18, "max": 90},
        {"name": "city", "type": "string", "categories": ["Bergen", "Oslo", "Tromsø"]},
        {"name": "income", "type": "number", "min": 20_000, "max": 80_000, "optional": True},
        {"name": "owner", "type": "string", "categories": ["no", "yes"]},
    ]
    return model, frame, {"inputs": inputs, "output": labelled(["leaves", "stays"])}


def test_a_pipeline_over_mixed_columns_is_served_by_its_conversion(tmp_path: Path) -> None:
    model, frame, signature = mixed()
    rows = [
        {**row, "income": None if row["income"] != row["income"] else row["income"]}
        for row in frame.head(60).to_dict("records")
    ]
    worked = bench_estimator(tmp_path, model, signature=signature, sample=rows[:5])
    assert worked.conversion["state"] == "used", worked.conversion
    assert any(row["income"] is None for row in rows)
    answers = worked.ask(rows)
    assert [one["label"] for one in answers] == list(model.predict(frame.head(60)))
    wanted = model.predict_proba(frame.head(60))
    assert np.array([list(one["scores"].values()) for one in answers]) == pytest.approx(wanted, abs=1e-5)


def test_columns_and_categories_and_labels_are_read_from_the_model_where_the_package_has_none(
    tmp_path: Path,
) -> None:
    model, frame, _ = mixed()
    worked = bench_estimator(tmp_path, model)
    described = worked.report["describe"]
    signature = described.pop("signature")
    assert described == {
        "task": "classification",
        "columns": [
            {"name": "age", "type": "number"},
            {"name": "city", "type": "string", "categories": ["Bergen", "Oslo", "Tromsø"]},
            {"name": "income", "type": "number"},
            {"name": "owner", "type": "string", "categories": ["no", "yes"]},
        ],
        "labels": ["leaves", "stays"],
        "expected": None,
    }
    assert signature["inputs"] == described["columns"]
    assert [one["value"] for one in signature["output"]["labels"]] == described["labels"]
    assert worked.conversion["state"] == "used", worked.conversion
    rows = frame.dropna().head(20)
    assert [one["label"] for one in worked.ask(rows.to_dict("records"))] == list(model.predict(rows))


def test_labels_keep_the_order_of_the_signature(flowers: Any, tmp_path: Path) -> None:
    from sklearn.linear_model import LogisticRegression

    data, target, signature = flowers
    model = LogisticRegression(max_iter=1000).fit(data, target)
    turned = {**signature, "output": labelled(["virginica", "setosa", "versicolor"])}
    worked = bench_estimator(tmp_path, model, signature=turned)
    assert worked.conversion["state"] == "used", worked.conversion
    [first] = worked.ask(records(signature, data, 1))
    assert (first["label"], list(first["scores"])) == ("setosa", ["virginica", "setosa", "versicolor"])


def test_whole_numbers_as_labels_and_numbered_columns(flowers: Any, tmp_path: Path) -> None:
    from sklearn.ensemble import RandomForestClassifier

    data, target, _ = flowers
    model = RandomForestClassifier(10, random_state=3).fit(data, (target == "setosa").astype(int))
    worked = bench_estimator(tmp_path, model)
    described = worked.report["describe"]
    assert (described["labels"], [one["name"] for one in described["columns"]]) == (
        ["0", "1"],
        ["x0", "x1", "x2", "x3"],
    )
    assert worked.conversion["state"] == "used", worked.conversion
    assert worked.ask([data[0].tolist()])[0]["label"] == "1"


def test_what_has_no_converter_is_left_alone_with_a_reason(diabetes: Any, tmp_path: Path) -> None:
    from sklearn.cross_decomposition import CCA

    data, target, signature = diabetes
    worked = bench_estimator(tmp_path, CCA(1).fit(data, target.reshape(-1, 1)), signature=signature)
    assert worked.conversion["state"] == "failed" and "CCA" in worked.conversion["reason"]
    assert list(worked.out.iterdir()) == []
    assert regression["task"] == worked.report["describe"]["task"]


def test_a_conversion_with_less_precision_than_the_model_needs_is_made_in_float64(tmp_path: Path) -> None:
    from sklearn.linear_model import LinearRegression

    # Two large columns that nearly cancel: in float32 nothing of the answer is left.
    draw = np.random.default_rng(1)
    first = draw.uniform(1e7, 2e7, 400)
    data = np.column_stack([first, first + draw.uniform(0, 10, 400)])
    model = LinearRegression().fit(data, data[:, 1] - data[:, 0])
    model.coef_, model.intercept_ = np.array([-0.1, 0.1]), np.float64(0)
    inputs = [{"name": name, "type": "number", "min": 1e7, "max": 1.00001e7} for name in ("a", "b")]
    worked = bench_estimator(tmp_path, model, signature={"inputs": inputs, "output": regression})
    assert worked.conversion["state"] == "used" and "float64" in worked.conversion["reason"], (
        worked.conversion
    )
