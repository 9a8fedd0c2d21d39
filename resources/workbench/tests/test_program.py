"""The workbench as the package step runs it, and its conversion behind a real server."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import joblib
from conftest import package, records

top = Path(__file__).parent.parent
path = f"{top}{os.pathsep}{top.parent / 'runtime'}"


def run(folder: Path, out: Path, *more: str) -> tuple:
    done = subprocess.run(
        [sys.executable, "-m", "slipway_workbench", "--model", str(folder), "--out", str(out), *more],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, json.loads((out / "report.json").read_text())


def forest(folder: Path, flowers: Any) -> Path:
    from sklearn.ensemble import RandomForestClassifier

    data, target, signature = flowers
    folder.mkdir()
    joblib.dump(RandomForestClassifier(30, random_state=1).fit(data, target), folder / "model.joblib")
    return package(
        folder, "sklearn", "model.joblib", signature=signature, sample=records(signature, data[::50])
    )


def test_a_forest_is_converted_and_its_conversion_is_served(flowers: Any, tmp_path: Path) -> None:
    status, report = run(forest(tmp_path / "model", flowers), tmp_path / "out")
    assert (status, report["conversion"]["state"]) == (0, "used"), report
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [
        "model.onnx",
        "report.json",
        "slipway.json",
    ]
    expected = [one["label"] for one in report["describe"]["expected"]]
    assert expected == ["setosa", "versicolor", "virginica"]
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    env = {
        **os.environ,
        "PYTHONPATH": path,
        "SLIPWAY_MODEL_DIR": str(tmp_path / "out"),
        "PORT": str(port),
        "SLIPWAY_ALSO_PORT": "",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "slipway_runtime", "serve"], env=env, stdout=subprocess.DEVNULL
    )
    try:
        data, _, signature = flowers
        body = json.dumps({"rows": records(signature, data[::50])})
        deadline = time.monotonic() + 30
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                connection.request("POST", "/v1/predict", body, {"content-type": "application/json"})
                answer = connection.getresponse()
                if answer.status == 200:
                    break
            except OSError:
                assert server.poll() is None and time.monotonic() < deadline
            time.sleep(0.05)
        predictions = json.loads(answer.read())["predictions"]
    finally:
        server.terminate()
        server.wait(30)
    assert [one["label"] for one in predictions] == expected


def test_describing_alone_converts_nothing(flowers: Any, tmp_path: Path) -> None:
    status, report = run(forest(tmp_path / "model", flowers), tmp_path / "out", "--no-conversion")
    assert (status, report["conversion"]["state"]) == (0, "off")
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["report.json"]


def test_a_model_that_cannot_be_loaded_gives_a_report_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.joblib").write_bytes(b"not a model")
    status, report = run(package(tmp_path / "model", "sklearn", "model.joblib"), tmp_path / "out")
    assert (status, report["conversion"]["state"]) == (1, "failed")
    assert "cannot be loaded" in report["conversion"]["reason"]


def test_own_code_is_described_by_its_answers_alone(tmp_path: Path) -> None:
    folder = package(tmp_path / "model", "predict-py", "predict.py", sample=[[1, 2]])
    (folder / "predict.py").write_text(
        "def predict(instances):\n    return [sum(one) for one in instances]\n"
    )
    status, report = run(folder, tmp_path / "out")
    assert (status, report["conversion"]["state"], report["describe"]["expected"]) == (0, "unavailable", [3])


def test_the_report_is_json_whatever_the_model_answers(tmp_path: Path) -> None:
    folder = package(tmp_path / "model", "predict-py", "predict.py", sample=[1])
    (folder / "predict.py").write_text(
        "import numpy as np\ndef predict(instances):\n    return [{'a': np.float32(2), 'b': float('nan'), 'c': {1: np.arange(2)}}]\n"
    )
    status, report = run(folder, tmp_path / "out")
    assert (status, report["describe"]["expected"]) == (0, [{"a": 2, "b": None, "c": {"1": [0, 1]}}])
