"""Items that begin with a mark: titles, quoted names, circled figures; and 首批."""

from __future__ import annotations

from scoring.text.quantities.bounds import rejected
from scoring.text.quantities.patterns import COUNTED, FIGURE, FIRST, NO_NAME, QUOTED, TITLES
from scoring.text.quantities.types import LIST, NAME, ORDINAL, TITLE, Quantity


def read_title(text: str, i: int) -> Quantity | int:
    """A title with a numeral is one item. Else the place to read on from: behind the title, or behind a 《 that no 》
    closes in its line within 80 characters, which masks nothing."""
    match = TITLES.match(text, i)
    if match is None:
        return i + 1
    if FIGURE.search(match.group()) is None:
        return match.end()
    return rejected(i, match.end(), TITLE, "inside a title")


def read_quoted(text: str, i: int) -> Quantity | int:
    """A short quoted phrase with a numeral is a name (“1+8+N”, “五大关口”), unless it states a rate.

    Straight quotes do not say which one opens: there a count (30件) inside is read as such.
    """
    match = QUOTED.match(text, i)
    if match is None:
        return i + 1
    straight = match.group(1) is None
    inside = match.group(2) if straight else match.group(1)
    if FIGURE.search(inside) is None:
        return match.end() if straight else i + 1
    if NO_NAME.search(inside) is not None or (straight and COUNTED.search(inside) is not None):
        return i + 1
    return rejected(i, match.end(), NAME, "quoted name")


def read_circled(text: str, i: int) -> Quantity:
    """① ⑴ ⒈ ㈠ and Roman numerals."""
    if "Ⅰ" <= text[i] <= "ⅿ":
        return rejected(i, i + 1, ORDINAL, "Roman numeral")
    return rejected(i, i + 1, LIST, "list marker")


def read_first(text: str, i: int) -> Quantity | int:
    """首批, 首次: an ordinal without a numeral character."""
    match = FIRST.match(text, i)
    return i + 1 if match is None else rejected(i, match.end(), ORDINAL, "ordinal")
