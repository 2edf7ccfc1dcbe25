"""A comparison as a workbook: who moved, through which criteria and why, what differs in the rubrics, and charts."""

from __future__ import annotations

from pathlib import Path

from scoring.compare.compare import Comparison
from scoring.compare.tables import criteria_table, rubric_table, unit_table
from scoring.messages.compare import TITLES
from scoring.workbook.tables_book import Bars, write_tables


def write_comparison(found: Comparison, path: Path) -> None:
    """Write the comparison to `path` (.xlsx). Raises OutputError."""
    units = unit_table(found)
    tables = (units, criteria_table(found), rubric_table(found))
    charts = (
        Bars(TITLES["change_chart"], units, "unit", "change"),
        Bars(TITLES["rank_chart"], units, "unit", "places"),
    )
    write_tables(TITLES["book"], tables, path, charts, TITLES["chart"])
