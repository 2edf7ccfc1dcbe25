"""Bytes of a file in one state: read once, and again if the file changed meanwhile."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from scoring.documents.hashed import digest_of
from scoring.documents.held import Loading
from scoring.documents.read import load
from scoring.errors import DocumentError
from scoring.scale.told import told

_TRIES = 3


@dataclass(slots=True)
class Steady:
    """Loads files and keeps a digest of everything that was loaded."""

    loading: Loading = load
    _found: list[str] = field(default_factory=list)

    def digest(self) -> str:
        """A digest of what was loaded, in order, also of what could not be."""
        return hashlib.sha256("\n".join(self._found).encode()).hexdigest()

    def load(self, path: Path, shown: str) -> bytes:
        """The bytes of the file. Raises DocumentError as `documents.read.load`, and file-changing for one that does not come to rest."""
        try:
            data = self._at_rest(path, shown)
        except DocumentError as error:
            self._found.append(f"{error.diagnostics[0].code}")
            raise
        self._found.append(digest_of(data))
        return data

    def _at_rest(self, path: Path, shown: str) -> bytes:
        for _ in range(_TRIES):
            before = _state(path)
            data = self.loading(path, shown)
            if before is None or _state(path) == before:
                return data
        raise DocumentError([told("file-changing", shown)])


def _state(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is written; None for one that is not on this machine's disks."""
    try:
        about = os.stat(path)
    except OSError:
        return None
    return about.st_ino, about.st_size, about.st_mtime_ns
