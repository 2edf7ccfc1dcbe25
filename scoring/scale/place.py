"""Where parts lie: a folder, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import uuid
from pathlib import Path
from typing import Protocol

from scoring.documents.held import Loading, Source
from scoring.documents.read import load
from scoring.scale.types import File

TEMPORARY = ".tmp-"


class Place(Protocol):
    """Where parts lie. `write` puts a file there in one step and raises OSError; `read` raises FileNotFoundError;
    `remove` is content if there is nothing."""

    def write(self, name: str, data: bytes) -> None: ...

    def read(self, name: str) -> bytes: ...

    def remove(self, name: str) -> None: ...


class FolderPlace:
    """Files below a folder of this machine (or one that is mounted here)."""

    def __init__(self, root: str) -> None:
        self.root = Path(root)

    def write(self, name: str, data: bytes) -> None:
        """Put `data` under `name` in one step, also against others who write the same. Raises OSError; then the old file stands.

        Without waiting for the disk: what a power failure damages is found by its digest.
        """
        target = self.root / name
        # Not what the root lies in: a worker that comes too late must not bring back the folder of a run that is finished.
        self.root.mkdir(exist_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f"{TEMPORARY}{uuid.uuid4().hex}")
        try:
            temporary.write_bytes(data)
            os.replace(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)

    def read(self, name: str) -> bytes:
        """The bytes under `name`. Raises FileNotFoundError where there are none."""
        return (self.root / name).read_bytes()

    def remove(self, name: str) -> None:
        """Take a file away, if it is there. Raises OSError."""
        (self.root / name).unlink(missing_ok=True)


def place_of(address: str) -> Place:
    """The place of that address: a folder, or what `urls` makes of a `://`. Raises ScoringError for an address that nothing here reads."""
    if "://" not in address:
        return FolderPlace(address)
    from scoring.scale.urls import UrlPlace, local_path

    folder = local_path(address)
    return UrlPlace(address) if folder is None else FolderPlace(folder)


def source_of(file: File) -> tuple[Source, Loading]:
    """The file as documents name it, and the function that loads its bytes."""
    if any("://" in path for path in file.paths):
        from scoring.scale.urls import loading_of

        paths, loading = loading_of(file.paths)
        return Source(file.shown, paths), loading
    return Source(file.shown, tuple(map(Path, file.paths))), load


def sha256_of(path: Path) -> str:
    """The digest of a file, read piece by piece."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1024 * 1024):
            found.update(piece)
    return found.hexdigest()


def digest(data: bytes) -> str:
    """The digest of bytes."""
    return hashlib.sha256(data).hexdigest()
