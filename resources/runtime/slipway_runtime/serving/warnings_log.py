"""Warnings of libraries as log lines, each once, instead of text on standard error."""

from __future__ import annotations

import warnings
from typing import Any

from .log import Log

#: A library that warns about every value must not fill the memory.
_most = 200


def log_warnings(log: Log) -> None:
    """Python's own rules still decide what is shown at all. A model written by another version of scikit-learn is called a warning of the model's health."""
    seen: set = set()

    def show(message: Any, category: type, filename: str, lineno: int, *_: Any, **__: Any) -> None:
        key, fields = _describe(message, category)
        if key in seen or len(seen) >= _most:
            return
        seen.add(key)
        log.warning(fields.pop("text"), **fields)

    warnings.showwarning = show


def _describe(message: Any, category: type) -> tuple[tuple, dict]:
    """What makes a warning the same as another, and how it is logged."""
    if category.__name__ == "InconsistentVersionWarning":
        # One for each estimator within the model: they say the same.
        versions = (message.original_sklearn_version, message.current_sklearn_version)
        text = (
            f"The model was written with scikit-learn {versions[0]} and is read with {versions[1]}: "
            "its answers may differ."
        )
        fields = {"written_with": versions[0], "read_with": versions[1], "library": "scikit-learn"}
        return (category.__name__, *versions), {"text": text, "health": "warning", **fields}
    return (category.__name__, str(message)), {
        "text": "A library warns.",
        "category": category.__name__,
        "warning": str(message)[:2000],
    }
