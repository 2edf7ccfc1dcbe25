"""The sheet on which points and thresholds are edited."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from scoring.errors import Diagnostic, OutputError
from scoring.messages.workbench import (
    SHEET_COLUMNS,
    SHEET_GUIDE,
    SHEET_HELP,
    SHEET_HINT,
    SHEET_NAME,
    SHEET_NAME_GUIDE,
    SHEET_SUM_NOTE,
)
from scoring.messages.workbook import ERRORS, ERRORS_HELP
from scoring.outputs import replace_file
from scoring.tables.types import Kind
from scoring.workbench.sheet_rows import GRADES, LEAF, Entry, Row
from scoring.workbook.checked import Book, Sheet, cell_name
from scoring.workbook.look import (
    BASE,
    GROUP_LINE,
    INK,
    LABEL,
    LINE,
    LINE_HEIGHT,
    NODE_FILL,
    PARAGRAPH,
    QUIET,
    TITLE,
    head_properties,
)
from scoring.workbook.table_sheet import lines_of

# Any fixed date will do; with the clock's, the same rubric would give other bytes every time.
_CREATED = datetime(2000, 1, 1)
_INPUT = "#FFF9DB"
_WRONG = "#FBE7E1"
_WIDTHS = {
    "id": 27,
    "name": 38,
    "worth": 9,
    "sum": 10,
    "source": 30,
    "rule": 60,
    "label": 30,
    "value": 11,
    "unit": 9,
    "worth_key": 14,
    "value_key": 30,
    "parent": 20,
}
COLUMNS = tuple(_WIDTHS)
_TEXT: dict[str, Any] = {**BASE, "font_color": INK, "valign": "vcenter", "align": "left", "indent": 1}
_HIDDEN = ("worth_key", "value_key", "parent")
_WRAPPED = ("name", "source", "rule", "label")
_MOST_LINES = 6
# Before a parent's id, so that an id of digits is never compared as a number.
_PARENT = ":"


class Stamp(NamedTuple):
    """What the file says of the rubric it was made from."""

    title: str
    file: str
    sha256: str


def write_sheet(rows: Sequence[Row], stamp: Stamp, path: Path) -> None:
    """Write the sheet to `path`, beside it first, then in its place. The same rubric gives the same bytes. Raises OutputError."""

    def write(place: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            _make(place, rows, stamp)

    replace_file(path, write)


def _make(place: Path, rows: Sequence[Row], stamp: Stamp) -> None:
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
    workbook.set_properties({"title": SHEET_NAME, "subject": stamp.title, "created": _CREATED})
    book = Book(workbook)
    try:
        _table(book, rows)
        _guide(book, stamp)
        workbook.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else error
        raise cause if isinstance(cause, OSError) else OSError(str(cause)) from error
    except (XlsxWriterException, UserWarning) as error:
        message = ERRORS["workbook-refused"].format(reason=error)
        raise OutputError([Diagnostic(code="workbook-refused", message=message, help=ERRORS_HELP)]) from error


def _table(book: Book, rows: Sequence[Row]) -> None:
    sheet = book.sheet(SHEET_NAME)
    worksheet = sheet.worksheet
    for index, column in enumerate(COLUMNS):
        options = {"hidden": True} if column in _HIDDEN else {}
        sheet.checked(worksheet.set_column(index, index, _WIDTHS[column], None, options), 0, index)
        sheet.text(0, index, SHEET_COLUMNS[column], book.format(head_properties(Kind.TEXT)))
    sheet.checked(worksheet.set_row(0, LINE_HEIGHT + 14))
    parents = {part: row.id for row in rows for part in row.parts}
    for number, row in enumerate(rows, start=1):
        _row(book, sheet, number, row, parents, len(rows))
    worksheet.freeze_panes(1, 2)
    worksheet.set_landscape()
    worksheet.set_paper(8)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    sheet.checked(worksheet.print_area(0, 0, len(rows), COLUMNS.index("unit")))


def _row(book: Book, sheet: Sheet, number: int, row: Row, parents: dict[str, str], last: int) -> None:
    look = _look(row)
    wrapped = {**look, "text_wrap": True}
    quiet = {**look, "font_color": QUIET}
    texts = {
        "id": (row.id, look if row.first else quiet),
        "name": ("　" * max(0, row.level - 1) + row.name if row.name else "", wrapped),
        "source": (row.source, wrapped),
        "rule": (row.rule, wrapped),
        "label": (row.label, wrapped),
        "unit": (row.unit, {**look, "bold": False}),
        "worth_key": (_key(row.worth), quiet),
        "value_key": (_key(row.entry), quiet),
        "parent": (f"{_PARENT}{parents[row.id]}" if row.worth is not None and row.id in parents else "", quiet),
    }
    for column, (text, form) in texts.items():
        sheet.text(number, COLUMNS.index(column), text, book.format(form))
    _number(book, sheet, (number, COLUMNS.index("worth")), row.worth, look)
    _number(book, sheet, (number, COLUMNS.index("value")), row.entry, look)
    _sum(book, sheet, number, row, last, look)
    height = max(lines_of(texts[column][0], _WIDTHS[column] - 3) for column in _WRAPPED)
    sheet.checked(sheet.worksheet.set_row(number, LINE_HEIGHT * min(_MOST_LINES, height) + 3), number)


def _look(row: Row) -> dict[str, Any]:
    found = dict(_TEXT)
    if row.first:
        found |= {"top": 1, "top_color": LINE if row.role == LEAF else GROUP_LINE}
    if row.role != LEAF and row.first and not (row.role == GRADES and row.entry is not None):
        found |= {"bg_color": NODE_FILL, "bold": True}
    return found


def _key(entry: Entry | None) -> str:
    return "" if entry is None else str(entry.address)


def _number(book: Book, sheet: Sheet, place: tuple[int, int], entry: Entry | None, look: dict[str, Any]) -> None:
    """A cell that may be changed: what it may hold is checked while typing, and again on the way back."""
    if entry is None:
        sheet.blank(*place, book.format(look))
        return
    form = {
        **look,
        "bg_color": _INPUT,
        "align": "right",
        "indent": 0,
        "border": 1,
        "border_color": LINE,
        "num_format": "0.0#%" if entry.percent else "General",
    }
    sheet.number(*place, float(entry.figure.value), book.format(form))
    low, high = float(entry.low), None if entry.high is None else float(entry.high)
    rule: dict[str, Any] = {"validate": "decimal", "criteria": ">" if entry.above else ">=", "value": low}
    if high is not None:
        rule = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
    kind = "between" if high is not None else "above" if entry.above else "least"
    rule |= {"error_title": SHEET_HINT["title"], "error_message": SHEET_HINT[kind]}
    if entry.percent:
        rule["input_message"] = SHEET_HINT["percent"]
    sheet.checked(sheet.worksheet.data_validation(*place, *place, rule), *place)


def _sum(book: Book, sheet: Sheet, number: int, row: Row, last: int, look: dict[str, Any]) -> None:
    """What the parts add up to, alive, wherever they are sorted to; red where it is not what the node is worth."""
    column, worth, parent = (COLUMNS.index(name) for name in ("sum", "worth", "parent"))
    form = book.format({**look, "align": "right", "indent": 0, "font_color": QUIET, "bold": False})
    if not row.parts:
        sheet.blank(number, column, form)
        return
    formula = f'=SUMIF({_down(parent, last)},"{_PARENT}"&{cell_name(number, 0)},{_down(worth, last)})'
    sheet.checked(sheet.worksheet.write_formula(number, column, formula, form, _total_of(row)), number, column)
    if row.worth is None:
        return
    here, there = cell_name(number, column), cell_name(number, worth)
    wrong = book.format({"bg_color": _WRONG, "font_color": "#8A2B13", "bold": True})
    criterion = {"type": "formula", "criteria": f"=ABS({here}-{there})>0.000001", "format": wrong}
    sheet.checked(sheet.worksheet.conditional_format(number, column, number, column, criterion), number, column)


def _down(column: int, last: int) -> str:
    """A column from its first row to its last: `$C$2:$C$149`."""
    letters = cell_name(0, column).removesuffix("1")
    return f"${letters}$2:${letters}${last + 1}"


def _total_of(row: Row) -> float | str:
    # The parts add up: the reading of the rubric saw to that.
    return "" if row.worth is None else float(row.worth.figure.value)


def _guide(book: Book, stamp: Stamp) -> None:
    """How the sheet is used, and which rubric it was made from."""
    sheet = book.sheet(SHEET_NAME_GUIDE)
    sheet.checked(sheet.worksheet.set_column(0, 0, 16), 0, 0)
    sheet.checked(sheet.worksheet.set_column(1, 1, 100), 0, 1)
    sheet.worksheet.hide_gridlines(2)
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_paper(9)
    sheet.worksheet.fit_to_pages(1, 1)
    sheet.checked(sheet.worksheet.set_row(0, 30))
    sheet.text(0, 0, SHEET_NAME, book.format(TITLE))
    line = 1
    facts = (("title", stamp.title), ("file", stamp.file), ("sha256", stamp.sha256))
    for key, value in facts:
        sheet.text(line, 0, SHEET_GUIDE[key], book.format(LABEL))
        sheet.text(line, 1, value, book.format(PARAGRAPH))
        line += 1
    for text in (*SHEET_HELP, SHEET_SUM_NOTE):
        line += 1
        sheet.merged_text(line, 0, 1, text.format(file=stamp.file), book.format(PARAGRAPH))
        sheet.checked(sheet.worksheet.set_row(line, LINE_HEIGHT * lines_of(text, 114) + 4), line)
