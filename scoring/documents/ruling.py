"""Ruled tables on a page: from the lines that are drawn to cells, from cells to rows.

Only ruled tables are found; columns held apart by white space are left to the text room, which knows what a row of values is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from scoring.documents.layout import Piece, text_lines
from scoring.documents.rows import Cell, table_lines

# Lines drawn as thin boxes have two edges: closer than this, in the page's units (points, or mm × 2.83), they are one.
_NEAR = 3.0
_MOST_RULES = 4000
_MOST_CELLS = 4000


class Rule(NamedTuple):
    """A straight line drawn along one axis: at `at` on the other axis, from `low` to `high`."""

    level: bool
    at: float
    low: float
    high: float


@dataclass(slots=True)
class _Table:
    """Rules that touch: positions of columns and rows, and the rules that draw them."""

    rules: list[Rule] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)

    @property
    def cells(self) -> int:
        return (len(self.xs) - 1) * (len(self.ys) - 1)

    def holds(self, piece: Piece) -> bool:
        x, y = _middle(piece)
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def page_text(pieces: Sequence[Piece], rules: Iterable[Rule]) -> str:
    """The text of a page from top to bottom: lines, and ruled tables as `|`-rows where they stand."""
    tables = _tables(list(rules))
    inside: list[list[Piece]] = [[] for _ in tables]
    outside: list[Piece] = []
    for piece in pieces:
        at = next((number for number, table in enumerate(tables) if table.holds(piece)), None)
        (outside if at is None else inside[at]).append(piece)
    blocks = [(base, [text]) for base, text in text_lines(outside, indents=True)]
    blocks += [(table.ys[0], _rows(table, held)) for table, held in zip(tables, inside, strict=True) if held]
    return "\n".join(line for _, lines in sorted(blocks, key=lambda block: block[0]) for line in lines)


def rule(x0: float, y0: float, x1: float, y1: float) -> Rule | None:
    """The rule from one point to another; None for a slanting or very short line."""
    if abs(y1 - y0) <= 1 and abs(x1 - x0) > _NEAR:
        return Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    if abs(x1 - x0) <= 1 and abs(y1 - y0) > _NEAR:
        return Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    return None


def _tables(rules: list[Rule]) -> list[_Table]:
    """Tables of at least two cells, the smallest first."""
    if not 4 <= len(rules) <= _MOST_RULES:
        return []
    found = []
    for group in _touching(rules):
        table = _Table(group)
        table.xs = _positions(one.at for one in group if not one.level)
        table.ys = _positions(one.at for one in group if one.level)
        if len(table.xs) > 1 and len(table.ys) > 1 and 2 <= table.cells <= _MOST_CELLS:
            found.append(table)
    return sorted(found, key=lambda table: (table.cells, table.ys[0], table.xs[0]))


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """The rules in groups that hang together."""
    levels = sorted(one for one in rules if one.level)
    uprights = [one for one in rules if not one.level]
    parent = list(range(len(rules)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    heights = [one.at for one in levels]
    for number, upright in enumerate(uprights, len(levels)):
        first = bisect_right(heights, upright.low - _NEAR)
        last = bisect_right(heights, upright.high + _NEAR)
        for at in range(first, last):
            if levels[at].low - _NEAR <= upright.at <= levels[at].high + _NEAR:
                parent[root(at)] = root(number)
    groups: dict[int, list[Rule]] = {}
    for number, one in enumerate([*levels, *uprights]):
        groups.setdefault(root(number), []).append(one)
    return list(groups.values())


def _positions(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _rows(table: _Table, pieces: Sequence[Piece]) -> list[str]:
    """The lines of a table, cells that no rule parts taken together."""
    columns, rows = len(table.xs) - 1, len(table.ys) - 1
    held: dict[tuple[int, int], list[Piece]] = {}
    for piece in pieces:
        x, y = _middle(piece)
        column = min(max(bisect_right(table.xs, x) - 1, 0), columns - 1)
        held.setdefault((min(max(bisect_right(table.ys, y) - 1, 0), rows - 1), column), []).append(piece)
    taken: set[tuple[int, int]] = set()
    lines: list[list[Cell]] = []
    for row in range(rows):
        line: list[Cell] = []
        for column in range(columns):
            if (row, column) in taken:
                continue
            width, height = _reach(table, row, column, taken)
            places = [(row + y, column + x) for y in range(height) for x in range(width)]
            taken.update(places)
            texts = text_lines(piece for place in places for piece in held.get(place, ()))
            line.append(Cell(tuple(text.replace("\t", " ") for _, text in texts), width, height))
        lines.append(line)
    return table_lines(lines)


def _reach(table: _Table, row: int, column: int, taken: set[tuple[int, int]]) -> tuple[int, int]:
    """Over how many columns and rows the cell that begins here reaches."""
    width = height = 1
    while (
        column + width < len(table.xs) - 1
        and (row, column + width) not in taken
        and not _parted(table, False, table.xs[column + width], table.ys[row], table.ys[row + 1])
    ):
        width += 1
    while row + height < len(table.ys) - 1 and not any(
        (row + height, at) in taken or _parted(table, True, table.ys[row + height], table.xs[at], table.xs[at + 1])
        for at in range(column, column + width)
    ):
        height += 1
    return width, height


def _parted(table: _Table, level: bool, at: float, low: float, high: float) -> bool:
    """Whether a rule runs at `at` past the middle between `low` and `high`."""
    middle = (low + high) / 2
    return any(
        one.level == level and abs(one.at - at) <= _NEAR and one.low <= middle <= one.high for one in table.rules
    )


def _middle(piece: Piece) -> tuple[float, float]:
    return (piece.left + piece.right) / 2, piece.base - 0.35 * piece.size
