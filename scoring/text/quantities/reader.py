"""The one pass over a text."""

from __future__ import annotations

import codecs

from scoring.text.quantities.arabic import read_arabic
from scoring.text.quantities.hanzi import read_formal, read_hanzi
from scoring.text.quantities.marks import read_circled, read_first, read_quoted, read_title
from scoring.text.quantities.numerals import HANZI
from scoring.text.quantities.patterns import FOLDABLE, FOLDED, OPENING, TRIGGER
from scoring.text.quantities.types import Quantity

_DIGITS = frozenset("0123456789")
_HANZI = frozenset(HANZI)
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟廿卅")
_OPENING = frozenset(OPENING)


def read(text: str) -> list[Quantity]:
    """Every number of `text`, once, in order, without overlaps; what looks like one and is none comes with its class
    and reason.

    Works on raw text (full-width figures, blanks inside numbers, thousands by blank or comma) and on the cleaned view.
    Offsets are into `text`. Time is linear in its length. Values are in base units: see `Quantity`.
    """
    if codecs.charmap_encode(text, "ignore", FOLDABLE)[0]:
        for char, plain in FOLDED.items():
            text = text.replace(char, plain)
    found: list[Quantity] = []
    add = found.append
    floor = at = 0
    for hit in TRIGGER.finditer(text):
        i, j = hit.span()
        if i < at:
            if j <= at:
                continue
            # An item has ended inside this run of figures.
            i = next((place for place in range(at, j) if text[place] in _DIGITS), j)
            if i == j:
                continue
        char = text[i]
        item: Quantity | int | None
        if char in _DIGITS:
            item = read_arabic(text, i, j, floor)
        elif char in _HANZI:
            item = read_hanzi(text, i, floor)
        elif char in _OPENING:
            item = read_quoted(text, i)
        elif char == "《":
            item = read_title(text, i)
        elif char == "首":
            item = read_first(text, i)
        elif char in _FORMAL:
            item = read_formal(text, i, floor)
        else:
            item = read_circled(text, i)
        if isinstance(item, Quantity):
            add(item)
            floor = at = item.end
        else:
            at = item or i + 1
    return found
