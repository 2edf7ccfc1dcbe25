"""报告, 补充事实: what a reviewer corrects about reports, and facts that were not read."""

from __future__ import annotations

from scoring.messages.workbook import COLUMNS, SHEETS
from scoring.results import Run
from scoring.tables import review_columns as review
from scoring.tables.order import ranked_units
from scoring.tables.review_values import ADDED_INPUTS, REPORT_INPUTS
from scoring.tables.types import Cell, Column, Input, Kind, Row, Table, row
from scoring.tables.words import flag_words, group_words

ADDED_ROWS = 100
_COLUMNS = (
    Column("unit", COLUMNS["unit"], Kind.LONG, 20, strong=True),
    Column("type", COLUMNS["unit_type"], Kind.TEXT, 14),
    Column("group", COLUMNS["group"], width=14),
    Column("year", COLUMNS["year"], Kind.COUNT, 7),
    Column("title", COLUMNS["title"], Kind.LONG, 36),
    Column("publish_date", COLUMNS["publish_date"], Kind.MARK, 12),
    Column("characters", COLUMNS["characters"], Kind.COUNT, 8),
    Column("facts", COLUMNS["facts"], Kind.COUNT, 8),
    Column("flags", COLUMNS["flags"], Kind.LONG, 26),
    *REPORT_INPUTS,
    Column("report_id", review.FACT_REPORT, Kind.CODE, 44, printed=False),
)


def reports_table(run: Run) -> Table:
    """One row per report: units by group and rank, of each unit the counting one first."""
    empty: dict[str, Cell] = {column.id: Input() for column in REPORT_INPUTS}
    rows = []
    for unit in ranked_units(run):
        counts: dict[str, int] = {}
        for fact in unit.facts:
            counts[fact.report_id] = counts.get(fact.report_id, 0) + 1
        for number, report in enumerate(unit.reports):
            values: dict[str, Cell] = {
                "unit": unit.unit,
                "type": group_words(report.unit_type),
                "group": group_words(unit.group),
                "year": report.year,
                "title": report.metadata.text("title") or "",
                "publish_date": report.metadata.text("publish_date") or "",
                "characters": len(report.text),
                "facts": counts.get(report.id, 0),
                "flags": flag_words(report.flags),
                "report_id": report.id,
            }
            rows.append(row(_COLUMNS, values | empty, "" if number else "group"))
    return Table("reports", SHEETS["reports"], _COLUMNS, tuple(rows), frozen=1, places=run.rubric.places)


def added_table(run: Run) -> Table:
    """Empty rows to be filled in."""
    rows = (Row((Input(),) * len(ADDED_INPUTS)),) * (ADDED_ROWS if run.units else 1)
    return Table("added", SHEETS["added"], ADDED_INPUTS, rows, places=run.rubric.places)
