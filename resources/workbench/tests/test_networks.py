"""Networks of PyTorch, Keras and TensorFlow, converted by their own exporters: run by hand with requirements-heavy.txt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import Worked, bench, labelled, numbers, package

data = np.random.default_rng(4).normal(size=(12, 4)).astype(np.float32)
output = labelled(["a", "b", "c"])
forms = {
    "tensor": {"inputs": [{"name": "x", "type": "tensor", "shape": [4]}], "output": output},
    "columns": {"inputs": numbers("pqrs"), "output": output},
}
module_code = """
import torch

class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 3), torch.nn.Softmax(1))

    def forward(self, x):
        return self.layers(x)
"""


def check(worked: Worked, form: str, wanted: np.ndarray) -> None:
    assert worked.conversion["state"] == "used", worked.conversion
    rows = [{"x": row} for row in data.tolist()] if form == "tensor" else data.tolist()
    answers = [list(one["scores"].values()) for one in worked.ask(rows)]
    assert np.array(answers) == pytest.approx(wanted, abs=1e-5)


@pytest.mark.parametrize("form", list(forms))
@pytest.mark.parametrize("kind", ["weights.pth", "model.pt", "model.pt2"])
def test_torch_modules(kind: str, form: str, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="torch is not installed (requirements-heavy.txt)")
    (tmp_path / "net.py").write_text(module_code)
    space: dict = {}
    exec(module_code, space)
    torch.manual_seed(1)
    net = space["Net"]().eval()
    entry = {}
    if kind == "weights.pth":
        torch.save(net.state_dict(), tmp_path / kind)
        entry = {"entry": "net.py:Net"}
    elif kind == "model.pt":
        torch.jit.trace(net, torch.zeros(1, 4)).save(str(tmp_path / kind))
    else:
        rows = {0: torch.export.Dim("rows")}
        torch.export.save(
            torch.export.export(net, (torch.zeros(2, 4),), dynamic_shapes=(rows,)), str(tmp_path / kind)
        )
    with torch.inference_mode():
        wanted = net(torch.from_numpy(data)).numpy()
    worked = bench(package(tmp_path, "torch", kind, signature=forms[form], **entry))
    check(worked, form, wanted)


@pytest.mark.parametrize("form", list(forms))
@pytest.mark.parametrize("kind", ["keras", "tensorflow"])
def test_keras_models_and_saved_models(
    kind: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Any:
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "3")
    pytest.importorskip("tensorflow", reason="tensorflow is not installed (requirements-heavy.txt)")
    pytest.importorskip("tf2onnx", reason="tf2onnx is not installed (requirements-heavy.txt)")
    import keras

    keras.utils.set_random_seed(1)
    made = keras.Sequential(
        [keras.Input((4,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(3, "softmax")]
    )
    if kind == "keras":
        made.save(tmp_path / "model.keras")
        worked = bench(package(tmp_path, "keras", "model.keras", signature=forms[form]))
    else:
        made.export(str(tmp_path / "saved"), verbose=False)
        worked = bench(package(tmp_path, "tensorflow", "saved", signature=forms[form]))
    check(worked, form, np.asarray(made(data)))
