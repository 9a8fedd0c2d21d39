"""What the tests of the adapters share: a package asked through its adapter, and once through a real server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from conftest import running, write_package

from slipway_runtime.manifest import read_manifest
from slipway_runtime.models import load_model


def numbers(*names: str, **more: Any) -> list:
    return [{"name": name, "type": "number", **more} for name in names]


def labelled(*values: object) -> dict:
    labels = [{"value": str(value), "title": str(value)} for value in values]
    return {"task": "classification", "name": "class", "labels": labels}


value = {"task": "regression", "name": "value"}


def ask(folder: Path, rows: list) -> list:
    """Answers of the adapter alone, to rows as they would arrive."""
    manifest = read_manifest(folder)
    checked = rows if manifest.signature is None else manifest.signature.check(rows)
    labels = [] if manifest.signature is None else manifest.signature.labels
    model = load_model(manifest)
    assert model.predict is not None
    return model.predict(checked).rows(labels)


def serve(folder: Path, rows: list, **environment: str) -> list:
    """Answers of a server of the package."""
    with running(folder, **environment) as server:
        reply = server.post("/v1/predict", {"rows": rows})
        assert reply.status == 200, reply.body
        return reply.json()["predictions"]


def scores(answers: list) -> list:
    return [list(one["scores"].values()) for one in answers]


__all__ = ["ask", "labelled", "numbers", "scores", "serve", "value", "write_package"]
