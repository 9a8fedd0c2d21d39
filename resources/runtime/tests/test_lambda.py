"""AWS Lambda: the container takes its events from the Runtime API, for which a small stand-in answers here."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from conftest import rows, running, write_package


@contextmanager
def runtime_api() -> Iterator[tuple]:
    """Yields its address, the queue of events to give, and the queue of what was posted back, as `(path, body)`."""
    events: queue.Queue = queue.Queue()
    answers: queue.Queue = queue.Queue()

    class Api(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = json.dumps(events.get()).encode()
            self.send_response(200)
            self.send_header("Lambda-Runtime-Aws-Request-Id", "event-1")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            answers.put((self.path, json.loads(body)))
            self.send_response(202)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}", events, answers
    finally:
        server.shutdown()


def test_events_of_a_function_url_and_plain_events_get_the_same_predictions(flower_folder: Path) -> None:
    with runtime_api() as (address, events, answers), running(flower_folder, AWS_LAMBDA_RUNTIME_API=address):
        events.put({"rows": rows})
        path, plain = answers.get(timeout=20)
        assert path == "/2018-06-01/runtime/invocation/event-1/response"
        call = {"requestContext": {"http": {"method": "POST"}}, "rawPath": "/invocations"}
        events.put(
            {**call, "headers": {"content-type": "application/json"}, "body": json.dumps({"instances": rows})}
        )
        answer = answers.get(timeout=20)[1]
        assert (answer["statusCode"], json.loads(answer["body"])) == (200, plain)
        assert [one["label"] for one in plain["predictions"]] == ["setosa", "virginica"]


def test_a_refused_event_keeps_its_status_and_the_next_one_is_served(flower_folder: Path) -> None:
    with runtime_api() as (address, events, answers), running(flower_folder, AWS_LAMBDA_RUNTIME_API=address):
        call = {"requestContext": {"http": {"method": "POST"}}, "rawPath": "/predict", "headers": {}}
        events.put({**call, "body": "{"})
        answer = answers.get(timeout=20)[1]
        assert (answer["statusCode"], json.loads(answer["body"])["error"]["code"]) == (400, "input.not-json")
        events.put({"rows": rows})
        assert answers.get(timeout=20)[0].endswith("/response")


def test_a_model_that_cannot_be_loaded_is_reported_to_the_platform(tmp_path: Path) -> None:
    write_package(tmp_path, framework="predict-py", model="predict.py")
    with (
        runtime_api() as (address, _, answers),
        running(tmp_path, wait=False, AWS_LAMBDA_RUNTIME_API=address),
    ):
        path, failure = answers.get(timeout=20)
        assert path == "/2018-06-01/runtime/init/error"
        assert "predict.py" in failure["errorMessage"]
