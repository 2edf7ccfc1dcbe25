"""A sheet as it was written: rows of cells with their places. Nothing is known of titles or units here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from scoring.errors import ERROR, WARNING, Diagnostic
from scoring.messages.sources import AT, AT_CELL, AT_COLUMN, AT_ROW, AT_SHEET, HELP, MESSAGES, WARNINGS
from scoring.sources.types import Place

# A table of units has some thousand rows; what is longer is a file of something else, or rows formatted to the sheet's end.
MAX_ROWS = 100_000
MAX_COLUMNS = 500
# How much of a cell, or of a list of names, a diagnostic shows.
_LONGEST = 160

# What is wrong with a cell before anybody asks what it should be: an error value, or a formula whose result was not stored.
ERROR_VALUE, NO_RESULT = "cell-error", "cell-formula"


@dataclass(frozen=True, slots=True)
class Raw:
    """One cell that is not blank: a number, a date or text, and as it is shown. `percent`: a number shown as a percentage. `problem` is
    ERROR_VALUE or NO_RESULT, then `value` is the text shown."""

    value: Decimal | date | str
    shown: str
    percent: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """Merged cells, ends included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as people count it, and its cells by column, counted from 1."""

    number: int
    cells: Mapping[int, Raw]

    def text(self, column: int) -> str:
        """What is shown in a column, "" for a blank cell."""
        found = self.cells.get(column)
        return "" if found is None else found.shown.strip()


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: `sheet` is "" for CSV; `lines` are those that are not blank; `merged` its merged cells."""

    file: str
    sheet: str
    lines: tuple[Line, ...]
    merged: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was read: its sheets in their order and what was found wrong with them."""

    file: str
    sha256: str
    grids: tuple[Grid, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def letters(column: int) -> str:
    """The name of a column: 1 → A, 28 → AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class Spot(NamedTuple):
    """A place in a file: a sheet ("" for CSV), a row and a column as people count them (0: none), the column's title."""

    sheet: str = ""
    row: int = 0
    column: int = 0
    title: str = ""

    @property
    def words(self) -> str:
        """As it is named to people: 工作表“法院”C5（败诉率）; without a sheet 第5行“败诉率”列."""
        words = AT_SHEET.format(sheet=self.sheet) if self.sheet else ""
        if self.row and self.sheet and self.column:
            words += AT_CELL.format(cell=f"{letters(self.column)}{self.row}")
            return words + (f"（{self.title}）" if self.title else "")
        if self.row:
            words += AT_ROW.format(row=self.row)
        if self.title or self.column:
            words += AT_COLUMN.format(title=self.title or letters(self.column))
        return words


def place_words(place: Place) -> str:
    """A place as people find it: court.csv 第5行“败诉率”列, court.xlsx 工作表“法院”第5行“败诉率”列."""
    return " ".join(filter(None, (place.file, Spot(place.sheet, place.row, title=place.column).words)))


def diagnose(code: str, file: str, at: Spot = Spot(), /, **words: object) -> Diagnostic:  # noqa: B008 (immutable)
    """The diagnostic `code` with its words and remedy at a place of a file. Its severity hangs on the code alone."""
    told = {name: _short(word) for name, word in words.items()}
    return Diagnostic(
        code,
        MESSAGES[code].format(at=AT.format(at=at.words) if at.words else "", **told),
        file,
        at.row or None,
        (at.column or None) if at.row else None,
        help=HELP[code].format(**told),
        severity=WARNING if code in WARNINGS else ERROR,
    )


def _short(word: object) -> object:
    """A cell may hold pages of text; the diagnostic names it by its beginning."""
    if not isinstance(word, str):
        return word
    line = " ".join(word.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def file_name(path: Path) -> str:
    """How results name a file: by its name, never by where it lies."""
    return path.name
