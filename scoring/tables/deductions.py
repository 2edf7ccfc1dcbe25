"""扣分清单: every deduction of every unit, as the unit would be told."""

from __future__ import annotations

from scoring.messages.workbook import COLUMNS, SHEETS
from scoring.results import Run
from scoring.tables import review_columns as review
from scoring.tables.order import places, ranked_units, reports_by_id, with_pools
from scoring.tables.types import Cell, Column, Kind, Table, row
from scoring.tables.words import group_words, passage

_COLUMNS = (
    Column("unit", COLUMNS["unit"], Kind.LONG, 20, strong=True),
    Column("dimension", COLUMNS["dimension"], Kind.LONG, 20),
    Column("criterion", COLUMNS["criterion"], Kind.LONG, 26),
    Column("full_marks", COLUMNS["full_marks"], Kind.POINTS, 8),
    Column("lost", COLUMNS["lost"], Kind.POINTS, 8),
    Column("reason", COLUMNS["reason"], Kind.LONG, 44),
    Column("public_reason", review.PUBLIC_REASON, Kind.LONG, 30),
    Column("sentence", COLUMNS["sentence"], Kind.LONG, 52),
    Column("group", COLUMNS["group"], width=14, printed=False),
    Column("year", COLUMNS["year"], Kind.COUNT, 7, printed=False),
    Column("criterion_id", COLUMNS["criterion_id"], Kind.CODE, 26, printed=False),
)


def deductions_table(run: Run) -> Table:
    """One row per deduction: units by group and rank, criteria in the order of the rubric. Where a reviewer's score stands, one row says what
    it takes off and the reviewer's public reason, and the engine's deductions are left out."""
    order = places(run.rubric)
    rows = []
    for unit in ranked_units(run):
        reports = reports_by_id([unit])
        first = True
        for leaf in with_pools(unit, order):
            place = order.get(leaf.criterion)
            lines = [(one.points, one.reason or one.cause, "") for one in leaf.deductions]
            if leaf.override is not None:
                lost = None if leaf.points is None else leaf.full_marks - leaf.points
                pooled = place is not None and not place.nodes
                lines = [(lost, "", leaf.override.by.public_reason)] if lost and not pooled else []
            for lost, reason, public in lines:
                evidence = leaf.used[0].evidence if leaf.used else None
                values: dict[str, Cell] = {
                    "unit": unit.unit,
                    "dimension": place.path[0] if place is not None and place.path else leaf.dimension,
                    "criterion": leaf.name,
                    "full_marks": leaf.full_marks,
                    "lost": lost,
                    "reason": reason,
                    "public_reason": public,
                    "sentence": None if evidence is None else passage(evidence, reports.get(evidence.report_id)),
                    "group": group_words(unit.group),
                    "year": unit.year,
                    "criterion_id": leaf.criterion,
                }
                rows.append(row(_COLUMNS, values, "group" if first else ""))
                first = False
    return Table("deductions", SHEETS["deductions"], _COLUMNS, tuple(rows), frozen=1, places=run.rubric.places)
