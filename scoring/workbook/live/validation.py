"""What may be typed where, and colours for what needs a look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoring.messages.workbook import SHEETS, STATUSES, YES
from scoring.tables import review_columns as review
from scoring.tables.types import Table
from scoring.workbook.checked import Book, Sheet
from scoring.workbook.live.words import letters, of_sheet, text

_WRONG = {"bg_color": "#F8D0C8", "font_color": "#8A2B13"}
_NEEDED = {"bg_color": "#FDE9B8"}
_TOP = {"bg_color": "#FAF7EE"}
_LINE = {"top": 1, "top_color": "#7F8C99"}


def limit_ledger(book: Book, sheet: Sheet, table: Table) -> None:
    """复核分 and 裁定分: a number up to the full marks or 不适用; a change without a reason or a name shows."""
    last = len(table.rows)
    if not last:
        return
    at = {column.id: letters(index) for index, column in enumerate(table.columns)}
    full = f"${at['full_marks']}2"
    for id_ in ("review_points", "adjudicated"):
        cell = f"{at[id_]}2"
        fine = f"OR(TRIM({cell})={text(review.NOT_APPLICABLE)},AND(ISNUMBER({cell}),{cell}>=0,{cell}<={full}))"
        _limited(sheet, table, id_, {"validate": "custom", "value": f"={fine}"}, last)
        _coloured(book, sheet, table, id_, f'=AND({cell}<>"",NOT({fine}))', _WRONG, last)
    _limited(sheet, table, "checked", {"validate": "list", "source": [YES]}, last)
    given = f'OR(${at["review_points"]}2<>"",${at["adjudicated"]}2<>"")'
    _coloured(book, sheet, table, "review_reason", f'=AND({given},TRIM({at["review_reason"]}2)="")', _NEEDED, last)
    named = f'AND(${at["review_points"]}2<>"",TRIM({at["reviewer"]}2)="")'
    _coloured(book, sheet, table, "reviewer", f"={named}", _NEEDED, last)
    judged = f'AND(${at["adjudicated"]}2<>"",TRIM({at["adjudicator"]}2)="")'
    _coloured(book, sheet, table, "adjudicator", f"={judged}", _NEEDED, last)
    _coloured(book, sheet, table, "points", f'=${at["changed_row"]}2<>""', {"bold": True, "bg_color": "#E6F2E8"}, last)


def limit_evidence(book: Book, sheet: Sheet, table: Table) -> None:  # noqa: ARG001
    """更正动作: one of two."""
    if table.rows:
        source = [review.ACTION_REPLACE, review.ACTION_DROP]
        _limited(sheet, table, "action", {"validate": "list", "source": source}, len(table.rows))


def limit_added(book: Book, sheet: Sheet, table: Table, reports: Table) -> None:  # noqa: ARG001
    """补充事实: reports of the sheet 报告, the known states."""
    last = len(table.rows)
    _limited(sheet, table, "status", {"validate": "list", "source": list(STATUSES.values())}, last)
    if reports.rows:
        letter = letters(reports.column("report_id"))
        source = f"={of_sheet(SHEETS['reports'], f'${letter}$2:${letter}${len(reports.rows) + 1}')}"
        _limited(sheet, table, "report_id", {"validate": "list", "source": source}, last)


def mark_ranking(book: Book, sheet: Sheet, table: Table) -> None:
    """The first three of a group, and a line above every group: rows move, so that colours follow what stands in them."""
    last, width = len(table.rows), len(table.columns) - 1
    rank = letters(table.column("rank"))
    group = letters(table.column("group"))
    for formula, look in (
        (f"=AND(ISNUMBER(${rank}2),${rank}2<=3)", _TOP),
        (f"=AND(ROW()>2,${group}2<>${group}1)", _LINE),
    ):
        rule = {"type": "formula", "criteria": formula, "format": book.format(look)}
        sheet.checked(sheet.worksheet.conditional_format(1, 0, last, width, rule))


def mark_checks(book: Book, sheet: Sheet, rows: int) -> None:
    """Findings other than 0 and totals that differ."""
    rule = {"type": "formula", "criteria": "=AND(ISNUMBER($B2),$B2<>0)", "format": book.format(_NEEDED)}
    sheet.checked(sheet.worksheet.conditional_format(1, 1, 7, 1, rule))
    differs = {"type": "formula", "criteria": "=AND(ISNUMBER($C2),$C2<>0)", "format": book.format(_NEEDED)}
    sheet.checked(sheet.worksheet.conditional_format(1, 2, rows, 2, differs))


def _limited(sheet: Sheet, table: Table, id_: str, rule: dict[str, Any], last: int) -> None:
    column = table.column(id_)
    rule = {"error_type": "warning", **rule}
    sheet.checked(sheet.worksheet.data_validation(1, column, last, column, rule), 1, column)


def _coloured(book: Book, sheet: Sheet, table: Table, id_: str, formula: str, look: dict[str, Any], last: int) -> None:
    column = table.column(id_)
    rule = {"type": "formula", "criteria": formula, "format": book.format(look)}
    sheet.checked(sheet.worksheet.conditional_format(1, column, last, column, rule), 1, column)


def changed_lines(table: Table) -> Sequence[int]:
    """The rows of the ledger (from 2) in which a reviewer's score stands."""
    points = table.column("review_points")
    found = []
    for number, row in enumerate(table.rows, start=2):
        cell = row.cells[points]
        if getattr(cell, "value", None) is not None:
            found.append(number)
    return found
