"""The compiled kernel of the text room, where it is built: the same answers several times faster. Nothing depends on it.

`make kernel` builds it; SCORING_KERNEL=python leaves it aside. A kernel built from other sources than those beside it is not used.
"""

from __future__ import annotations

import hashlib
import os
from importlib import import_module
from pathlib import Path
from typing import Any

COMPILED, PYTHON, STALE = "compiled", "python", "stale"
# Where this is "python" the kernel is left aside.
SWITCH = "SCORING_KERNEL"


def source_digest() -> str:
    """The hash of the kernel's sources, which a built kernel carries."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).resolve().parent.glob("*.p[yx][xi]")):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _find() -> tuple[Any, str]:
    if os.environ.get(SWITCH, "").strip().lower() == PYTHON:
        return None, PYTHON
    try:
        found = import_module("scoring.text.kernel.native")
    except ImportError:
        return None, PYTHON
    return (found, COMPILED) if source_digest() == found.SOURCE else (None, STALE)


native, state = _find()
"""The compiled module, None where there is none; and why: compiled, python, or stale (built from other sources; Python does the work)."""
