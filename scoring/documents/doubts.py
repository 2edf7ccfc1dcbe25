"""What is doubtful about how a text was read, with its places: facts from there carry the code as their flag (messages.measures)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scoring.documents.content import Content
from scoring.text import kernel, quantities
from scoring.text.quantities.types import DAMAGED
from scoring.text.regex import regex
from scoring.text.report import Doubt

OCR_LOW, LOST, MIXED, REPLACED, BESIDE = "ocr_low", "near_lost", "other_encoding", "near_replaced", "beside_unread"
# Flags of a document that say that a page without text is not a blank one.
_UNREAD = ("image_pages", "path_pages")
# How many lines on either side of a page that was not read: its number and running head, and what may go on there.
_LINES = 3
# What may be a date or document number that lost characters; the numeral reader tells the others apart. (A lookbehind in front would
# cost the search its first two letters.) 案件件: the number is gone.
_MAYBE_LOST = regex(r"20[0-4]\d(?:\d{1,4}(?![\d.,])|[日月])")
_CASES = "案件件"
_BEHIND_CASES = frozenset(",，。；;、 \n")
_NARROW = tuple(zip("０１２３４５６７８９", "0123456789", strict=True))
_NUMBER = frozenset("0123456789.,")
_AROUND = 40
_LOST_BRACKETS = "lost its brackets"


def doubts_of(content: Content) -> tuple[Doubt, ...]:
    """The doubts that the reader found, and those that show in the text, by start."""
    text = content.text
    found = {Doubt(*one) for one in content.doubts}
    found.update(_runs(text, "\ufffd", REPLACED))
    found.update(Doubt(start, end, LOST) for start, end in lost_stretches(text))
    if any(flag in content.flags for flag in _UNREAD):
        found.update(_beside(text, content.page_starts))
    return tuple(sorted(found))


def lost_stretches(text: str) -> Iterator[tuple[int, int]]:
    """疑似丢字: figures left of a date or a document number whose 年月日 or brackets are gone (202449, 惠政文20238号), and 件 without a number."""
    if "２" in text:
        # Ten scans for one character each take a fifth of the time of one `translate`.
        for wide, narrow in _NARROW:
            text = text.replace(wide, narrow)
    at = text.find(_CASES)
    while at >= 0:
        end = at + len(_CASES)
        if text[end : end + 1] in _BEHIND_CASES:
            yield at, end
        at = text.find(_CASES, end)
    for match in _maybe_lost(text):
        if text[match.start() - 1 : match.start()] in _NUMBER:
            continue
        start = max(0, match.start() - _AROUND)
        around = text[start : match.end() + _AROUND]
        at = match.start() - start
        for one in quantities.read(around):
            if one.start <= at < one.end:
                if one.cls == DAMAGED or _LOST_BRACKETS in one.reason:
                    yield match.start(), start + one.end
                break


def _maybe_lost(text: str) -> Iterator[re.Match[str]]:
    """The matches of `_MAYBE_LOST`, looked for only where 20 and two characters stand before what none can do without."""
    if kernel.native is not None:
        end = 0
        for at in kernel.native.centuries(text):
            found = _MAYBE_LOST.match(text, at) if at >= end else None
            if found is not None:
                end = found.end()
                yield found
        return
    at = text.find("20")
    while at >= 0:
        behind = text[at + 4 : at + 5]
        found = _MAYBE_LOST.match(text, at) if behind and (behind in "日月" or behind.isdecimal()) else None
        if found is not None:
            yield found
        at = text.find("20", at + 1 if found is None else found.end())


def _runs(text: str, char: str, code: str) -> Iterator[Doubt]:
    at = text.find(char)
    while at >= 0:
        end = at + 1
        while text.startswith(char, end):
            end += 1
        yield Doubt(at, end, code)
        at = text.find(char, end)


def _beside(text: str, starts: tuple[int, ...]) -> Iterable[Doubt]:
    """The last lines before each page without text, and the first behind it."""
    ends = (*starts[1:], len(text))
    for start, end in zip(starts, ends, strict=True):
        if start < end:
            continue
        before = start
        for _ in range(_LINES):
            before = text.rfind("\n", 0, max(0, before - 1)) + 1
        behind = end
        for _ in range(_LINES):
            behind = text.find("\n", behind) + 1 or len(text)
        if before < start:
            yield Doubt(before, start, BESIDE)
        if end < behind:
            yield Doubt(end, behind, BESIDE)
