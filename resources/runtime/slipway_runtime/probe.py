"""The smoke probe: asks a running server its own sample over every route and says what it saw, as one JSON document.

`python -m slipway_runtime.probe --wait 60`, run beside the server (in its container, or with its environment). Exit status 0 when every check passed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from importlib import metadata
from typing import Any

from .manifest import Manifest, find_model_folder, read_manifest
from .settings import read_settings
from .smoke.answers import agree, comparable, predictions_of
from .smoke.client import Answer, Client
from .smoke.rows import sample_rows, tensors_of

#: Frameworks whose code reads the body itself, with the wrappings that such code commonly reads.
_wrappings: Mapping[str, Sequence] = {
    "inference-py": ("instances", "inputs", None),
    "score-py": ("data", "input_data", None),
}
_shown = 4000


class Checks:
    def __init__(self) -> None:
        self.list: list[dict] = []

    def add(self, title: str, passed: bool, observed: str) -> None:
        self.list.append({"title": title, "passed": bool(passed), "observed": observed[:_shown]})


def probe(manifest: Manifest, client: Client, predict_route: str, wait: float) -> dict:
    """`readyMs`, `memoryBytes`, `answers`, `checks` and `installed`. Times in milliseconds; `wait` in seconds."""
    checks = Checks()
    begun = time.monotonic()
    ping = _await_ready(client, wait)
    waited = (time.monotonic() - begun) * 1000
    checks.add("The server is ready", ping.status == 200, _seen(ping))
    answers: list[Answer] = []
    figures: Mapping[str, float] = {}
    if ping.status == 200:
        _check_life(client, checks)
        if manifest.framework in _wrappings:
            answers = _ask_raw(manifest, client, predict_route, checks)
            _check_raw_bad_input(client, checks)
        else:
            answers = _ask_rows(manifest, client, predict_route, checks)
            _check_bad_input(manifest, client, checks)
        figures = _figures(client)
    ready = figures.get("slipway_ready_seconds")
    report = {
        "readyMs": round(waited if ready is None else ready * 1000, 1),
        "answers": [{"route": one.route, "status": one.status, "body": one.body[:_shown]} for one in answers],
        "checks": checks.list,
        "installed": installed(),
    }
    memory = figures.get("slipway_memory_peak_bytes")
    return report if memory is None else {**report, "memoryBytes": int(memory)}


def installed() -> dict:
    """Versions of the distributions that this Python sees."""
    names = ((one.metadata["Name"], one.version) for one in metadata.distributions())
    return dict(sorted((name, version) for name, version in names if name))


def _await_ready(client: Client, wait: float) -> Answer:
    deadline = time.monotonic() + wait
    while True:
        answer = client.ask("GET", "/ping")
        if answer.status == 200 or time.monotonic() > deadline:
            return answer
        time.sleep(0.05)


def _check_life(client: Client, checks: Checks) -> None:
    health = [client.ask("GET", path) for path in ("/", "/health/live", "/health/ready", "/v2/health/ready")]
    failing = [one for one in health if one.status != 200]
    checks.add(
        "Health is answered as each cloud asks for it",
        not failing,
        "; ".join(_seen(one) for one in failing) or f"200 on {', '.join(one.route for one in health)}",
    )
    described = client.ask("GET", "/openapi.json")
    document = described.json()
    checks.add(
        "The server describes itself",
        described.status == 200 and isinstance(document, dict) and "paths" in document,
        f"{described.status}, {len(described.body)} bytes of OpenAPI",
    )


# Models that take rows


def _ask_rows(manifest: Manifest, client: Client, predict_route: str, checks: Checks) -> list:
    rows, origin = sample_rows(manifest)
    if not rows:
        checks.add(
            "The sample is answered",
            True,
            "Not asked: there is neither a sample nor a signature to make a row from.",
        )
        return []
    bodies = {
        "/v1/predict": {"rows": rows},
        "/invocations": {"instances": rows},
        predict_route: {"instances": rows},
        "/score": {"input_data": rows},
    }
    answers = [client.ask("POST", path, body) for path, body in bodies.items()]
    if manifest.signature is not None:
        answers.append(
            client.ask("POST", "/v2/models/model/infer", {"inputs": tensors_of(rows, manifest.signature)})
        )
    for one in answers:
        checks.add(f"{one.route} answers {origin}", one.status == 200, _seen(one))
    read = [predictions_of(one) for one in answers]
    checks.add(
        "There is one prediction per row", read[0] is not None and len(read[0]) == len(rows), _count(read[0])
    )
    again = client.ask("POST", answers[0].route, bodies[answers[0].route])
    if not _may_differ(manifest, answers[0], again, checks):
        first = comparable(read[0])
        differing = [one.route for one, found in zip(answers, read) if not agree(comparable(found), first)]
        _check_routes(answers, differing if read[0] is not None else [answers[0].route], checks)
    return answers


def _may_differ(manifest: Manifest, first: Answer, again: Answer, checks: Checks) -> bool:
    """True for code that draws its answer anew each time, such as a text generator; a model of numbers may not."""
    same = again.status == first.status == 200 and agree(_read(first), _read(again))
    free = manifest.signature is None or manifest.signature.output.get("task") == "other"
    observed = "both answers are equal" if same else f"{first.body[:300]} and then {again.body[:300]}"
    if free and not same and again.status == first.status == 200:
        checks.add(
            "Two identical requests are both answered", True, f"They differ, which own code may: {observed}"
        )
        return True
    checks.add("Two identical requests get the same answer", same, observed)
    return False


def _check_routes(answers: Sequence, differing: list, checks: Checks) -> None:
    names = ", ".join(differing)
    observed = f"{names} differ from {answers[0].route}" if names else f"{len(answers)} routes agree"
    checks.add("The routes agree on the answer", not names, observed)


def _check_bad_input(manifest: Manifest, client: Client, checks: Checks) -> None:
    refused = client.ask("POST", "/v1/predict", "{")
    checks.add("A body that is not JSON is refused with a reason", _is_refusal(refused), _seen(refused))
    signature = manifest.signature
    if signature is not None:
        column = signature.columns[0]
        wrong: Any = 5 if column.type == "string" else "not a number"
        rows, _ = sample_rows(manifest)
        row = rows[0] if rows and isinstance(rows[0], dict) else {}
        answer = client.ask("POST", "/v1/predict", {"rows": [{**row, column.name: wrong}]})
        named = _is_refusal(answer) and column.name in answer.body
        checks.add("A value of the wrong type is refused by the name of its column", named, _seen(answer))
    after = client.ask("GET", "/ping")
    checks.add("The server goes on after bad input", after.status == 200, _seen(after))


# Models whose own code reads the body


def _ask_raw(manifest: Manifest, client: Client, predict_route: str, checks: Checks) -> list:
    bodies = _raw_bodies(manifest)
    if not bodies:
        checks.add(
            "The sample is answered",
            True,
            "Not asked: there is no sample, and only the model's own code knows its input.",
        )
        return []
    main = "/score" if manifest.framework == "score-py" else "/invocations"
    tried = []
    for body in bodies:
        answer = client.ask("POST", main, body)
        if answer.status == 200:
            break
        tried.append(f"{json.dumps(body)[:120]}: {_seen(answer)}")
    checks.add(
        f"{main} answers the sample",
        answer.status == 200,
        "; ".join(tried) if answer.status != 200 else _seen(answer),
    )
    if answer.status != 200:
        return [answer]
    routes = dict.fromkeys(("/invocations", "/v1/predict", predict_route, "/score"))
    others = [client.ask("POST", path, body) for path in routes if path != main]
    answers = [answer, *others]
    for one in others:
        checks.add(f"{one.route} answers the sample", one.status == 200, _seen(one))
    again = client.ask("POST", main, body)
    if not _may_differ(manifest, answer, again, checks):
        differing = [one.route for one in others if not agree(_read(one), _read(answer))]
        _check_routes(answers, differing, checks)
    return answers


def _raw_bodies(manifest: Manifest) -> list:
    """`options.request` where the package names its own; else the sample in the wrappings that such code reads, as values and as records."""
    if "request" in manifest.options:
        return [manifest.options["request"]]
    rows = list(manifest.sample)
    if not rows:
        return []
    plain = [list(row.values()) if isinstance(row, dict) else row for row in rows]
    forms = [plain] if plain == rows else [plain, rows]
    return [form if key is None else {key: form} for key in _wrappings[manifest.framework] for form in forms]


def _check_raw_bad_input(client: Client, checks: Checks) -> None:
    # The model's code decides what it refuses: the server must answer something and live on.
    answer = client.ask("POST", "/invocations", "{")
    after = client.ask("GET", "/ping")
    checks.add(
        "The server answers an unreadable body and goes on",
        answer.status != 0 and bool(answer.body) and after.status == 200,
        f"{_seen(answer)}; then {_seen(after)}",
    )


def _read(answer: Answer) -> Any:
    found = answer.json()
    return answer.body if found is None else found


def _is_refusal(answer: Answer) -> bool:
    return 400 <= answer.status < 500 and bool(answer.body)


def _seen(answer: Answer) -> str:
    return f"{answer.route}: {answer.status or 'no answer'} {answer.body[:300]}".strip()


def _count(predictions: list | None) -> str:
    return "no predictions" if predictions is None else f"{len(predictions)} predictions"


def _figures(client: Client) -> dict:
    """The server's own figures, by name."""
    figures = {}
    for line in client.ask("GET", "/metrics").body.splitlines():
        name, _, value = line.rpartition(" ")
        if name and not line.startswith("#"):
            figures[name.partition("{")[0]] = float(value)
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(prog="slipway_runtime.probe", description=__doc__)
    parser.add_argument("--wait", type=float, default=60.0, help="seconds to wait for readiness")
    parser.add_argument("--timeout", type=float, default=60.0, help="seconds for one answer")
    words = parser.parse_args()
    settings = read_settings(os.environ)
    manifest = read_manifest(find_model_folder(os.environ))
    client = Client(settings.ports[0], words.timeout)
    report = probe(manifest, client, settings.predict_route, words.wait)
    print(json.dumps(report))
    return 0 if all(one["passed"] for one in report["checks"]) else 1


if __name__ == "__main__":
    sys.exit(main())
