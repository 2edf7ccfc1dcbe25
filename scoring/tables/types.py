"""Neutral tables: what stands between results and the workbook, the terminal and the pages.

A table is columns and rows of plain values. What a value means (points, a rate, a state) stands in the column's kind or in
the value itself; how it looks is the renderer's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a value is, for number formats and alignment.

    TEXT short text, LONG text that wraps, MARK a word of a short list, centred, CODE ids and hashes, POINTS at the run's precision, SIGNED_POINTS a difference of
    them, PERCENT a fraction from 0 to 1, COUNT a whole number, NUMBER any number, RANK a place, MOVED places won or lost.
    """

    TEXT = "text"
    LONG = "long"
    MARK = "mark"
    CODE = "code"
    POINTS = "points"
    SIGNED_POINTS = "signed_points"
    PERCENT = "percent"
    COUNT = "count"
    NUMBER = "number"
    RANK = "rank"
    MOVED = "moved"


class Passage(NamedTuple):
    """A quote inside its sentence: what stands before, the quote, what stands after."""

    before: str
    hit: str
    after: str

    @property
    def text(self) -> str:
        return self.before + self.hit + self.after


class State(NamedTuple):
    """The words of a state and its code (a value of `Outcome`), from which the renderer takes the colour."""

    words: str
    code: str


class Figure(NamedTuple):
    """A number whose kind differs from that of its column (a rate among counts)."""

    value: float | Decimal
    kind: Kind


class Link(NamedTuple):
    """Words that lead to another place: in this workbook (`'证据'!A12`), or where `outside` to a file beside it."""

    words: str
    target: str
    outside: bool = False


class Input(NamedTuple):
    """A cell that people fill in or change, with what stands in it."""

    value: str | int | float | Decimal | None = None


class Live(NamedTuple):
    """A value that the workbook computes itself: the formula, and the engine's value, which is what is stored beside it. `input`: it may
    be typed over; `kind` differs from that of the column."""

    formula: str
    value: str | int | float | Decimal | State | None
    input: bool = False
    kind: Kind | None = None


Cell = str | int | float | Decimal | Passage | State | Figure | Link | Input | Live | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `width` is in characters of the Latin alphabet (a Chinese one takes two); `printed` is False for the
    technical columns at the right end that do not go on paper; `strong` cells are bold in rows that stand out."""

    id: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 12
    printed: bool = True
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one cell per column. `role` is "" or one of: top (a place among the first three), group (the first row of a
    group or of a unit), top_group (both), node (an inner node of the rubric)."""

    cells: tuple[Cell, ...]
    role: str = ""


def row(columns: tuple[Column, ...], values: Mapping[str, Cell], role: str = "") -> Row:
    """A row from values by column id. Raises ValueError unless every column has its value and no value is left over."""
    if len(values) != len(columns) or any(column.id not in values for column in columns):
        wrong = {column.id for column in columns} ^ set(values)
        raise ValueError(f"columns and values differ: {', '.join(sorted(wrong))}")
    return Row(tuple(values[column.id] for column in columns), role)


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `frozen` is how many columns at the left stay in view; `places` the decimals of points."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    frozen: int = 0
    places: int = 2

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"table {self.id}: a row of {len(row.cells)} cells under {len(self.columns)} columns")

    def column(self, column_id: str) -> int:
        """The index of the column with this id. Raises KeyError."""
        for index, column in enumerate(self.columns):
            if column.id == column_id:
                return index
        raise KeyError(column_id)
