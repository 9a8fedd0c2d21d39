"""SageMaker's multi-model contract: models come and go while the server runs."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import Running, rows, running, write_package

times = "import time\ndef predict(instances):\n    time.sleep({pause})\n    return [one * {factor} for one in instances]\n"


def model(root: Path, name: str, factor: int, pause: float = 0) -> str:
    """As the platform lays models out."""
    folder = root / name / "model"
    write_package(folder, framework="predict-py", model=f"{name}.py", sample=[1])
    (folder / f"{name}.py").write_text(times.format(factor=factor, pause=pause))
    return str(folder)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


def shelf(root: Path, own: Path | None = None, **environment: str) -> object:
    return running(
        own or root,
        SAGEMAKER_MULTI_MODEL="true",
        SLIPWAY_MODELS_ROOT=str(root),
        SLIPWAY_WORKERS="4",
        **environment,
    )


def load(server: Running, name: str, url: str) -> object:
    return server.post("/models", {"model_name": name, "url": url})


def test_models_are_loaded_listed_asked_and_unloaded(root: Path) -> None:
    urls = {name: model(root, name, factor) for name, factor in (("two", 2), ("three", 3))}
    with shelf(root) as server:
        assert server.ask("GET", "/models").json() == {"models": []}
        for name, url in urls.items():
            assert load(server, name, url).status == 200
        listed = [{"modelName": name, "modelUrl": url} for name, url in urls.items()]
        assert server.ask("GET", "/models").json() == {"models": listed}
        assert server.ask("GET", "/models/three").json() == listed[1]
        answers = [
            server.post(
                f"/models/{name}/invoke", {"instances": [7]}, x_amzn_sagemaker_target_model=f"{name}.tar.gz"
            )
            for name in urls
        ]
        assert [one.json() for one in answers] == [{"predictions": [14]}, {"predictions": [21]}]
        assert load(server, "two", urls["two"]).status == 409
        assert server.ask("DELETE", "/models/two").status == 200
        gone = [
            server.ask("DELETE", "/models/two"),
            server.ask("GET", "/models/two"),
            server.post("/models/two/invoke", {"instances": [1]}),
        ]
        assert [(one.status, one.json()["error"]["code"]) for one in gone] == [(404, "model.missing")] * 3
        assert load(server, "two", urls["two"]).status == 200
        assert server.post("/models/two/invoke", {"instances": [1]}).json() == {"predictions": [2]}
        assert server.ask("PUT", "/models/two").status == 405
        assert server.stop()[0] == 0


def test_names_may_need_escaping_and_lists_have_pages(root: Path) -> None:
    url = model(root, "one", 1)
    with shelf(root) as server:
        assert load(server, "a/b c", url).status == 200
        assert server.post("/models/a%2Fb%20c/invoke", {"instances": [5]}).json() == {"predictions": [5]}
        for index in range(100):
            assert load(server, f"m{index}", url).status == 200
        first = server.ask("GET", "/models").json()
        second = server.ask("GET", f"/models?next_page_token={first['nextPageToken']}").json()
        assert (len(first["models"]), len(second["models"]), "nextPageToken" in second) == (100, 1, False)


def test_what_cannot_be_loaded_is_refused_with_a_reason_and_may_be_tried_again(
    root: Path, tmp_path: Path
) -> None:
    outside = model(tmp_path / "elsewhere", "far", 1)
    empty = root / "empty" / "model"
    empty.mkdir(parents=True)
    broken = root / "broken" / "model"
    write_package(broken, framework="predict-py", model="predict.py")
    (broken / "predict.py").write_text("raise RuntimeError('weights are missing')\n")
    escape = f"{root}/../elsewhere/far/model"
    with shelf(root) as server:
        for url, said in (
            (outside, "only"),
            (escape, "only"),
            (str(root / "nothing"), "not a folder"),
            (str(empty), "slipway.json"),
            (str(broken), "weights are missing"),
        ):
            reply = load(server, "x", url)
            assert (reply.status, reply.json()["error"]["code"]) == (400, "models.not-loaded"), url
            assert said in reply.json()["error"]["details"]
        for body in ({}, {"model_name": "x"}, [1], {"model_name": 5, "url": "x"}):
            assert server.post("/models", body).status == 400
        assert server.post("/models", "{").status == 400
        (broken / "predict.py").write_text("def predict(instances):\n    return instances\n")
        assert load(server, "x", str(broken)).status == 200


def test_a_model_without_room_is_507_so_that_the_platform_unloads_others(root: Path) -> None:
    url = model(root, "big", 1)
    (root / "big" / "model" / "weights.bin").write_bytes(b"0" * 50_000_000)
    with shelf(root, SLIPWAY_MEMORY_BYTES="60000000") as server:
        reply = load(server, "big", url)
        assert (reply.status, reply.json()["error"]["code"]) == (507, "models.no-memory")
        assert server.ask("GET", "/models").json() == {"models": []}


def test_a_model_that_runs_out_of_memory_answers_507(root: Path) -> None:
    folder = root / "hungry" / "model"
    write_package(folder, framework="predict-py", model="predict.py")
    (folder / "predict.py").write_text("def predict(instances):\n    raise MemoryError('no more')\n")
    with shelf(root) as server:
        assert load(server, "hungry", str(folder)).status == 200
        assert server.post("/models/hungry/invoke", {"instances": [1]}).status == 507


def test_an_unloaded_model_answers_what_it_has_taken(root: Path) -> None:
    url = model(root, "slow", 2, pause=0.5)
    with shelf(root) as server, ThreadPoolExecutor(3) as pool:
        assert load(server, "slow", url).status == 200
        answers = [pool.submit(server.post, "/models/slow/invoke", {"instances": [one]}) for one in range(3)]
        deadline = time.monotonic() + 10
        while 'route="sagemaker",status="200"' not in server.ask("GET", "/metrics").body.decode():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert server.ask("DELETE", "/models/slow").status == 200
        assert sorted(one.result().status for one in answers) == [200, 200, 200]


def test_a_loading_model_keeps_its_name_and_health_stays_quick(root: Path) -> None:
    folder = root / "late" / "model"
    write_package(folder, framework="predict-py", model="predict.py")
    (folder / "predict.py").write_text(
        "import time\ntime.sleep(1)\ndef predict(instances):\n    return instances\n"
    )
    with shelf(root) as server, ThreadPoolExecutor(2) as pool:
        loads = [pool.submit(load, server, "late", str(folder)) for _ in range(2)]
        health = []
        while not all(one.done() for one in loads):
            health.append(server.ask("GET", "/ping").status)
        assert sorted(one.result().status for one in loads) == [200, 409]
        assert len(health) > 5 and set(health) == {200}
        assert server.post("/models/late/invoke", {"instances": [1]}).status == 200


def test_the_package_s_own_model_is_served_beside_the_others(root: Path, flower_folder: Path) -> None:
    url = model(root, "two", 2)
    with shelf(root, own=flower_folder) as server:
        assert load(server, "two", url).status == 200
        assert server.post("/invocations", {"instances": rows}).status == 200


def test_without_one_of_its_own_it_is_ready_and_says_what_is_missing(root: Path) -> None:
    with shelf(root) as server:
        reply = server.post("/invocations", {"instances": [1]})
        assert (reply.status, reply.json()["error"]["code"]) == (404, "model.missing")


def test_elsewhere_nobody_can_have_a_model_loaded(flower_server: Running) -> None:
    body = json.dumps({"model_name": "x", "url": "/tmp"})
    assert flower_server.ask("POST", "/models", body).status == 404
