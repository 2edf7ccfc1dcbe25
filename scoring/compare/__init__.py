"""Two runs side by side: whose score and rank moved, and why."""

from __future__ import annotations

from scoring.compare.compare import Comparison, compare
from scoring.compare.tables import criteria_table, summary_lines, unit_table
from scoring.compare.write import write_comparison

__all__ = ["Comparison", "compare", "criteria_table", "summary_lines", "unit_table", "write_comparison"]
