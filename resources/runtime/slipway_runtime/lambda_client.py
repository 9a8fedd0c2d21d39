"""AWS Lambda: the container asks for its work instead of being asked.

The loop takes one event after the other from the Runtime API (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) and gives it to the server on
loopback, so that Lambda gets the same answers as every other platform.
"""

from __future__ import annotations

import base64
import http.client
import json
from typing import Any

from .serving.log import Log

_version = "/2018-06-01/runtime"


def run_lambda(api: str, port: int, log: Log) -> None:
    """Serves events until the platform ends the process. `api` is host:port of the Runtime API."""
    events = http.client.HTTPConnection(api)
    server = http.client.HTTPConnection("127.0.0.1", port)
    while True:
        events.request("GET", f"{_version}/invocation/next")
        taken = events.getresponse()
        request_id = taken.headers.get("Lambda-Runtime-Aws-Request-Id", "")
        event = taken.read()
        try:
            answer, way = json.dumps(answer_event(json.loads(event), server, request_id)), "response"
        except Exception as error:
            log.error("A Lambda event failed.", error=repr(error), request_id=request_id)
            server.close()
            answer, way = json.dumps({"errorMessage": str(error), "errorType": type(error).__name__}), "error"
        events.request(
            "POST", f"{_version}/invocation/{request_id}/{way}", answer, {"content-type": "application/json"}
        )
        events.getresponse().read()


def report_failed_start(api: str, why: str) -> None:
    """Tells Lambda that the model could not be loaded, so that the log and the console say so."""
    events = http.client.HTTPConnection(api, timeout=5)
    events.request(
        "POST",
        f"{_version}/init/error",
        json.dumps({"errorMessage": why, "errorType": "Runtime.ModelNotServed"}),
    )
    events.getresponse().read()


def answer_event(event: Any, server: http.client.HTTPConnection, request_id: str) -> Any:
    """A function URL's or API Gateway's event (payload 2.0 or 1.0) gets an HTTP answer; any other event is the body of a prediction."""
    if not isinstance(event, dict) or not (
        "requestContext" in event and ("rawPath" in event or "path" in event)
    ):
        return json.loads(
            _ask(
                server,
                "POST",
                "/v1/predict",
                json.dumps(event).encode(),
                {"content-type": "application/json", "x-request-id": request_id},
            )[2]
        )
    method = event.get("httpMethod") or event["requestContext"].get("http", {}).get("method", "POST")
    path = event.get("rawPath") or event.get("path") or "/"
    query = event.get("rawQueryString") or ""
    body = event.get("body") or ""
    raw = base64.b64decode(body) if event.get("isBase64Encoded") else body.encode()
    skipped = ("host", "content-length", "connection", "transfer-encoding")
    headers = {
        name: value for name, value in (event.get("headers") or {}).items() if name.lower() not in skipped
    }
    status, kind, answer = _ask(
        server, method, path + ("?" + query if query else ""), raw, {"x-request-id": request_id, **headers}
    )
    try:
        return {
            "statusCode": status,
            "headers": {"content-type": kind},
            "body": answer.decode(),
            "isBase64Encoded": False,
        }
    except UnicodeDecodeError:
        return {
            "statusCode": status,
            "headers": {"content-type": kind},
            "body": base64.b64encode(answer).decode(),
            "isBase64Encoded": True,
        }


def _ask(server: http.client.HTTPConnection, method: str, path: str, body: bytes, headers: dict) -> tuple:
    server.request(method, path, body, headers)
    answer = server.getresponse()
    return answer.status, answer.headers.get("content-type", "application/json"), answer.read()
