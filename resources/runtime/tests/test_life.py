"""Starting, being busy, stopping."""

from __future__ import annotations

import json
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from conftest import rows, running, write_package

slow = """
import time
def load(folder):
    time.sleep({load})
def predict(instances):
    time.sleep({predict})
    return [instance * 2 for instance in instances]
"""


def slow_package(folder: Path, load: float = 0, predict: float = 0.2, **more: object) -> Path:
    write_package(folder, framework="predict-py", model="predict.py", **more)
    (folder / "predict.py").write_text(slow.format(load=load, predict=predict))
    return folder


def test_alive_at_once_but_ready_only_when_the_model_has_answered_its_sample(tmp_path: Path) -> None:
    with running(slow_package(tmp_path, load=1.5, predict=0, sample=[1, 2]), wait=False) as server:
        seen = []
        while not seen or seen[-1] != (200, 200):
            try:
                seen.append((server.ask("GET", "/health/live").status, server.ask("GET", "/ping").status))
            except OSError:
                pass
            time.sleep(0.05)
        assert (200, 503) in seen
        assert server.post("/predict", {"instances": [21]}).json() == {"predictions": [42]}


def test_a_model_that_cannot_answer_its_sample_ends_the_server_with_a_reason(tmp_path: Path) -> None:
    write_package(tmp_path, framework="predict-py", model="predict.py", sample=[1])
    (tmp_path / "predict.py").write_text(
        "def predict(instances):\n    raise RuntimeError('weights are missing')\n"
    )
    with running(tmp_path, wait=False) as server:
        out, _ = server.process.communicate(timeout=20)
        assert server.process.returncode == 1
        assert "weights are missing" in out


def test_sigterm_finishes_what_is_in_hand_and_lets_nothing_new_in(tmp_path: Path) -> None:
    with running(slow_package(tmp_path, predict=0.8)) as server, ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(server.post, "/predict", {"instances": [one]}) for one in range(3)]
        time.sleep(0.3)
        server.process.send_signal(signal.SIGTERM)
        assert [answer.result().json() for answer in answers] == [
            {"predictions": [one * 2]} for one in range(3)
        ]
        assert server.process.wait(10) == 0


def test_a_full_queue_answers_429_with_retry_after_and_health_stays_quick(tmp_path: Path) -> None:
    with (
        running(
            slow_package(tmp_path, predict=0.3, options={"together": False}), SLIPWAY_QUEUE="2"
        ) as server,
        ThreadPoolExecutor(12) as pool,
    ):
        answers = [pool.submit(server.post, "/predict", {"instances": [one]}) for one in range(8)]
        begun = time.monotonic()
        assert server.ask("GET", "/ping").status == 200
        assert time.monotonic() - begun < 0.25
        statuses = sorted(answer.result().status for answer in answers)
        refused = [answer.result() for answer in answers if answer.result().status == 429]
        assert statuses.count(200) >= 2 and refused
        assert all(
            one.headers["retry-after"] == "1" and one.json()["error"]["code"] == "server.busy"
            for one in refused
        )


def test_a_late_answer_is_a_504_and_the_next_request_is_served(tmp_path: Path) -> None:
    with running(slow_package(tmp_path, predict=1.0), SLIPWAY_TIMEOUT="0.4") as server:
        reply = server.post("/predict", {"instances": [1]})
        assert (reply.status, reply.json()["error"]["code"]) == (504, "server.timeout")
        assert server.ask("GET", "/ping").status == 200


def test_what_has_queued_goes_to_the_model_together(tmp_path: Path) -> None:
    write_package(tmp_path, framework="predict-py", model="predict.py")
    (tmp_path / "predict.py").write_text(
        "import time\ndef predict(instances):\n    time.sleep(0.2)\n    return [len(instances)] * len(instances)\n"
    )
    with running(tmp_path) as server, ThreadPoolExecutor(8) as pool:
        sizes = [
            answer.result().json()["predictions"][0]
            for answer in [pool.submit(server.post, "/predict", {"instances": [one]}) for one in range(8)]
        ]
        assert max(sizes) > 1


def test_one_bad_request_in_a_batch_fails_alone(tmp_path: Path) -> None:
    write_package(tmp_path, framework="predict-py", model="predict.py")
    (tmp_path / "predict.py").write_text(
        "import time\ndef predict(instances):\n    time.sleep(0.1)\n    return [10 / instance for instance in instances]\n"
    )
    with running(tmp_path) as server, ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(server.post, "/predict", {"instances": [one]}) for one in (1, 0, 2, 5)]
        assert [answer.result().status for answer in answers] == [200, 500, 200, 200]
        assert answers[1].result().json()["error"]["code"] == "model.failed"


def test_captured_requests_can_be_read_back(flower_folder: Path, tmp_path: Path) -> None:
    with running(flower_folder, SLIPWAY_CAPTURE_DIR=str(tmp_path)) as server:
        server.post("/predict", {"instances": rows}, x_request_id="one")
        server.stop()
    [line] = [json.loads(line) for file in tmp_path.glob("*.jsonl") for line in file.read_text().splitlines()]
    assert (line["id"], line["inputs"], [one["label"] for one in line["predictions"]]) == (
        "one",
        rows,
        ["setosa", "virginica"],
    )


def test_capture_stops_at_its_limit_and_the_server_does_not(flower_folder: Path, tmp_path: Path) -> None:
    with running(flower_folder, SLIPWAY_CAPTURE_DIR=str(tmp_path), SLIPWAY_CAPTURE_BYTES="2000") as server:
        assert {server.post("/predict", {"instances": rows}).status for _ in range(20)} == {200}
        _, out = server.stop()
    assert "Capture stopped at its size limit." in out
    assert 0 < sum(file.stat().st_size for file in tmp_path.glob("*.jsonl")) <= 2000


def test_repeated_inputs_come_from_the_cache_when_it_is_on(flower_folder: Path) -> None:
    with running(flower_folder, SLIPWAY_CACHE="10") as server:
        answers = {server.post("/predict", {"instances": rows}).body for _ in range(5)}
        assert len(answers) == 1
        assert (
            'slipway_cache_hits_total{model="sample",version="3"} 4'
            in server.ask("GET", "/metrics").body.decode()
        )


def test_several_workers_answer_and_a_killed_one_is_replaced(flower_folder: Path) -> None:
    import os
    import subprocess

    with running(flower_folder, SLIPWAY_WORKERS="2") as server:
        workers = subprocess.run(
            ["pgrep", "-P", str(server.process.pid)], capture_output=True, text=True
        ).stdout.split()
        assert len(workers) == 2
        os.kill(int(workers[0]), signal.SIGKILL)
        deadline = time.monotonic() + 30
        while (
            len(
                subprocess.run(
                    ["pgrep", "-P", str(server.process.pid)], capture_output=True, text=True
                ).stdout.split()
            )
            < 2
        ):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert server.post("/predict", {"instances": rows}).status == 200
        assert server.stop()[0] == 0


def test_the_answer_to_a_client_that_left_is_dropped(tmp_path: Path) -> None:
    import socket

    with running(slow_package(tmp_path, predict=0.3)) as server:
        with socket.create_connection(("127.0.0.1", server.port)) as one:
            one.sendall(b'POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: 17\r\n\r\n{"instances":[1]}')
            time.sleep(0.1)
        assert server.post("/predict", {"instances": [4]}).json() == {"predictions": [8]}


def test_answers_stay_with_their_requests_under_load(flower_folder: Path, flower_model: object) -> None:
    wrong: list = []

    def ask(seed: int) -> None:
        import http.client

        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        for index in range(100):
            row = rows[(seed + index) % 2]
            connection.request(
                "POST", "/predict", json.dumps({"instances": [row]}), {"content-type": "application/json"}
            )
            label = json.loads(connection.getresponse().read())["predictions"][0]["label"]
            if label != ("setosa", "virginica")[(seed + index) % 2]:
                wrong.append((seed, index))

    with running(flower_folder) as server:
        threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []
