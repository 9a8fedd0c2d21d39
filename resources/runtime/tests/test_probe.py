"""The smoke probe, as a process beside the server that it asks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from conftest import Running, flowers, free_port, running, top, write_package


def probe(folder: Path, port: int, wait: float = 20, **environment: str) -> tuple:
    """Exit status and report."""
    env = {
        **os.environ,
        "SLIPWAY_MODEL_DIR": str(folder),
        "PORT": str(port),
        "PYTHONPATH": str(top),
        **environment,
    }
    done = subprocess.run(
        [sys.executable, "-m", "slipway_runtime.probe", "--wait", str(wait)],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def failed(report: dict) -> list:
    return [one["title"] for one in report["checks"] if not one["passed"]]


def test_a_sound_server_passes_every_check_over_every_route(
    flower_folder: Path, flower_server: Running
) -> None:
    status, report = probe(flower_folder, flower_server.port)
    assert (status, failed(report)) == (0, [])
    routes = ["/v1/predict", "/invocations", "/predict", "/score", "/v2/models/model/infer"]
    assert [(one["route"], one["status"]) for one in report["answers"]] == [(route, 200) for route in routes]
    assert [one["label"] for one in json.loads(report["answers"][0]["body"])["predictions"]] == [
        "setosa",
        "virginica",
    ]
    assert (
        report["installed"]["onnxruntime"]
        and 0 < report["readyMs"] < 30_000
        and report["memoryBytes"] > 10_000_000
    )
    titles = {one["title"] for one in report["checks"]}
    assert {
        "The routes agree on the answer",
        "A value of the wrong type is refused by the name of its column",
    } <= titles


def test_vertex_routes_are_those_that_the_platform_names(flower_folder: Path) -> None:
    with running(flower_folder, AIP_PREDICT_ROUTE="/v1/endpoints/7:predict") as server:
        status, report = probe(flower_folder, server.port, AIP_PREDICT_ROUTE="/v1/endpoints/7:predict")
    assert (status, report["answers"][2]["route"]) == (0, "/v1/endpoints/7:predict")


def test_without_a_sample_a_row_is_made_from_the_signature(flower_model: Any, tmp_path: Path) -> None:
    import joblib

    joblib.dump(flower_model, tmp_path / "model.joblib")
    write_package(tmp_path, framework="sklearn", model="model.joblib", signature=flowers)
    with running(tmp_path) as server:
        status, report = probe(tmp_path, server.port)
    assert (status, failed(report), len(report["answers"])) == (0, [], 5)
    assert "/v1/predict answers a row made from the signature" in {one["title"] for one in report["checks"]}


def test_nobody_there_is_one_failed_check_and_not_a_crash(flower_folder: Path) -> None:
    status, report = probe(flower_folder, free_port(), wait=0.3)
    assert (status, failed(report), report["answers"]) == (1, ["The server is ready"], [])


def test_own_code_without_sample_and_signature_is_still_looked_at(tmp_path: Path) -> None:
    (tmp_path / "predict.py").write_text(
        "def predict(instances):\n    return [one * 2 for one in instances]\n"
    )
    write_package(tmp_path, framework="predict-py", model="predict.py")
    with running(tmp_path) as server:
        status, report = probe(tmp_path, server.port)
    assert (status, report["answers"]) == (0, [])
    assert "A body that is not JSON is refused with a reason" in {one["title"] for one in report["checks"]}


def test_an_answer_that_changes_is_a_fault_of_a_model_of_numbers_and_a_freedom_of_own_code(
    tmp_path: Path,
) -> None:
    code = "import random\ndef predict(instances):\n    return [random.random() for _ in instances]\n"
    for name, signature in (
        ("free", {}),
        ("bound", {"signature": {"inputs": [{"name": "x", "type": "number"}]}}),
    ):
        folder = write_package(
            tmp_path / name, framework="predict-py", model="predict.py", sample=[[1]], **signature
        )
        (folder / "predict.py").write_text(code)
        with running(folder) as server:
            status, report = probe(folder, server.port)
        assert (status, failed(report)) == (
            (0, [])
            if name == "free"
            else (1, ["Two identical requests get the same answer", "The routes agree on the answer"])
        )


def test_routes_that_disagree_and_rows_that_get_lost_are_found(tmp_path: Path) -> None:
    signature = {"inputs": [{"name": "x", "type": "number"}]}
    folder = write_package(
        tmp_path, framework="predict-py", model="predict.py", sample=[[1], [2]], signature=signature
    )
    (folder / "predict.py").write_text(
        "calls = 0\ndef predict(instances):\n    global calls\n    calls += 1\n    return [calls > 6] * len(instances)\n"
    )
    with running(folder) as server:
        status, report = probe(folder, server.port)
    assert (status, "The routes agree on the answer" in failed(report)) == (1, True)


def test_inference_py_and_score_py_are_asked_as_their_code_reads(tmp_path: Path) -> None:
    codes = {
        "inference-py": (
            "inference.py",
            "def model_fn(folder):\n    return 10\ndef predict_fn(data, model):\n    return data * model\n",
        ),
        "score-py": (
            "score.py",
            "import json\ndef init():\n    pass\ndef run(data):\n    return [sum(one) for one in json.loads(data)['data']]\n",
        ),
    }
    for framework, (file, code) in codes.items():
        folder = write_package(tmp_path / framework, framework=framework, model=file, sample=[[1, 2], [3, 4]])
        (folder / file).write_text(code)
        with running(folder) as server:
            status, report = probe(folder, server.port)
        assert (status, failed(report), len(report["answers"])) == (0, [], 4)
        assert json.loads(report["answers"][0]["body"]) in ([[10, 20], [30, 40]], [3, 7])


def test_own_code_that_cannot_read_its_sample_fails_with_what_it_said(tmp_path: Path) -> None:
    folder = write_package(tmp_path, framework="score-py", model="score.py", sample=[1])
    (folder / "score.py").write_text("def init():\n    pass\ndef run(data):\n    raise KeyError('rows')\n")
    with running(folder) as server:
        status, report = probe(folder, server.port)
    [check] = [one for one in report["checks"] if not one["passed"]]
    assert (status, check["title"]) == (1, "/score answers the sample")
    assert "KeyError" in check["observed"]


def test_a_request_of_the_package_s_own_is_sent_as_it_is(tmp_path: Path) -> None:
    folder = write_package(tmp_path, framework="score-py", model="score.py", options={"request": {"q": 4}})
    (folder / "score.py").write_text(
        "import json\ndef init():\n    pass\ndef run(data):\n    return json.loads(data)['q']\n"
    )
    with running(folder) as server:
        status, report = probe(folder, server.port)
    assert (status, {one["body"] for one in report["answers"]}) == (0, {"4"})
