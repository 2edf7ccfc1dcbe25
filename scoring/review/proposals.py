"""Changed points and grade lines of a returned workbook: proposals for the rubric, printed and logged, never applied."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from scoring.corrections.log import PROPOSAL, Entry, points_text
from scoring.corrections.types import By
from scoring.results import Run
from scoring.review.people import Refused, number_of
from scoring.review.returned import Returned
from scoring.tables import review_columns as columns
from scoring.tables.rubric_tree import rubric_table
from scoring.tables.types import Input

_NEEDED = (columns.NODE_ID, columns.NODE_POINTS, columns.GRADE_LINE)
_NAME = 1


def read_proposals(returned: Returned, run: Run) -> Iterator[Entry]:
    """The input cells of 评分标准 that hold another number than was written there. Rows are known by their place below the header, so the sheet is
    read only if it has as many rows as were written."""
    sheet = returned.sheet(columns.RUBRIC, _NEEDED, columns.NODE_POINTS)
    if sheet is None:
        return
    table = rubric_table(run)
    at = {column.title: number for number, column in enumerate(table.columns)}
    lines = {line.number: line for line in sheet.lines}
    for number, row in enumerate(table.rows, start=2):
        line = lines.get(number)
        if line is None or line[columns.NODE_ID].text != _text(row.cells[at[columns.NODE_ID]]):
            continue
        for title in (columns.NODE_POINTS, columns.GRADE_LINE):
            old = row.cells[at[title]]
            if not isinstance(old, Input) or old.value is None or line[title].formula:
                continue
            try:
                new = number_of(returned, sheet, line, title)
            except Refused:
                continue
            if new is not None and abs(new - Decimal(str(old.value))) > Decimal("1e-9"):
                value = {
                    "name": _text(row.cells[_NAME]).strip(),
                    "what": title,
                    "old": points_text(Decimal(str(old.value))),
                    "new": points_text(new),
                }
                by = By("", "", "", "", returned.name, returned.sha256, sheet.name, number)
                yield Entry(PROPOSAL, f"{line[columns.NODE_ID].text}|{title}|{number}", by, value)


def _text(cell: Any) -> str:
    value = cell.value if isinstance(cell, Input) else cell
    return "" if value is None else str(value).strip()
