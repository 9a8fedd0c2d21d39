"""What this process and its container use of memory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

#: Where a container's limit stands, in control groups of version 2 and 1.
_limits = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
#: A model takes more memory than its file takes disk.
_growth = 1.5


def memory_limit(environment: Mapping[str, str]) -> int | None:
    """Bytes: `SLIPWAY_MEMORY_BYTES`, else the container's limit, else the machine's memory; None where nothing says."""
    given = environment.get("SLIPWAY_MEMORY_BYTES")
    if given:
        return int(given)
    for path in _limits:
        text = _read(path)
        if text.isdigit() and int(text) < 1 << 60:
            return int(text)
    for line in _read("/proc/meminfo").splitlines():
        if line.startswith("MemTotal:"):
            return int(line.split()[1]) * 1024
    return None


def memory_used() -> int:
    """Resident bytes of this process."""
    fields = _read("/proc/self/statm").split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") if len(fields) > 1 else 0


def fits(folder: Path, limit: int | None) -> bool:
    """Whether a model of this folder's size is likely to fit into what is left."""
    if limit is None:
        return True
    size = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
    return memory_used() + int(size * _growth) <= limit


def give_back() -> None:
    """Returns freed memory to the system, where the C library keeps it: reading a model leaves about its size behind."""
    import ctypes

    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # Only glibc has it.
        return
    trim(0)


def _read(path: str) -> str:
    try:
        return Path(path).read_text("utf-8").strip()
    except OSError:
        return ""
