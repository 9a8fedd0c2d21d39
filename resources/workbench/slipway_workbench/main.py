"""`python -m slipway_workbench --model FOLDER --out FOLDER`: describes, converts, compares, and writes what it found."""

from __future__ import annotations

import argparse
import json
import traceback
from math import isfinite
from pathlib import Path
from typing import Any

from slipway_runtime.manifest import file_name, read_manifest

from .bench import Outcome, try_conversion
from .describe import Description, describe
from .loaded import load_object
from .original import Original, load_original
from .signature import complete


def main() -> int:
    """Exit status 0 with a report; 1 when the model itself cannot be loaded, with a report that says why."""
    parser = argparse.ArgumentParser(prog="slipway_workbench", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="the model folder, with its slipway.json")
    parser.add_argument(
        "--out", type=Path, required=True, help="where the report and a conversion are written"
    )
    parser.add_argument("--no-conversion", action="store_true", help="only describe")
    words = parser.parse_args()
    words.out.mkdir(parents=True, exist_ok=True)
    report, status = work(words.model, words.out, convert=not words.no_conversion)
    (words.out / "report.json").write_text(json.dumps(report, indent=2, allow_nan=False) + "\n", "utf-8")
    print(json.dumps({"conversion": report["conversion"]}))
    return status


def work(folder: Path, out: Path, convert: bool = True) -> tuple[dict, int]:
    """The report and the exit status. Writes `model.onnx` and `slipway.json` when the conversion may be used."""
    manifest = read_manifest(folder)
    description, framework, found = Description(), manifest.framework, None
    try:
        framework, found = load_object(manifest)
        description = describe(framework, found)
        manifest = complete(manifest, description)
        original = load_original(manifest)
    except Exception as error:
        # The model's own code and libraries may raise anything.
        traceback.print_exc()
        reason = f"The model cannot be loaded: {type(error).__name__}: {error}"[:2000]
        return _report(description, None, Outcome("failed", reason)), 1
    if not convert:
        return _report(description, original, Outcome("off", "A conversion was not asked for.")), 0
    outcome = try_conversion(manifest, framework, found, description, original, out)
    if outcome.state == "used" and outcome.document is not None:
        (out / file_name).write_text(json.dumps(outcome.document, indent=2) + "\n", "utf-8")
    return _report(description, original, outcome), 0


def _report(description: Description, original: Original | None, outcome: Outcome) -> dict[str, Any]:
    columns = description.columns
    signature = None if original is None else original.signature
    return plain(
        {
            "describe": {
                "task": description.task,
                "columns": columns,
                "labels": description.labels,
                # The package's own, completed by the above: what both sides were asked with.
                "signature": None if signature is None else signature.document,
                "expected": None if original is None else original.expected,
            },
            "conversion": outcome.fields(),
        }
    )


def plain(value: Any) -> Any:
    """As JSON can hold it: arrays as lists, a number that is not finite as null, anything unknown as text."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, float):
        return value if isfinite(value) else None
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)
