"""The estimators inside an estimator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_single = ("estimator", "best_estimator_", "regressor_", "estimator_")


def parts_of(found: Any) -> Iterator[Any]:
    """The estimator itself, and the fitted ones within: steps, transformers of columns, wrapped ones."""
    if found is None or isinstance(found, str):
        return
    yield found
    inner = [one for _, one in getattr(found, "steps", ())]
    inner += [one for _, one, _ in getattr(found, "transformers_", ())]
    inner += [one for _, one in getattr(found, "transformer_list", ())]
    inner += [getattr(found, name, None) for name in _single]
    for one in inner:
        yield from parts_of(one)
