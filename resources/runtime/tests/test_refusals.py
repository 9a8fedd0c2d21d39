"""Bad input gets a named error that says where and how to mend it, and the server goes on."""

from __future__ import annotations

import json
import socket
import time

import pytest
from conftest import Running, rows

good = rows[0]


@pytest.mark.parametrize(
    ("body", "status", "code", "where"),
    [
        ("{", 400, "input.not-json", "line 1"),
        ('{"instances": [{"a": NaN}]}', 400, "input.not-json", "column"),
        ("", 400, "input.not-json", ""),
        (7, 400, "rows.shape", ""),
        ({"instances": 5}, 400, "rows.shape", ""),
        ({"instances": []}, 400, "rows.empty", ""),
        ({"instances": [good] * 10_001}, 413, "rows.too-many", "10001"),
        ({"instances": [[1, 2]]}, 400, "rows.shape", "4"),
        ({"instances": ["x"]}, 400, "rows.shape", "rows.0"),
        ({"instances": [{**good, "petal_width": "wide"}]}, 400, "rows.wrong-type", "rows.0.petal_width"),
        ({"instances": [good, {**good, "petal_width": None}]}, 400, "rows.wrong-type", "rows.1.petal_width"),
        ({"instances": [{**good, "petal_width": True}]}, 400, "rows.wrong-type", "rows.0.petal_width"),
        ({"instances": [{**good, "petal_width": "1.5"}]}, 400, "rows.wrong-type", "rows.0.petal_width"),
        (
            {"instances": [{name: good[name] for name in list(good)[:3]}]},
            400,
            "rows.column-missing",
            "rows.0.petal_width",
        ),
        ({"instances": [{**good, "petal_wdth": 1}]}, 400, "rows.column-unknown", "rows.0.petal_wdth"),
        ({"dataframe_split": {"columns": ["a"], "data": [[1, 2]]}}, 400, "rows.shape", ""),
        ({"inputs": {"a": [1], "b": [1, 2]}}, 400, "rows.shape", ""),
    ],
)
def test_named_errors(flower_server: Running, body: object, status: int, code: str, where: str) -> None:
    reply = flower_server.post("/invocations", body)
    error = reply.json()["error"]
    assert (reply.status, error["code"]) == (status, code)
    assert where in error.get("details", "") and error["fixes"]
    assert flower_server.post("/predict", {"instances": [good]}).status == 200


def test_unknown_routes_methods_and_formats(flower_server: Running) -> None:
    assert flower_server.ask("GET", "/nowhere").status == 404
    refused = flower_server.ask("GET", "/predict")
    assert (refused.status, refused.headers["allow"]) == (405, "POST")
    assert flower_server.ask("POST", "/ping").status == 405
    reply = flower_server.post("/invocations", "<rows/>", content_type="application/xml")
    assert (reply.status, reply.json()["error"]["code"]) == (415, "input.media-type")


def test_a_pickled_array_is_not_unpickled(flower_server: Running) -> None:
    import io

    import numpy as np

    file = io.BytesIO()
    np.save(file, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    assert (
        flower_server.post("/invocations", file.getvalue(), content_type="application/x-npy").json()["error"][
            "code"
        ]
        == "rows.shape"
    )


def talk(port: int, data: bytes, patience: float = 8.0) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as one:
        try:
            one.sendall(data)
        except OSError:
            pass
        answer = b""
        while True:
            try:
                piece = one.recv(65536)
            except OSError:
                return answer
            if not piece:
                return answer
            answer += piece


def test_a_body_over_the_limit_is_refused_and_the_client_can_read_why(flower_folder: object) -> None:
    from conftest import running

    with running(flower_folder, SLIPWAY_BODY_BYTES="1000000") as server:  # type: ignore[arg-type]
        for head in (b"content-length: 30000000\r\n\r\n", b"transfer-encoding: chunked\r\n\r\n1c9c380\r\n"):
            answer = talk(server.port, b"POST /predict HTTP/1.1\r\nhost: x\r\n" + head + b"x" * 30_000_000)
            assert answer.startswith(b"HTTP/1.1 413 ") and b"input.too-large" in answer
        assert server.post("/predict", {"instances": [good]}).status == 200


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GARBAGE\r\n\r\n", b"400"),
        (
            b"POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
            b"400",
        ),
        (b"POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n", b"400"),
        (b"POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab", b"400"),
        (b"GET / HTTP/1.1\r\nx: " + b"y" * 40_000 + b"\r\n\r\n", b"431"),
        (b"GET /" + b"y" * 40_000, b"431"),
    ],
)
def test_malformed_http_is_refused(flower_server: Running, data: bytes, status: bytes) -> None:
    assert talk(flower_server.port, data).startswith(b"HTTP/1.1 " + status)


def test_deep_json_and_odd_keys_are_harmless(flower_server: Running) -> None:
    assert flower_server.post("/predict", "[" * 100_000).status == 400
    assert flower_server.post("/predict", {"instances": [{**good, "__proto__": 1}]}).status == 400


def test_pipelined_requests_are_answered_in_order(flower_server: Running) -> None:
    body = json.dumps({"instances": [good]}).encode()
    one = b"POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\nx-request-id: %d\r\n\r\n%b"
    data = (
        b"".join(one % (len(body), index, body) for index in range(200))
        + b"GET /ping HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
    )
    answer = talk(flower_server.port, data)
    ids = [int(line.split(b": ")[1]) for line in answer.split(b"\r\n") if line.startswith(b"x-request-id")]
    assert ids == list(range(200))


def test_slow_headers_are_ended_and_do_not_hold_others(flower_server: Running) -> None:
    with socket.create_connection(("127.0.0.1", flower_server.port), timeout=20) as slow:
        slow.sendall(b"POST /predict HTTP/1.1\r\nhost: ")
        begun = time.monotonic()
        assert flower_server.post("/predict", {"instances": [good]}).status == 200
        assert slow.recv(100).startswith(b"HTTP/1.1 408")
        assert time.monotonic() - begun > 5
