"""The compiled kernel, where it is built: the same answers several times faster. Nothing depends on it.

`make kernel` builds it; SCORING_KERNEL=python leaves it aside. A kernel built from other sources than those beside it is not used.
"""

from __future__ import annotations

import hashlib
import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.measures.kernel.native import Tables

COMPILED, PYTHON, STALE = "compiled", "python", "stale"
# Where this is "python" the kernel is left aside.
SWITCH = "SCORING_KERNEL"


def source_digest() -> str:
    """The hash of the kernel's sources, which a built kernel carries."""
    folder = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    # Both kernels make records in one way.
    shared = (folder.parents[1] / "text" / "kernel").glob("maker.pxi")
    for path in [*shared, *sorted([*folder.glob("*.pyx"), *folder.glob("*.pxi"), folder / "plain.py"])]:
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def find() -> tuple[Any, str]:
    """The compiled module, None where there is none to use, and why."""
    if os.environ.get(SWITCH, "").strip().lower() == PYTHON:
        return None, PYTHON
    try:
        native = import_module("scoring.measures.kernel.native")
    except ImportError:
        return None, PYTHON
    return (native, COMPILED) if source_digest() == native.SOURCE else (None, STALE)


_NATIVE, _STATE = find()


def state() -> str:
    """Which way is taken: compiled, python, or stale (a kernel is built, but from other sources; Python does the work)."""
    return _STATE


def built() -> bool:
    """Whether there is a kernel that may be used."""
    return _NATIVE is not None


def tables(plain: dict[str, Any]) -> Tables | None:
    """A library as the kernel takes it; None where there is no kernel."""
    return None if _NATIVE is None else _NATIVE.Tables(plain)


def record(made: type, way: str) -> Any:
    """A way of the kernel's maker of a data class with slots (`native.Maker`); None where there is no kernel."""
    return None if _NATIVE is None else getattr(_NATIVE.Maker(made), way)
