"""Servers of the runtime as real processes, each with a model folder of its own."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

top = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@dataclass
class Reply:
    status: int
    headers: dict
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Running:
    process: subprocess.Popen
    port: int

    def ask(self, method: str, path: str, body: Any = None, headers: dict | None = None) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        raw = body if isinstance(body, (bytes, str)) or body is None else json.dumps(body)
        connection.request(method, path, raw, {"content-type": "application/json", **(headers or {})})
        answer = connection.getresponse()
        reply = Reply(
            answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        )
        connection.close()
        return reply

    def post(self, path: str, body: Any, **headers: str) -> Reply:
        return self.ask(
            "POST", path, body, {name.replace("_", "-"): value for name, value in headers.items()}
        )

    def stop(self) -> tuple:
        """Exit status and what was logged."""
        self.process.send_signal(signal.SIGTERM)
        out, _ = self.process.communicate(timeout=30)
        return self.process.returncode, out


@contextmanager
def running(folder: Path, wait: bool = True, **environment: str) -> Iterator[Running]:
    port = free_port()
    env = {
        **os.environ,
        "SLIPWAY_MODEL_DIR": str(folder),
        "PORT": str(port),
        "SLIPWAY_ALSO_PORT": "",
        "SLIPWAY_HOST": "127.0.0.1",
        "PYTHONPATH": str(top),
        **environment,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "slipway_runtime", "serve"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    server = Running(process, port)
    try:
        deadline = time.monotonic() + 30
        while wait:
            try:
                if server.ask("GET", "/ping").status == 200:
                    break
            except OSError:
                pass
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(
                    f"The server did not become ready:\n{process.communicate()[0] if process.poll() is not None else ''}"
                )
            time.sleep(0.02)
        yield server
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def write_package(folder: Path, **document: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "slipway.json").write_text(json.dumps({"name": "sample", "version": "3", **document}))
    return folder


flowers = {
    "inputs": [
        {"name": name, "type": "number"}
        for name in ("sepal_length", "sepal_width", "petal_length", "petal_width")
    ],
    "output": {
        "task": "classification",
        "name": "species",
        "labels": [{"value": name, "title": name} for name in ("setosa", "versicolor", "virginica")],
    },
}
rows = [
    {"sepal_length": 5.1, "sepal_width": 3.5, "petal_length": 1.4, "petal_width": 0.2},
    {"sepal_length": 6.7, "sepal_width": 3.0, "petal_length": 5.2, "petal_width": 2.3},
]


@pytest.fixture(scope="session")
def flower_model() -> Any:
    from sklearn.datasets import load_iris
    from sklearn.linear_model import LogisticRegression

    data = load_iris()
    return LogisticRegression(max_iter=1000).fit(data.data, data.target_names[data.target])


@pytest.fixture(scope="session")
def flower_folder(flower_model: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import numpy as np
    from skl2onnx import to_onnx

    folder = tmp_path_factory.mktemp("flowers")
    graph = to_onnx(flower_model, np.zeros((1, 4), dtype=np.float32), options={"zipmap": False})
    (folder / "model.onnx").write_bytes(graph.SerializeToString())
    return write_package(folder, framework="onnx", model="model.onnx", signature=flowers, sample=rows)


@pytest.fixture(scope="session")
def flower_server(flower_folder: Path) -> Iterator[Running]:
    with running(flower_folder) as server:
        yield server
