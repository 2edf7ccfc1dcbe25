"""Folders that are being written, and those that a killed process has left: `.<digits>.tmp` with `.<digits>.tmp.lock` beside it.

The lock is the system's: whoever writes the folder holds it, and it ends with that process, however that ends. So a folder whose lock is free is
nobody's. One without a lock file (an earlier version made it, or the file was taken away) is left alone for a day.
"""

from __future__ import annotations

import contextlib
import shutil
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from scoring.store.cache.lock import alone, is_free

_SUFFIX, _LOCK = ".tmp", ".lock"
_DAY = 24 * 3600


@contextlib.contextmanager
def unfinished(root: Path) -> Iterator[Path]:
    """A new folder below `root` to write in, until it is put in its place or the block ends: then what is left of it goes. Raises OSError."""
    root.mkdir(parents=True, exist_ok=True)
    folder = root / f".{uuid.uuid4().hex}{_SUFFIX}"
    lock = _lock_of(folder)
    try:
        with contextlib.ExitStack() as held:
            with contextlib.suppress(OSError):
                # Some shared folders know no locks: then nobody can tell that the folder is in use, and nobody takes it away.
                held.enter_context(alone(lock))
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        lock.unlink(missing_ok=True)


def clear_unfinished(root: Path) -> tuple[Path, ...]:
    """Remove the folders below `root` whose process is gone; which ones. What cannot be removed, or looked at, stays."""
    gone = []
    for folder in sorted(root.glob(f".*{_SUFFIX}")):
        lock = _lock_of(folder)
        with contextlib.suppress(OSError):
            if is_free(lock) if lock.exists() else _is_old(folder):
                shutil.rmtree(folder)
                lock.unlink(missing_ok=True)
                gone.append(folder)
    for lock in sorted(root.glob(f".*{_SUFFIX}{_LOCK}")):
        with contextlib.suppress(OSError):
            # Between a lock and its folder there is a moment.
            if not lock.with_suffix("").exists() and _is_old(lock) and is_free(lock):
                lock.unlink(missing_ok=True)
    return tuple(gone)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + _LOCK)


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > _DAY
