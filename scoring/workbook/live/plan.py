"""Where everything stands: which row and column of which sheet the formulas point to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scoring.messages.workbook import GUIDE, SHEETS
from scoring.results import Run, UnitScore
from scoring.rubric.types import Leaf, Node, Rubric
from scoring.tables.matrix import LEADING
from scoring.tables.order import Place, places, ranked_units, sheets
from scoring.tables.review_values import leaf_key
from scoring.tables.rubric_tree import Key, rubric_rows
from scoring.tables.types import Table
from scoring.workbook.live.words import letters, of_sheet

# More units than this are written as values: Excel would take too long over the formulas.
LIVE_LIMIT = 300
# MATCH refuses longer texts.
_KEY_LIMIT = 250


def why_values(run: Run) -> str:
    """Why the workbook holds values instead of formulas, in words; "" where it holds formulas."""
    if not run.units:
        return GUIDE["values_none"]
    if len(run.units) > LIVE_LIMIT:
        return GUIDE["values_units"].format(limit=LIVE_LIMIT)
    keys = [leaf_key(unit, leaf.criterion) for unit in run.units for leaf in unit.leaves]
    if any(len(key) > _KEY_LIMIT for key in keys) or len({key.casefold() for key in keys}) != len(keys):
        return GUIDE["values_keys"]
    return ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The places of a run's cells. `criteria` are the columns of the matrix in their order, `sheet_of` the number of each unit's rubric."""

    run: Run
    units: tuple[UnitScore, ...]
    rubrics: tuple[Rubric, ...]
    sheet_of: tuple[int, ...]
    criteria: tuple[str, ...]
    rubric_rows: dict[Key, int]
    rubric: Table
    ledger: Table
    order: dict[str, Place]
    ledger_rows: dict[str, int]

    def rubric_of(self, unit: int) -> Rubric:
        """The sheet that a unit is scored by."""
        return self.rubrics[self.sheet_of[unit]]

    def in_rubric(self, key: Key, column: str = "points") -> str:
        """A cell of 评分标准."""
        cell = f"${letters(self.rubric.column(column))}${self.rubric_rows[key]}"
        return of_sheet(self.rubric.title, cell)

    def share_cell(self, sheet: int, child: Node | Leaf) -> str:
        """The cell of 评分标准 that says what a child makes in the dimension above."""
        return self.in_rubric((sheet, child.id), "points" if child.counts is None else "counts")

    def in_ledger(self, column: str) -> str:
        """All cells of a column of 复核台账."""
        letter = letters(self.ledger.column(column))
        return of_sheet(self.ledger.title, f"${letter}$2:${letter}${len(self.ledger.rows) + 1}")

    def matrix_column(self, criterion: str) -> int:
        """The column of a criterion in 评分矩阵, from 0."""
        return LEADING + self.criteria.index(criterion)

    def matrix_row(self, unit: int) -> int:
        """The row of a unit in 评分矩阵, from 1."""
        return unit + 2

    def matrix_cell(self, unit: int, criterion: str) -> str:
        return of_sheet(SHEETS["matrix"], f"{letters(self.matrix_column(criterion))}{self.matrix_row(unit)}")

    def matrix_range(self, unit: int, first: int, last: int) -> str:
        row = self.matrix_row(unit)
        return of_sheet(SHEETS["matrix"], f"{letters(first)}{row}:{letters(last)}{row}")


def plan_of(run: Run, ledger: Table, rubric: Table) -> Plan:
    """The plan for these tables."""
    units = ranked_units(run)
    rubrics = sheets(run.rubric)
    plain = [replace(one, variants=()) for one in rubrics]
    known: dict[tuple[str, str], int] = {}
    order = places(run.rubric)
    key = ledger.column("key")
    for unit in units:
        kind = (unit.unit_type, unit.group)
        if kind not in known:
            known[kind] = plain.index(replace(run.rubric.of(*kind), variants=()))
    return Plan(
        run,
        units,
        rubrics,
        tuple(known[unit.unit_type, unit.group] for unit in units),
        tuple(order),
        rubric_rows(run),
        rubric,
        ledger,
        order,
        {str(line.cells[key]): number for number, line in enumerate(ledger.rows, start=2)},
    )


def nodes_of(rubric: Rubric) -> Iterator[Node]:
    """All dimensions, each before those below it."""

    def below(node: Node) -> Iterator[Node]:
        yield node
        for child in node.children:
            if isinstance(child, Node):
                yield from below(child)

    for dimension in rubric.dimensions:
        yield from below(dimension)
