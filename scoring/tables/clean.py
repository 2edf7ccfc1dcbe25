"""Text as a spreadsheet can hold it: characters that XML or Excel refuse are gone, long text is cut with a visible mark."""

from __future__ import annotations

import re

from scoring.messages.workbook import CUT_MARK

# What Excel allows in one cell, in UTF-16 units (a character outside the basic plane counts two).
CELL_LIMIT = 32_767

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")


def clean(text: str) -> tuple[str, bool]:
    """`text` without control characters (tab and line feed stay), lone surrogates and U+FFFE/U+FFFF, line ends as `\\n`.

    The second value says whether anything was removed; line ends do not count.
    """
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    cleaned = _UNWRITABLE.sub("", text)
    return cleaned, len(cleaned) != len(text)


def utf16_length(text: str) -> int:
    """How many UTF-16 units `text` takes; it holds no lone surrogates."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for char in text if char > "\uffff")


def fits(text: str) -> bool:
    """Whether one cell can hold `text`."""
    return len(text) * 2 <= CELL_LIMIT or utf16_length(text) <= CELL_LIMIT


def cut(text: str) -> tuple[str, int]:
    """The longest beginning of `text` that fits a cell together with the mark, and how many characters of it that is."""
    room = CELL_LIMIT - utf16_length(CUT_MARK)
    kept = min(len(text), room)
    while (excess := utf16_length(text[:kept]) - room) > 0:
        # Dropping n characters frees n to 2n units, so half the excess never drops too much.
        kept -= (excess + 1) // 2
    return text[:kept] + CUT_MARK, kept


def as_written(text: str) -> str:
    """`text` as a cell holds it: cleaned, and cut where it must be."""
    cleaned, _ = clean(text)
    return cleaned if fits(cleaned) else cut(cleaned)[0]
