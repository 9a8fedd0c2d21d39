"""The signature that is served: what the package says, completed by what the model says of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from slipway_runtime.data.signature import Signature
from slipway_runtime.manifest import Manifest

from .describe import Description


def complete(manifest: Manifest, description: Description) -> Manifest:
    """Columns where the package names none; labels where it names none and the model gives scores.

    An MLflow folder stays as it is: its contract is the answer of `predict`, which has labels without scores.
    """
    document: dict[str, Any] | None = (
        None if manifest.signature is None else dict(manifest.signature.document)
    )
    if document is None:
        if description.columns is None:
            return manifest
        document = {"inputs": description.columns}
    output = {"task": description.task or "other", "name": "prediction", **document.get("output", {})}
    if description.labels and not output.get("labels") and manifest.framework != "mlflow":
        labels = [{"value": one, "title": one} for one in description.labels]
        output = {**output, "task": "classification", "labels": labels}
    document = {**document, "output": output}
    return replace(
        manifest, signature=Signature(document), document={**manifest.document, "signature": document}
    )
