"""The gate refuses what is wrong, in whichever way it is wrong, and takes what is right."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import bench_estimator, records
from slipway_runtime.data.predictions import Predictions
from slipway_runtime.data.signature import Signature
from slipway_runtime.manifest import read_manifest
from slipway_runtime.models import load_model
from slipway_runtime.models.model import Model

from slipway_workbench import bench as module
from slipway_workbench.bench import judge
from slipway_workbench.compare import compare
from slipway_workbench.convert import Graph


@pytest.fixture
def pair(flowers: Any, tmp_path: Path) -> Any:
    """A model and a sound conversion of it, as the runtime serves both."""
    from sklearn.linear_model import LogisticRegression

    data, target, signature = flowers
    worked = bench_estimator(
        tmp_path,
        LogisticRegression(max_iter=1000).fit(data, target),
        signature=signature,
        sample=records(signature, data),
    )
    assert worked.conversion["state"] == "used"
    return (
        load_model(read_manifest(worked.folder)),
        load_model(read_manifest(worked.out)),
        Signature(signature),
    )


def wrapped(model: Model, change: Any) -> Model:
    return replace(model, predict=lambda rows: change(model.predict(rows)))


def passed(pair: Any, change: Any = None, labels: Any = None) -> Any:
    original, converted, signature = pair
    candidate = converted if change is None else wrapped(converted, change)
    return judge(original, candidate, signature, [], {}, "test", labels)


def test_a_sound_conversion_passes(pair: Any) -> None:
    assert passed(pair).state == "used"


def test_right_labels_with_wrong_scores_are_refused(pair: Any) -> None:
    # Sharpened scores keep their order: a gate that looked at labels alone would let them through.
    def sharpen(found: Predictions) -> Predictions:
        scores = found.scores**1.01
        return Predictions(scores=scores / scores.sum(axis=1, keepdims=True))

    outcome = passed(pair, sharpen)
    assert (outcome.state, outcome.compared.label_mismatches) == ("refused", 0)
    assert "difference of a score" in outcome.reason


def test_right_scores_under_wrong_labels_are_refused(pair: Any) -> None:
    outcome = passed(pair, labels=["versicolor", "setosa", "virginica"])
    assert outcome.state == "refused" and outcome.compared.label_mismatches > 100
    assert "another label" in outcome.reason


def test_columns_of_scores_in_another_order_are_refused(pair: Any) -> None:
    assert passed(pair, lambda found: Predictions(scores=found.scores[:, [1, 0, 2]])).state == "refused"


def test_one_wrong_row_in_a_thousand_is_refused(pair: Any) -> None:
    def spoil(found: Predictions) -> Predictions:
        scores = found.scores.copy()
        if len(scores) < 256:
            scores[0] = np.roll(scores[0], 1)
        return Predictions(scores=scores)

    original, converted, signature = pair
    rows = [tuple(map(float, row)) for row in np.random.default_rng(0).uniform(0, 7, (1025, 4))]
    found = compare(original.predict, wrapped(converted, spoil).predict, rows, signature.labels)
    assert (found.rows, found.label_mismatches, found.agrees) == (1025, 1, False)


def test_an_answer_that_is_not_a_number_is_refused(pair: Any) -> None:
    assert (
        passed(pair, lambda found: Predictions(scores=np.full_like(found.scores, np.nan))).state == "refused"
    )


def test_a_conversion_that_answers_fewer_rows_or_another_kind_is_refused(pair: Any) -> None:
    assert passed(pair, lambda found: found.cut(0, max(1, len(found) - 1))).state == "refused"
    assert passed(pair, lambda found: Predictions(values=found.scores[:, 0])).state == "refused"


@pytest.mark.parametrize(
    ("change", "state"),
    [(lambda v: v + 1, "refused"), (lambda v: v * 1.0001, "refused"), (lambda v: v, "used")],
)
def test_an_offset_of_a_regression_is_refused(change: Any, state: str) -> None:
    signature = Signature(
        {
            "inputs": [{"name": "x", "type": "number", "min": 1, "max": 9}],
            "output": {"task": "regression", "name": "y"},
        }
    )

    def slow(rows: Any) -> Predictions:
        return Predictions(values=np.array([sum(one + value for one in range(200)) for [value] in rows]))

    original = Model(predict=slow)
    quick = Model(predict=lambda rows: Predictions(values=change(np.array(rows)[:, 0] * 200 + 19900)))
    assert judge(original, quick, signature, [], {}, "test").state == state


def test_a_tie_may_fall_either_way_and_is_counted() -> None:
    scores = np.array([[0.5, 0.5], [0.2, 0.8]])
    nudged = np.array([[0.49999997, 0.50000003], [0.2, 0.8]])
    found = compare(
        lambda _: Predictions(scores=scores), lambda _: Predictions(scores=nudged), [0, 1], ["a", "b"]
    )
    assert (found.agrees, found.label_mismatches, found.ties) == (True, 0, 1)


@pytest.mark.parametrize("fault", ["scores", "labels", "threshold"])
def test_a_graph_that_was_converted_wrongly_leaves_nothing_to_serve(
    fault: str, flowers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault is put into the real graph between the converter and the gate."""
    from sklearn.ensemble import RandomForestClassifier

    data, target, signature = flowers
    sound = module.in_order

    def break_graph(graph: Graph, source: Any) -> Graph:
        found = sound(graph, source)
        for node in found.model.graph.node:
            if node.op_type != "TreeEnsembleClassifier":
                continue
            for attribute in node.attribute:
                if fault == "scores" and attribute.name == "class_weights":
                    attribute.floats[:] = [0.99 * value for value in attribute.floats]
                if fault == "labels" and attribute.name == "class_ids":
                    attribute.ints[:] = [(value + 1) % 3 for value in attribute.ints]
                if fault == "threshold" and attribute.name == "nodes_values":
                    attribute.floats[0] += 0.3
        return found

    every = module.attempts
    monkeypatch.setattr(module, "in_order", break_graph)
    monkeypatch.setattr(module, "attempts", lambda source: every(source)[:1])
    model = RandomForestClassifier(10, random_state=2).fit(data, target)
    worked = bench_estimator(tmp_path, model, signature=signature)
    assert worked.conversion["state"] == "refused", worked.conversion
    assert "answers otherwise" in worked.conversion["reason"]
    assert list(worked.out.iterdir()) == []


def test_a_converter_that_is_not_installed_is_no_failure(
    flowers: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sklearn.linear_model import LogisticRegression

    monkeypatch.setitem(sys.modules, "skl2onnx", None)
    data, target, signature = flowers
    model = LogisticRegression(max_iter=1000).fit(data, target)
    worked = bench_estimator(tmp_path, model, signature=signature, sample=records(signature, data))
    assert worked.conversion["state"] == "unavailable" and "skl2onnx" in worked.conversion["reason"]
    assert [one["label"] for one in worked.report["describe"]["expected"]] == ["setosa"] * 4
