"""The digest of a file's bytes, which several steps ask for one after the other."""

from __future__ import annotations

import hashlib
import threading

# Longer ones are not held on to.
_LONGEST = 1024 * 1024


class _Last(threading.local):
    """What a thread asked for last."""

    data: bytes = b""
    digest: str = hashlib.sha256(b"").hexdigest()


_last = _Last()


def digest_of(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal digits. Of the same object it is made once."""
    if data is _last.data:
        return _last.digest
    digest = hashlib.sha256(data).hexdigest()
    if len(data) <= _LONGEST:
        _last.data, _last.digest = data, digest
    return digest
