"""What is served: the package's description, written when it was packaged."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .data.signature import Signature

file_name = "slipway.json"


@dataclass(frozen=True)
class Manifest:
    """`slipway.json` in the model folder. `sample` holds instances that the model must answer before it is called ready."""

    name: str
    version: str
    framework: str
    folder: Path
    #: Path of the model below `folder`; the folder itself when empty.
    model: str = ""
    #: Module attribute or class to load, for code of the user.
    entry: str = ""
    task: str = ""
    signature: Signature | None = None
    sample: tuple = ()
    #: How columns reach an ONNX graph, and the output that is read.
    onnx: dict | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    document: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return self.folder / self.model if self.model else self.folder


def find_model_folder(environment: Mapping[str, str]) -> Path:
    """The first folder that holds a `slipway.json`: what the platform mounted before what the image brought.

    SageMaker unpacks `ModelDataUrl` into /opt/ml/model; Azure ML names its mount in AZUREML_MODEL_DIR; a local
    AIP_STORAGE_URI is Vertex AI's local endpoint.
    """
    named = [
        environment.get(name, "") for name in ("SLIPWAY_MODEL_DIR", "AZUREML_MODEL_DIR", "AIP_STORAGE_URI")
    ]
    candidates = [Path(name) for name in named if name and "://" not in name]
    for folder in [*candidates, Path("/opt/ml/model"), Path("/opt/slipway/model")]:
        place = package_in(folder)
        if place is not None:
            return place
    raise FileNotFoundError(f"No folder with a {file_name} was found. Set SLIPWAY_MODEL_DIR.")


def package_in(folder: Path) -> Path | None:
    """The folder itself or the first one directly below it that holds a `slipway.json`: archives often have one folder at their top."""
    for place in (folder, *sorted(folder.glob("*/"))):
        if (place / file_name).is_file():
            return place
    return None


def read_manifest(folder: Path) -> Manifest:
    document = json.loads((folder / file_name).read_text("utf-8"))
    signature = document.get("signature")
    return Manifest(
        name=document["name"],
        version=str(document.get("version", "1")),
        framework=document["framework"],
        folder=folder,
        model=document.get("model", ""),
        entry=document.get("entry", ""),
        task=document.get("task", ""),
        signature=None
        if signature is None
        else Signature(signature, int(os.environ.get("SLIPWAY_MOST_ROWS", "10000"))),
        sample=tuple(document.get("sample", ())),
        onnx=document.get("onnx"),
        options=document.get("options", {}),
        document=document,
    )
