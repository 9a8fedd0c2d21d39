"""SageMaker-style `inference.py`: model_fn, and input_fn, predict_fn, output_fn or transform_fn where it has them.

https://sagemaker.readthedocs.io/en/stable/frameworks/pytorch/using_pytorch.html#serve-a-pytorch-model
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from ..errors import Problem
from ..manifest import Manifest
from .model import Model, RawAnswer
from .user_code import accepts, import_file, required


def load(manifest: Manifest) -> Model:
    path = manifest.path if manifest.path.suffix == ".py" else manifest.path / "code" / "inference.py"
    module = import_file(path)
    model_fn = required(module, "model_fn")
    folder = str(manifest.folder)
    state = model_fn(folder, None) if accepts(model_fn, 2) and not accepts(model_fn, 1) else model_fn(folder)
    if hasattr(module, "transform_fn"):
        return Model(
            answer_raw=lambda body, content, accept, _: _wrap(
                module.transform_fn(state, body, content, accept), accept
            ),
            together=False,
        )
    read = getattr(module, "input_fn", read_default)
    predict = getattr(module, "predict_fn", lambda data, model: model.predict(data))
    write = getattr(module, "output_fn", write_default)

    def answer(body: bytes, content_type: str, accept: str, _: Mapping[str, str]) -> RawAnswer:
        data = read(body, content_type)
        return _wrap(write(predict(data, state), accept), accept)

    return Model(answer_raw=answer, together=False)


def read_default(body: bytes, content_type: str) -> Any:
    """JSON, CSV or npy as a NumPy array, like the containers of the framework."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind in ("application/json", ""):
        document = json.loads(body)
        return np.array(document.get("instances", document) if isinstance(document, dict) else document)
    if kind == "text/csv":
        return np.genfromtxt(io.BytesIO(body), delimiter=",", ndmin=2)
    if kind == "application/x-npy":
        return np.load(io.BytesIO(body), allow_pickle=False)
    raise Problem("input.media-type", f"{content_type}; the default input_fn reads JSON, CSV and npy.")


def write_default(prediction: Any, accept: str) -> Any:
    values = prediction.tolist() if hasattr(prediction, "tolist") else prediction
    if accept.partition(";")[0].strip() == "text/csv":
        rows = values if isinstance(values, list) else [values]
        return "\n".join(
            ",".join(map(str, row)) if isinstance(row, list) else str(row) for row in rows
        ), "text/csv"
    return json.dumps(values), "application/json"


def _wrap(answer: Any, accept: str) -> RawAnswer:
    """output_fn answers a body, or `(body, content type)`."""
    body, content_type = answer if isinstance(answer, tuple) and len(answer) == 2 else (answer, accept)
    if not content_type or "*" in content_type or "," in content_type:
        content_type = "application/json"
    if hasattr(body, "__next__"):
        return RawAnswer(body, content_type)
    if not isinstance(body, (bytes, bytearray, str)):
        body = json.dumps(body.tolist() if hasattr(body, "tolist") else body)
    return RawAnswer(body.encode() if isinstance(body, str) else bytes(body), content_type)
