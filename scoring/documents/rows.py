"""Tables as lines: a row of data becomes `|cell|cell|`, a row that only lays out a page becomes its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scoring.text.clean import fold
from scoring.text.regex import regex
from scoring.text.tables import is_value

# A cell this long is prose in a frame; the text room reads rows of data with cells of at most 80 characters.
_LONGEST_CELL = 200
# A label that stands for several rows or columns is said again in each; a longer one is a remark.
_LONGEST_LABEL = 24
_MAX_SPAN = 100
_SPACE = regex(r"\s+")
# Parts no cells, but looks the same.
_BAR = "\u2223"


class Cell(NamedTuple):
    """One cell: its lines, and over how many columns and rows it reaches."""

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The lines of a table: captions and layout as paragraphs, everything else as `|`-rows of one width.

    Labels that reach over rows are repeated in each; over columns only in rows without values (heads). Values never are, as each
    would be read as another statement.
    """
    rows = [row for row in rows if row]
    grid = _grid(rows)
    width = max((len(line) for line in grid), default=0)
    found: list[str] = []
    begun = False
    for row, cells in zip(rows, grid, strict=True):
        if width < 2 or _is_layout(row) or (len(row) == 1 and not begun):
            found += [line for cell in row for line in cell.lines]
            continue
        if any(cells):
            begun = True
            found.append("|" + "|".join(cells + [""] * (width - len(cells))) + "|")
    return found


def _is_layout(row: Sequence[Cell]) -> bool:
    """A cell holds prose, or a table of its own."""
    return any(
        sum(map(len, cell.lines)) > _LONGEST_CELL or any(line.startswith("|") for line in cell.lines) for cell in row
    )


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The texts by row and column, spans resolved."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for row in rows:
        heads = not any(is_value(_plain(text)) for text in map(_text, row))
        line: list[str] = []
        for cell in row:
            _hang(line, hanging)
            text = _text(cell)
            rests = text if _is_label(text) else ""
            first = len(line)
            line.append(text)
            line += [rests if heads and len(row) > 1 else ""] * (min(cell.columns, _MAX_SPAN) - 1)
            if cell.rows > 1:
                for column in range(first, len(line)):
                    hanging[column] = min(cell.rows, _MAX_SPAN) - 1, rests if column == first else ""
        _hang(line, hanging)
        grid.append(line)
    return grid


def _hang(line: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Adds what reaches down from the rows above to the next columns."""
    while len(line) in hanging:
        left, text = hanging.pop(len(line))
        if left > 1:
            hanging[len(line)] = left - 1, text
        line.append(text)


def _text(cell: Cell) -> str:
    return _SPACE.sub(" ", " ".join(cell.lines)).replace("|", _BAR).strip()


def _plain(text: str) -> str:
    return fold(text.replace(" ", ""))


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and not is_value(_plain(text))
