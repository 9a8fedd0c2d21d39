"""Azure-style `score.py`: `init()` once, `run(data)` for each request.

As in azureml-inference-server-http: an undecorated `run` gets the body as text; what it returns is written as JSON, so that a returned string is
quoted; an optional parameter `request_headers` receives the headers.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Mapping
from typing import Any

import orjson

from ..errors import Problem
from ..manifest import Manifest
from .model import Model, RawAnswer
from .user_code import import_file, required


def load(manifest: Manifest) -> Model:
    os.environ.setdefault("AZUREML_MODEL_DIR", str(manifest.folder))
    path = manifest.path if manifest.path.suffix == ".py" else manifest.path / "score.py"
    module = import_file(path)
    required(module, "init")()
    run = required(module, "run")
    wants_headers = "request_headers" in inspect.signature(run).parameters

    def answer(body: bytes, _content: str, _accept: str, headers: Mapping[str, str]) -> RawAnswer:
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Problem("input.not-json", f"The body is not UTF-8: {error}") from None
        return _wrap(run(text, request_headers=dict(headers)) if wants_headers else run(text))

    return Model(answer_raw=answer, together=False)


def _wrap(answer: Any) -> RawAnswer:
    if hasattr(answer, "__next__"):
        return RawAnswer(answer, "text/event-stream")
    if hasattr(answer, "get_data") and hasattr(answer, "status_code"):
        return RawAnswer(
            answer.get_data(), answer.headers.get("Content-Type", "application/json"), answer.status_code
        )
    return RawAnswer(orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY, default=_plain))


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "to_dict"):
        return value.to_dict("records")
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
