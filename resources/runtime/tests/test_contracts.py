"""Every cloud's way to ask, over the wire."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest
from conftest import Running, flowers, rows

names = [column["name"] for column in flowers["inputs"]]
values = [[row[name] for name in names] for row in rows]
expected = ["setosa", "virginica"]


def labels(predictions: list) -> list:
    return [one["label"] for one in predictions]


@pytest.mark.parametrize("path", ["/v1/predict", "/invocations", "/predict", "/v1/models/sample:predict"])
@pytest.mark.parametrize(
    "body",
    [
        {"instances": rows},
        {"instances": values},
        {"rows": rows},
        {"inputs": rows},
        {"inputs": {name: [row[name] for row in rows] for name in names}},
        {"dataframe_records": rows},
        {"dataframe_split": {"columns": names, "data": values}},
        {"dataframe_split": {"columns": names[::-1], "data": [row[::-1] for row in values], "index": [7, 8]}},
        {"input_data": {"columns": names, "index": [0, 1], "data": values}},
        {"input_data": values},
        rows,
        values,
    ],
)
def test_every_wrapping_of_the_same_rows_gets_the_same_answer(
    flower_server: Running, path: str, body: object
) -> None:
    reply = flower_server.post(path, body)
    assert (reply.status, labels(reply.json()["predictions"])) == (200, expected)


def test_scores_are_named_and_add_up_and_agree_with_the_training_library(
    flower_server: Running, flower_model: object
) -> None:
    first = flower_server.post("/v1/predict", {"rows": rows[:1]}).json()["predictions"][0]
    wanted = flower_model.predict_proba(np.array(values[:1]))[0]  # type: ignore[attr-defined]
    assert list(first["scores"]) == ["setosa", "versicolor", "virginica"]
    assert list(first["scores"].values()) == pytest.approx(wanted, abs=1e-5)
    assert first["score"] == max(first["scores"].values())


def test_azure_gets_a_bare_list(flower_server: Running) -> None:
    reply = flower_server.post("/score", {"input_data": {"columns": names, "index": [0, 1], "data": values}})
    assert labels(reply.json()) == expected


@pytest.mark.parametrize(
    "inputs",
    [
        [
            {"name": name, "datatype": "FP64", "shape": [2, 1], "data": [row[name] for row in rows]}
            for name in names
        ],
        [
            {"name": name, "datatype": "FP64", "shape": [2], "data": [row[name] for row in rows]}
            for name in names
        ],
        [
            {
                "name": "matrix",
                "datatype": "FP32",
                "shape": [2, 4],
                "data": [value for row in values for value in row],
            }
        ],
        [{"name": "matrix", "datatype": "FP32", "shape": [2, 4], "data": values}],
    ],
)
def test_open_inference_protocol(flower_server: Running, inputs: list) -> None:
    answer = flower_server.post("/v2/models/sample/infer", {"id": "42", "inputs": inputs}).json()
    outputs = {one["name"]: one for one in answer["outputs"]}
    assert (answer["id"], answer["model_name"], outputs["label"]["data"], outputs["scores"]["shape"]) == (
        "42",
        "sample",
        expected,
        [2, 3],
    )


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/csv", "\n".join(",".join(map(str, row)) for row in values)),
        ("text/csv", ",".join(names) + "\n" + "\n".join(",".join(map(str, row)) for row in values) + "\n"),
        ("application/jsonlines", "\n".join(json.dumps(row) for row in rows)),
        ("application/x-npy", None),
    ],
)
def test_other_formats_in(flower_server: Running, content_type: str, body: str | None) -> None:
    raw: object = body
    if body is None:
        file = io.BytesIO()
        np.save(file, np.array(values))
        raw = file.getvalue()
    reply = flower_server.post("/invocations", raw, content_type=content_type, accept="application/json")
    assert labels(reply.json()["predictions"]) == expected


def test_csv_and_json_lines_out_for_sagemaker(flower_server: Running) -> None:
    lines = (
        flower_server.post("/invocations", {"instances": rows}, accept="text/csv").body.decode().splitlines()
    )
    assert [line.split(",")[0] for line in lines] == expected
    lines = (
        flower_server.post("/invocations", {"instances": rows}, accept="application/jsonlines")
        .body.decode()
        .splitlines()
    )
    assert labels([json.loads(line) for line in lines]) == expected


@pytest.mark.parametrize(
    "path",
    [
        "/ping",
        "/health",
        "/health/live",
        "/health/ready",
        "/",
        "/v2/health/live",
        "/v2/health/ready",
        "/v2/models/sample/ready",
    ],
)
def test_health(flower_server: Running, path: str) -> None:
    assert flower_server.ask("GET", path).status == 200
    assert flower_server.ask("HEAD", path).body == b""


def test_documents(flower_server: Running) -> None:
    openapi = flower_server.ask("GET", "/openapi.json").json()
    schema = openapi["paths"]["/v1/predict"]["post"]["requestBody"]["content"]["application/json"]["schema"][
        "properties"
    ]["rows"]["items"]
    assert (openapi["openapi"], list(schema["properties"])) == ("3.1.0", names)
    assert flower_server.ask("GET", "/swagger.json").json()["swagger"] == "2.0"
    assert flower_server.ask("GET", "/swagger.json?version=3.1").json()["openapi"] == "3.1.0"
    assert flower_server.ask("GET", "/execution-parameters").json()["BatchStrategy"] == "MULTI_RECORD"
    metadata = flower_server.ask("GET", "/v2/models/sample").json()
    assert [one["name"] for one in metadata["inputs"]] == names
    assert b"sepal_length" in flower_server.ask("GET", "/docs").body


def test_metrics_count_what_was_answered(flower_server: Running) -> None:
    def count() -> int:
        lines = flower_server.ask("GET", "/metrics").body.decode().splitlines()
        return sum(
            int(line.rsplit(" ", 1)[1])
            for line in lines
            if line.startswith("slipway_requests_total") and 'route="azureml",status="200"' in line
        )

    before = count()
    flower_server.post("/score", {"input_data": values})
    assert count() == before + 1


def test_the_request_id_comes_back(flower_server: Running) -> None:
    assert (
        flower_server.post("/predict", {"instances": rows}, x_request_id="abc-1").headers["x-request-id"]
        == "abc-1"
    )
