"""Adapters whose libraries the tests have, and the three kinds of code that people bring."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import flowers, rows, running, write_package


def test_a_scikit_learn_pipeline_answers_as_in_training(flower_model: Any, tmp_path: Path) -> None:
    import joblib

    joblib.dump(flower_model, tmp_path / "model.joblib")
    write_package(tmp_path, framework="sklearn", model="model.joblib", signature=flowers, sample=rows)
    values = [list(row.values()) for row in rows]
    with running(tmp_path) as server:
        predictions = server.post("/predict", {"instances": rows}).json()["predictions"]
    assert [one["label"] for one in predictions] == list(flower_model.predict(values))
    scores = [list(one["scores"].values()) for one in predictions]
    assert scores == [pytest.approx(wanted) for wanted in flower_model.predict_proba(values)]


def test_labels_follow_the_signature_when_the_estimator_orders_them_otherwise(
    flower_model: Any, tmp_path: Path
) -> None:
    import joblib

    joblib.dump(flower_model, tmp_path / "model.joblib")
    turned = {**flowers, "output": {**flowers["output"], "labels": flowers["output"]["labels"][::-1]}}
    write_package(tmp_path, framework="sklearn", model="model.joblib", signature=turned)
    with running(tmp_path) as server:
        first = server.post("/predict", {"instances": rows[:1]}).json()["predictions"][0]
    assert (first["label"], list(first["scores"])) == ("setosa", ["virginica", "versicolor", "setosa"])


def test_predict_py_as_a_class_with_a_model_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "weights.json").write_text("3")
    (tmp_path / "predict.py").write_text(
        "import json, pathlib\n"
        "class Times:\n"
        "    def load(self, folder):\n"
        "        self.factor = json.loads((pathlib.Path(folder) / 'weights.json').read_text())\n"
        "    def predict(self, instances):\n"
        "        return [self.factor * one for one in instances]\n"
    )
    write_package(tmp_path, framework="predict-py", model="predict.py", sample=[1])
    with running(tmp_path) as server:
        assert server.post("/predict", {"instances": [1, 2]}).json() == {"predictions": [3, 6]}


def test_a_generator_streams_events_lines_or_one_whole_answer(tmp_path: Path) -> None:
    (tmp_path / "predict.py").write_text(
        "def predict(text):\n    for word in text.split():\n        if word == 'boom':\n"
        "            raise RuntimeError('it went wrong')\n        yield word\n"
    )
    write_package(tmp_path, framework="predict-py", model="predict.py")
    with running(tmp_path) as server:
        events = server.post("/v1/predict/stream", {"instances": ["to be"]}, accept="text/event-stream")
        assert (events.headers["content-type"], events.body) == (
            "text/event-stream",
            b'data: "to"\n\ndata: "be"\n\n',
        )
        assert server.post("/v1/predict/stream", {"instances": ["to be"]}).body == b'"to"\n"be"\n'
        assert server.post("/predict", {"instances": ["to be"]}).json() == {"predictions": ["tobe"]}
        early = server.post("/v1/predict/stream", {"instances": ["boom"]})
        assert (early.status, early.json()["error"]["code"]) == (500, "model.failed")
        assert server.ask("GET", "/ping").status == 200


def test_inference_py_with_and_without_its_own_formats(tmp_path: Path) -> None:
    code = tmp_path / "code"
    code.mkdir()
    (code / "inference.py").write_text(
        "def model_fn(folder):\n    return 10\ndef predict_fn(data, model):\n    return data * model\n"
    )
    write_package(tmp_path, framework="inference-py")
    with running(tmp_path) as server:
        assert server.post("/invocations", {"instances": [1, 2]}).json() == [10, 20]
        csv = server.post("/invocations", "1,2\n3,4", content_type="text/csv", accept="text/csv")
        assert csv.body == b"10.0,20.0\n30.0,40.0"
        refused = server.post("/invocations", "x", content_type="image/png")
        assert (refused.status, refused.json()["error"]["code"]) == (415, "input.media-type")


def test_score_py_gets_text_and_answers_json(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(
        "import json\n"
        "def init():\n    global factor\n    factor = 2\n"
        "def run(data, request_headers=None):\n"
        "    numbers = json.loads(data)['data']\n"
        "    if 'fail' in (request_headers or {}):\n        raise ValueError('no')\n"
        "    return [factor * one for one in numbers]\n"
    )
    write_package(tmp_path, framework="score-py")
    with running(tmp_path) as server:
        assert server.post("/score", {"data": [1, 2]}).json() == [2, 4]
        failed = server.ask("POST", "/score", json.dumps({"data": [1]}), {"fail": "1"})
        assert (failed.status, failed.headers["x-ms-run-function-failed"]) == (500, "True")
        assert server.post("/score", {"data": [3]}).json() == [6]
