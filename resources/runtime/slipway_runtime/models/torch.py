"""PyTorch: TorchScript (.pt, .pth), exported programs (.pt2), and a state dict (also safetensors) beside the module that it fills."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..data.predictions import Predictions
from ..manifest import Manifest
from .arrays import from_scores
from .model import Model
from .user_code import import_file


def load(manifest: Manifest) -> Model:
    import torch

    torch.set_num_threads(1)
    module = read_module(manifest, torch)
    signature = manifest.signature
    columns = 0 if signature is None else len(signature.columns)
    softmax = bool(manifest.options.get("softmax", False))

    def predict(rows: Sequence) -> Predictions:
        cells = [row[0] for row in rows] if columns == 1 else list(rows)
        with torch.inference_mode():
            answer = module(torch.from_numpy(np.array(cells, dtype=np.float32)))
            answer = answer[0] if isinstance(answer, (tuple, list)) else answer
            if softmax:
                answer = torch.softmax(answer, dim=1)
            return from_scores(answer.float().cpu().numpy(), signature)

    return Model(predict=predict)


def read_module(manifest: Manifest, torch: Any) -> Any:
    path = manifest.path
    if path.suffix == ".pt2":
        return torch.export.load(str(path)).module()
    if not manifest.entry:
        return torch.jit.load(str(path), map_location="cpu").eval()
    file, _, name = manifest.entry.partition(":")
    module = getattr(import_file(manifest.folder / file), name)()
    module.load_state_dict(_read_state(path, torch))
    return module.eval()


def _read_state(path: Path, torch: Any) -> Any:
    if path.suffix == ".safetensors":
        from safetensors.torch import load_file

        return load_file(str(path))
    return torch.load(str(path), map_location="cpu", weights_only=True)
