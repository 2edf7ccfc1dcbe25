"""Pages that are pictures, read one by one in a child process of their own: what a reader left as `pictures` becomes text.

A page has its own limit of time and memory, so that one bad page costs that page and not the document.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, NamedTuple

from scoring.documents.content import Content, Unreadable, content_of
from scoring.documents.doubts import OCR_LOW
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


class Picture(NamedTuple):
    """Where a page's picture is: page `number` (from 1) of a file of format `kind`."""

    kind: str
    data: bytes
    number: int


def with_pictures_read(kind: str, data: bytes, content: Content) -> Content:
    """`with_pages_read` for a document that holds all of its pages."""
    return with_pages_read(content, lambda number: Picture(kind, data, number))


def with_pages_read(content: Content, picture: Callable[[int], Picture]) -> Content:
    """`content` with the text of its `pictures` in their place, `picture` of each page; `recognised` and `doubts` say what came from them.

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
    answers: dict[int, dict[str, Any]] = {}
    failures: list[Unreadable] = []
    for number in content.pictures:
        kind, data, inside = picture(number)
        try:
            answers[number] = _own().answer(f"{_READER}:{kind}:{inside}", data)
        except Unreadable as error:
            failures.append(error)
            continue
        pages[number - 1] = str(answers[number]["text"])
    if not any(page.strip() for page in pages):
        raise failures[0] if failures else Unreadable("nothing-recognised", count=len(content.pictures))
    unread = bool(failures) or any(answer["unread"] for answer in answers.values())
    return _put_together(content, pages, answers, unread, some_text)


def _pages(content: Content) -> list[str]:
    ends = (*content.page_starts[1:], len(content.text))
    return [content.text[start:end] for start, end in zip(content.page_starts, ends, strict=True)]


def _put_together(
    content: Content, pages: list[str], answers: dict[int, dict[str, Any]], unread: bool, some_text: bool
) -> Content:
    doubtful = any(answer["doubtful"] for answer in answers.values())
    kept = [flag for flag in content.flags if flag not in ("no_chinese", UNREAD)]
    unread |= UNREAD in content.flags
    flags = [*kept, *([UNREAD] if unread else []), *([DOUBTED] if doubtful else [])]
    made = content_of(MIXED if some_text else OCR, pages, encoding=content.encoding, paged=True, flags=flags)
    recognised: list[tuple[int, int, float]] = []
    doubts: list[tuple[int, int, str]] = []
    for number, answer in answers.items():
        # Pages come clean from `ocr_layout`, so that their offsets still hold.
        start = made.page_starts[number - 1]
        recognised += [(start + int(low), start + int(high), float(score)) for low, high, score in answer["scores"]]
        doubts += [(start + int(low), start + int(high), OCR_LOW) for low, high in answer["doubtful"]]
    return made._replace(recognised=tuple(recognised), doubts=tuple(doubts))


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
