"""The model as the serving runtime asks it: the side of the comparison that is right by definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slipway_runtime.data.signature import Signature
from slipway_runtime.manifest import Manifest
from slipway_runtime.models import load_model
from slipway_runtime.models.model import Model


@dataclass(frozen=True)
class Original:
    """`sample` are checked rows (any JSON without a signature); `expected` are their answers, None where the model does not take rows."""

    model: Model
    signature: Signature | None
    sample: Sequence
    expected: list | None


def load_original(manifest: Manifest) -> Original:
    model = load_model(manifest)
    signature = manifest.signature
    rows = list(manifest.sample)
    sample = signature.check(rows) if signature is not None and rows else rows
    if model.predict is None or not sample:
        return Original(model, signature, sample, None)
    labels = [] if signature is None else signature.labels
    return Original(model, signature, sample, model.predict(sample).rows(labels))
