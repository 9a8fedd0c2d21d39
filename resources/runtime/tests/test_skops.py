"""skops files: estimators without pickle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import flowers, rows
from family import ask, scores, write_package

skops = pytest.importorskip("skops.io", reason="skops is not installed")


def test_an_estimator_in_a_skops_file(flower_model: Any, tmp_path: Path) -> None:
    skops.dump(flower_model, tmp_path / "model.skops")
    write_package(tmp_path, framework="sklearn", model="model.skops", signature=flowers, sample=rows)
    values = [list(row.values()) for row in rows]
    wanted = flower_model.predict_proba(values)
    assert scores(ask(tmp_path, rows)) == [pytest.approx(one) for one in wanted]
