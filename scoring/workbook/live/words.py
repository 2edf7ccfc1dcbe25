"""Pieces of formulas: references, literals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from scoring.messages.workbook import EXCLUDED
from scoring.tables.review_columns import NOT_APPLICABLE
from scoring.workbook.checked import cell_name


def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    return cell_name(0, column)[:-1]


def text(words: str) -> str:
    """A text as a formula says it."""
    return '"' + words.replace('"', '""') + '"'


def number(value: Decimal | Fraction | int) -> str:
    """A number as a formula says it."""
    if isinstance(value, Fraction):
        return repr(float(value)) if value.denominator != 1 else str(value.numerator)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def of_sheet(sheet: str, cell: str) -> str:
    """A cell or range of another sheet."""
    return f"'{sheet}'!{cell}"


def left_out(cell: str) -> str:
    """Whether the criterion in `cell` does not count."""
    return f"OR({cell}={text(NOT_APPLICABLE)},{cell}={text(EXCLUDED)})"


def counting(cells: str) -> str:
    """1 for every cell of a range whose criterion counts, for SUMPRODUCT."""
    return f"({cells}<>{text(NOT_APPLICABLE)})*({cells}<>{text(EXCLUDED)})"


def runs(columns: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Columns as first and last of neighbouring ones."""
    first = last = None
    for column in sorted(columns):
        if last is not None and column == last + 1:
            last = column
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = column
    if first is not None and last is not None:
        yield first, last


def added(terms: Iterable[str]) -> str:
    """The sum of terms, 0 without any."""
    return "+".join(terms) or "0"
