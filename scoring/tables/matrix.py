"""评分矩阵: units × criteria, what counts for each."""

from __future__ import annotations

from scoring.messages.workbook import COLUMNS, SHEETS
from scoring.results import Run, UnitScore
from scoring.tables.order import places, ranked_units, unscored_state, with_pools
from scoring.tables.review_values import effective
from scoring.tables.types import Cell, Column, Kind, Row, Table
from scoring.tables.words import group_words, state

# Columns before the first criterion.
LEADING = 4


def matrix_table(run: Run) -> Table:
    """One row per unit by group and rank, one column per criterion (those of all sheets in the order of the rubric, pools last): the points
    that count, a word where the criterion is left out, nothing where the unit's own sheet does not have it or there is no answer yet."""
    order = places(run.rubric)
    columns = (
        Column("group", COLUMNS["group"], width=14),
        Column("unit", COLUMNS["unit"], width=24, strong=True),
        Column("year", COLUMNS["year"], Kind.COUNT, 7),
        Column("total", COLUMNS["total"], Kind.POINTS, 9, strong=True),
        *(Column(f"criterion:{id_}", place.leaf.name, Kind.POINTS, 10) for id_, place in order.items()),
    )
    rows = []
    group: str | None = None
    for unit in ranked_units(run):
        scores = {leaf.criterion: leaf for leaf in with_pools(unit, order)}
        cells = [effective(scores[id_]) if id_ in scores else None for id_ in order]
        role = "group" if group is not None and group != unit.group else ""
        rows.append(Row((group_words(unit.group), unit.unit, unit.year, total_cell(unit), *cells), role))
        group = unit.group
    return Table("matrix", SHEETS["matrix"], columns, tuple(rows), frozen=2, places=run.rubric.places)


def total_cell(unit: UnitScore) -> Cell:
    """The published total, or in words why there is none."""
    unscored = unscored_state(unit)
    return unit.published if unscored is None else state(unscored).words
