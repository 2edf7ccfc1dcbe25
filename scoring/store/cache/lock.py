"""One process at a time: the system's lock on a file, which ends with the process that holds it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process holds `path`, which is made if it is not there, and hold it meanwhile. Raises OSError."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _take(handle)
        yield
    finally:
        # Closing gives it back, too.
        os.close(handle)


def is_free(path: Path) -> bool:
    """Whether no process holds `path`, which is there. Raises OSError where that cannot be told."""
    handle = os.open(path, os.O_RDWR)
    try:
        return _take(handle, wait=False)
    finally:
        os.close(handle)


def _take(handle: int, wait: bool = True) -> bool:
    """Hold the file. Where another process holds it: wait for that, or answer False."""
    if sys.platform == "win32":
        import msvcrt

        try:
            # Waiting is trying for ten seconds.
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            if wait:
                raise
            return False
    else:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
