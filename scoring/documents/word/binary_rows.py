"""The rows of a table in an old Word file: each row says where its cells' edges lie, so that cells over several columns show."""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from scoring.documents.rows import Cell
from scoring.documents.word.binary import Properties

TABLE = 0xD608
_CELL_SIZE = 20
# Edges closer than this (twentieths of a point) are one.
_NEAR = 30
_CONTINUES, _RESTARTS = 1, 3


class RawRow(NamedTuple):
    """A row's cells with their lines; `edges` are one more than the cells, `merges` tell which continue the cell above (both empty where
    the file does not say)."""

    cells: list[tuple[str, ...]]
    edges: tuple[int, ...]
    merges: tuple[int, ...]


def raw_row(cells: list[tuple[str, ...]], properties: Properties) -> RawRow:
    """The row, with what its mark says about edges and merges if that fits the cells."""
    raw = properties.get(TABLE, b"")
    count = raw[0] if raw else 0
    if not count or len(raw) < 1 + 2 * (count + 1):
        return RawRow(cells, (), ())
    edges = struct.unpack_from(f"<{count + 1}h", raw, 1)
    at = 1 + 2 * (count + 1)
    merges = []
    for number in range(count):
        place = at + _CELL_SIZE * number
        flags = struct.unpack_from("<H", raw, place)[0] if place + 2 <= len(raw) else 0
        merges.append(flags >> 5 & 3)
    kept = cells[:count] + [()] * (count - len(cells))
    return RawRow(kept, tuple(edges), tuple(merges))


def spanned(rows: Sequence[RawRow]) -> list[list[Cell]]:
    """The rows with the spans of their cells in columns and rows."""
    columns = _columns(rows)
    found: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for row in rows:
        line: list[Cell] = []
        here: dict[int, tuple[int, int]] = {}
        for number, lines in enumerate(row.cells):
            if not row.edges:
                line.append(Cell(lines))
                continue
            first, last = _column(columns, row.edges[number]), _column(columns, row.edges[number + 1])
            if number == 0 and first:
                line.append(Cell((), first))
            merge = row.merges[number]
            if merge == _CONTINUES and first in above:
                at, place = above[first]
                found[at][place] = found[at][place]._replace(rows=found[at][place].rows + 1)
                here[first] = at, place
                continue
            if merge == _RESTARTS:
                here[first] = len(found), len(line)
            line.append(Cell(lines, max(1, last - first)))
        above = here
        found.append(line)
    return found


def _columns(rows: Sequence[RawRow]) -> list[int]:
    found: list[int] = []
    for edge in sorted({edge for row in rows for edge in row.edges}):
        if not found or edge - found[-1] > _NEAR:
            found.append(edge)
    return found


def _column(columns: list[int], edge: int) -> int:
    return bisect_left(columns, edge - _NEAR)
