"""Loading a module that somebody wrote for this model."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any


def import_file(path: Path) -> ModuleType:
    """Imports a file by path; its own folder is importable from it, as where it was written."""
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not a file.")
    folder = str(path.parent)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be imported.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def required(module: Any, name: str) -> Callable:
    found = getattr(module, name, None)
    if not callable(found):
        raise AttributeError(f"{getattr(module, '__name__', module)} has no function {name}().")
    return found


def accepts(function: Callable, count: int) -> bool:
    """True when the function can be called with `count` positional arguments."""
    try:
        inspect.signature(function).bind(*([None] * count))
    except TypeError:
        return False
    return True
