"""Pages that are pictures, read one by one in a child process of their own: what a reader left as `pictures` becomes text.

A page has its own limit of time and memory, so that one bad page costs that page and not the document.
"""

from __future__ import annotations

import atexit
import os
import threading
from importlib.util import find_spec

from scoring.documents.content import Content, Unreadable, content_of
from scoring.documents.formats import OCR_MODULES
from scoring.documents.isolation import Isolation
from scoring.documents.limits import Limits
from scoring.documents.ocr_engine import THREADS

_MIB = 1024 * 1024
# The engine holds 850 MB and reserves twice that; a page takes 3 s on two cores.
LIMITS = Limits(seconds=120.0, memory=3 * 1024 * _MIB, files=500, grown=1600 * _MIB, threads=THREADS)
MAX_PAGES = 300
_READER = "scoring.documents.ocr_page:read_page"

OCR, MIXED = "ocr", "text+ocr"
# Flags of a report: pages not read, and stretches of which the engine is unsure.
UNREAD, DOUBTED = "image_pages", "ocr_doubtful"


def missing_ocr() -> tuple[str, ...]:
    """What this machine lacks for reading pictures."""
    return tuple(module for module in OCR_MODULES if find_spec(module) is None)


def with_pictures_read(kind: str, data: bytes, content: Content) -> Content:
    """`content` with the text of its `pictures` in their place; `recognised` and `doubtful` say what came from them.

    Without the engine, pages of text are kept and flagged image_pages. Raises `Unreadable` with missing-ocr if all pages are pictures and
    the engine is not installed, too-many-pages, nothing-recognised, or what the first page failed with if all did.
    """
    pages = _pages(content)
    some_text = any(page.strip() for page in pages)
    if missing_ocr():
        if not some_text:
            raise Unreadable("missing-ocr")
        return content._replace(flags=(*content.flags, UNREAD))
    if len(content.pictures) > MAX_PAGES:
        raise Unreadable("too-many-pages", count=len(content.pictures), limit=MAX_PAGES)
    doubtful: dict[int, list[tuple[int, int]]] = {}
    failures: list[Unreadable] = []
    unread = False
    for number in content.pictures:
        try:
            answer = _own().answer(f"{_READER}:{kind}:{number}", data)
        except Unreadable as error:
            failures.append(error)
            continue
        pages[number - 1] = str(answer["text"])
        unread |= bool(answer["unread"])
        doubtful[number] = [(int(start), int(end)) for start, end in answer["doubtful"]]
    if failures and not any(page.strip() for page in pages):
        raise failures[0]
    if not any(page.strip() for page in pages):
        raise Unreadable("nothing-recognised", count=len(content.pictures))
    return _put_together(content, pages, doubtful, unread or bool(failures), some_text)


def _pages(content: Content) -> list[str]:
    ends = (*content.page_starts[1:], len(content.text))
    return [content.text[start:end] for start, end in zip(content.page_starts, ends, strict=True)]


def _put_together(
    content: Content, pages: list[str], doubtful: dict[int, list[tuple[int, int]]], unread: bool, some_text: bool
) -> Content:
    kept = [flag for flag in content.flags if flag != "no_chinese"]
    flags = [*kept, *([UNREAD] if unread else []), *([DOUBTED] if any(doubtful.values()) else [])]
    made = content_of(MIXED if some_text else OCR, pages, encoding=content.encoding, paged=True, flags=flags)
    recognised, spans = [], []
    for number, found in doubtful.items():
        start = made.page_starts[number - 1]
        # Pages come clean from `ocr_layout`, so that their offsets still hold.
        end = start + len(pages[number - 1])
        if end > start:
            recognised.append((start, end))
        spans += [(start + low, start + high) for low, high in found]
    return made._replace(recognised=tuple(recognised), doubtful=tuple(spans))


_shared: tuple[int, Isolation] | None = None
_starting = threading.Lock()


def _own() -> Isolation:
    """This process's own child for recognition, which ends with the process."""
    global _shared
    with _starting:
        if _shared is None or _shared[0] != os.getpid():
            _shared = os.getpid(), Isolation(LIMITS)
            atexit.register(_shared[1].close)
        return _shared[1]
