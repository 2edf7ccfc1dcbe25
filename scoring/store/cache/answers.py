"""What child processes made of bytes, kept: it stands before `documents.isolation`."""

from __future__ import annotations

import hashlib
import threading
from typing import Any

from scoring.store.cache.fact_codec import BROKEN, packed, unpacked
from scoring.store.cache.programs import parsing_program
from scoring.store.cache.store import ANSWER, Store, key_of, short

# An archive's members are larger than the archive, and unpacking is quick: each is kept by itself.
_NOT_KEPT = "scoring.documents.unpack:"
# The longest texts are a few million characters; more is hardly a report.
_LONGEST = 16 * 1024**2
# Recognition takes seconds a page: it is written at once.
_OCR, _DEAREST, _DEAR = "scoring.documents.ocr_page:", 1 << 20, 16


class Answers:
    """A `Keeper` over the entries of `store`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last = threading.local()

    def known(self, reader: str, data: bytes) -> dict[str, Any] | None:
        """The answer that is kept; None where there is none."""
        if reader.startswith(_NOT_KEPT):
            return None
        key = self._key(reader, data)
        value = self._store.get(ANSWER, key)
        if value is None:
            return None
        try:
            answer = unpacked(value)
        except BROKEN:
            answer = None
        if isinstance(answer, dict):
            return answer
        self._store.throw_away(ANSWER, key)
        return None

    def keep(self, reader: str, data: bytes, answer: dict[str, Any]) -> None:
        """Keep what was answered."""
        if reader.startswith(_NOT_KEPT):
            return
        value = packed(answer)
        if len(value) <= _LONGEST:
            weight = _DEAREST if reader.startswith(_OCR) else _DEAR
            self._store.put(ANSWER, self._key(reader, data), short(parsing_program()), value, weight)

    def _key(self, reader: str, data: bytes) -> bytes:
        """Each page of a scan asks about the same bytes: these are hashed once."""
        last: tuple[bytes, bytes] | None = getattr(self._last, "hashed", None)
        if last is None or last[0] is not data:
            last = self._last.hashed = data, hashlib.sha256(data).digest()
        return key_of(parsing_program().encode(), reader.encode("utf-8", "surrogatepass"), last[1])
