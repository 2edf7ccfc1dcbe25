"""Results → neutral tables. The workbook, the terminal and the pages print these; none of them computes a score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring import on_demand

if TYPE_CHECKING:
    from scoring.tables.adjustments import adjustments_table, has_adjustments
    from scoring.tables.doubts import doubts_table
    from scoring.tables.evidence import evidence_table
    from scoring.tables.format import cell_text
    from scoring.tables.ledger import ledger_table
    from scoring.tables.ranking import headline_table, ranking_table
    from scoring.tables.rubric_tree import rubric_table
    from scoring.tables.run_info import run_table
    from scoring.tables.types import Column, Figure, Kind, Passage, Row, State, Table
else:
    __getattr__ = on_demand(
        __name__,
        {
            "adjustments": "adjustments_table has_adjustments",
            "doubts": "doubts_table",
            "evidence": "evidence_table",
            "format": "cell_text",
            "ledger": "ledger_table",
            "ranking": "headline_table ranking_table",
            "rubric_tree": "rubric_table",
            "run_info": "run_table",
            "types": "Column Figure Kind Passage Row State Table",
        },
    )

__all__ = [
    "Column",
    "Figure",
    "Kind",
    "Passage",
    "Row",
    "State",
    "Table",
    "adjustments_table",
    "cell_text",
    "doubts_table",
    "evidence_table",
    "has_adjustments",
    "headline_table",
    "ledger_table",
    "ranking_table",
    "rubric_table",
    "run_table",
]
