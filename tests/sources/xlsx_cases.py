"""Workbooks with one mistake each, by the code of the diagnostic. Made when the tests run; the figures are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

HEAD = ("单位", "收案数", "败诉率")
GOOD = ("乙水区", 12, "8.5%")


def workbook(path: Path, sheets: dict[str, list[tuple[Any, ...]]], change: Callable[[Any], None] | None = None) -> None:
    """Write `sheets` as openpyxl writes them: formulas without results."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(book)
    book.save(path)


def _court(*rows: tuple[Any, ...]) -> dict[str, list[tuple[Any, ...]]]:
    return {"法院": [HEAD, *rows]}


def _error(path: Path) -> None:
    def change(book: Any) -> None:
        cell = book["法院"]["C2"]
        cell.value, cell.data_type = "#DIV/0!", "e"

    workbook(path, _court(("甲山县", 5, None), GOOD), change)


def _hidden(path: Path) -> None:
    def change(book: Any) -> None:
        book["底稿"].sheet_state = "hidden"

    workbook(path, {**_court(GOOD), "底稿": [HEAD, GOOD]}, change)


def _merged_down(path: Path) -> None:
    def change(book: Any) -> None:
        book["法院"].merge_cells("B2:B3")

    workbook(path, _court(("甲山县", 5, "3%"), ("乙水区", None, "8.5%")), change)


def _merged_across(path: Path) -> None:
    def change(book: Any) -> None:
        book["法院"].merge_cells("B2:C2")

    workbook(path, _court(("甲山县", "不适用", None), GOOD), change)


CASES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "cell-error": ("table", _error),
    "cell-formula": ("table", lambda path: workbook(path, _court(("甲山县", "=2+3", "3%"), GOOD))),
    "sheet-hidden": ("table", _hidden),
    "sheet-no-table": ("table", lambda path: workbook(path, {**_court(GOOD), "附图": [("图一", "略")]})),
    "merged-down": ("table", _merged_down),
    "merged-across": ("table", _merged_across),
    "number-date": ("table", lambda path: workbook(path, _court(("甲山县", date(2024, 3, 5), "3%"), GOOD))),
    "file-empty": ("table", lambda path: workbook(path, {"Sheet1": []})),
}
