"""An empty table to be filled in: titles, prepared rows, what may be typed where."""

from __future__ import annotations

import warnings
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.errors import Diagnostic, OutputError
from scoring.messages.sources import TEMPLATE
from scoring.messages.workbook import ERRORS, ERRORS_HELP
from scoring.outputs import replace_file
from scoring.sources.template import Blank, BlankColumn
from scoring.tables.types import Kind
from scoring.workbook.checked import Book, Sheet
from scoring.workbook.look import BASE, INK, LABEL, LINE, LINE_HEIGHT, NODE_FILL, PARAGRAPH, TITLE, head_properties
from scoring.workbook.table_sheet import lines_of

_CREATED = datetime(2000, 1, 1)
# Excel refuses longer lists of choices.
_CHOICES_LIMIT = 255
_MOST_LINES = 12
_CELL: dict[str, Any] = {
    **BASE,
    "font_color": INK,
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "border_color": LINE,
    "align": "left",
    "indent": 1,
}
_FIXED: dict[str, Any] = {**_CELL, "bg_color": NODE_FILL}
_PERCENT: dict[str, Any] = {**_CELL, "num_format": "0.00%"}


def write_blank(blank: Blank, path: Path) -> None:
    """Write the empty table to `path`, beside it first, then in its place. The same table gives the same bytes. Raises OutputError."""

    def write(place: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            _make(place, blank)

    replace_file(path, write)


def _make(place: Path, blank: Blank) -> None:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError, XlsxWriterException

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": dict(BASE),
    }
    workbook = Workbook(str(place), options)
    workbook.set_properties({"title": blank.sheet, "created": _CREATED})
    book = Book(workbook)
    try:
        _table(book, blank)
        _explanation(book, blank)
        workbook.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else error
        raise cause if isinstance(cause, OSError) else OSError(str(cause)) from error
    except (XlsxWriterException, UserWarning) as error:
        message = ERRORS["workbook-refused"].format(reason=error)
        raise OutputError([Diagnostic(code="workbook-refused", message=message, help=ERRORS_HELP)]) from error


def _table(book: Book, blank: Blank) -> None:
    sheet = book.sheet(blank.sheet)
    worksheet = sheet.worksheet
    for index, column in enumerate(blank.columns):
        sheet.checked(worksheet.set_column(index, index, column.width), 0, index)
    for line, text in enumerate(blank.above):
        sheet.text(line, 0, text, book.format(LABEL if line else TITLE))
    sheet.checked(worksheet.set_row(0, 30))
    head = len(blank.above)
    sheet.checked(worksheet.set_row(head, 2 * LINE_HEIGHT + 10))
    for index, column in enumerate(blank.columns):
        sheet.text(head, index, column.title, book.format(head_properties(Kind.TEXT)))
    for number, row in enumerate(blank.rows, start=head + 1):
        allowed = dict(row.limits)
        # Programs do not all make room for text that wraps.
        lines = [
            lines_of(str(cell), column.width - 3) for column, cell in zip(blank.columns, row.cells, strict=True) if cell
        ]
        sheet.checked(worksheet.set_row(number, LINE_HEIGHT * min(_MOST_LINES, max(lines, default=1)) + 4), number)
        for index, (column, value) in enumerate(zip(blank.columns, row.cells, strict=True)):
            form = book.format(_look(column))
            if isinstance(value, int | Decimal):
                sheet.number(number, index, value, form)
            else:
                sheet.text(number, index, value or "", form)
            _limit(sheet, number, index, allowed.get(index, column))
    worksheet.freeze_panes(head + 1, 1)
    if blank.rows:
        sheet.checked(worksheet.autofilter(head, 0, head + len(blank.rows), len(blank.columns) - 1))
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(head)


def _look(column: BlankColumn) -> dict[str, Any]:
    if column.percent:
        return _PERCENT
    return _CELL if column.typed else _FIXED


def _limit(sheet: Sheet, row: int, index: int, column: BlankColumn) -> None:
    """Excel's own check of what is typed: a list to choose from, or the range. It warns; the reader checks again."""
    if (
        column.choices
        and len(",".join(column.choices)) <= _CHOICES_LIMIT
        and not any("," in one for one in column.choices)
    ):
        rule: dict[str, Any] = {"validate": "list", "source": list(column.choices)}
    elif column.low is not None and column.high is not None:
        rule = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": float(column.low),
            "maximum": float(column.high),
        }
    elif column.low is not None:
        rule = {"validate": "decimal", "criteria": ">=", "value": float(column.low)}
    else:
        return
    rule["error_type"] = "warning"
    sheet.checked(sheet.worksheet.data_validation(row, index, row, index, rule), row, index)


def _explanation(book: Book, blank: Blank) -> None:
    sheet = book.sheet(TEMPLATE["explanation"])
    sheet.checked(sheet.worksheet.set_column(0, 0, 100))
    for row, line in enumerate(blank.explained):
        sheet.text(row, 0, line, book.format(PARAGRAPH))
