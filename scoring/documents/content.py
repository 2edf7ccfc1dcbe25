"""What a reader gives, and how it says that it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scoring.documents.decode import plausibility
from scoring.text.regex import regex

# Far beyond any report; more is a file that unfolds into something else.
MAX_CHARACTERS = 20_000_000

_CONTROLS = regex("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = regex("\r\n?|[\v\f\u2028\u2029\x85]")


class Content(NamedTuple):
    """What a reader gives: text, encoding, page starts (none where there are no pages), flags, and how the text was
    obtained (`Report.obtained`: a format, or a format and what it took, see docs/formats.md). `pictures` are the numbers of pages (from 1)
    that are pictures and still to be recognised; `recognised` are the stretches that were, with their scores (see `ocr`). `doubts` are
    stretches with the code of what is doubtful about their reading (`Report.doubts`)."""

    text: str
    encoding: str
    page_starts: tuple[int, ...] = ()
    flags: tuple[str, ...] = ()
    obtained: str = "text"
    pictures: tuple[int, ...] = ()
    recognised: tuple[tuple[int, int, float], ...] = ()
    doubts: tuple[tuple[int, int, str], ...] = ()


class Unreadable(Exception):
    """The bytes hold no text that can be read. `code` and `fields` name the message (messages.documents)."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields


def content_of(
    obtained: str,
    pages: Sequence[str],
    *,
    encoding: str,
    paged: bool,
    flags: Sequence[str] = (),
    pictures: tuple[int, ...] = (),
) -> Content:
    """The content made of `pages`, joined by line ends, free of control characters and with line feeds only.

    `paged` says that the format has pages: then `page_starts[i]` is where page i + 1 begins, for empty pages too.
    Raises `Unreadable` with `blank-file` (unless `pictures` are still to be recognised), or `too-much-text` above `MAX_CHARACTERS`.
    """
    if sum(map(len, pages)) > MAX_CHARACTERS:
        raise Unreadable("too-much-text", limit=MAX_CHARACTERS // 10_000)
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for page in pages:
        text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", page)).strip("\n")
        starts.append(at)
        if text:
            parts.append(text + "\n")
            at += len(text) + 1
    text = "".join(parts)
    if not text.strip():
        if pictures:
            return Content(text, encoding, tuple(starts), tuple(flags), obtained, pictures)
        raise Unreadable("blank-file")
    shape = plausibility(text)
    doubts = list(flags)
    if not shape.good or shape.chinese < max(1, 0.05 * len("".join(text.split()))):
        doubts.append("no_chinese")
    return Content(text, encoding, tuple(starts) if paged else (), tuple(doubts), obtained, pictures)
