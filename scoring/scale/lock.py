"""One run at a time in a folder. The lock is the system's, so it goes with the process that holds it, however that ends."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO


@contextlib.contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold the lock in the file `path` for a while; gives whether it was free. The file is left behind. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _opened(path) as stream:
        # Whoever held it last may have taken the file away.
        free = _lock(stream) and os.path.exists(path) and os.path.samestat(os.fstat(stream.fileno()), os.stat(path))
        try:
            yield free
        finally:
            if free:
                _unlock(stream)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with path.open("a+b") as stream:
        # Locks on Windows are on bytes.
        stream.seek(0, os.SEEK_END)
        if not stream.tell():
            stream.write(b"\n")
            stream.flush()
        yield stream


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: IO[bytes]) -> bool:
        stream.seek(0)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(stream: IO[bytes]) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(stream: IO[bytes]) -> bool:
        try:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(stream: IO[bytes]) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_UN)
