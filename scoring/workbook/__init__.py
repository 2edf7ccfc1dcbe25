"""Results as an Excel workbook. The only room that knows XLSX."""

from __future__ import annotations

from scoring.workbook.book import write_workbook

__all__ = ["write_workbook"]
