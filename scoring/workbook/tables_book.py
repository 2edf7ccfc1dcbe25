"""Neutral tables as a workbook of their own, a sheet each, with bar charts over their columns."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from scoring.errors import Diagnostic, OutputError
from scoring.messages.workbook import ERRORS, ERRORS_HELP
from scoring.outputs import replace_file
from scoring.tables.types import Table
from scoring.workbook.checked import Book
from scoring.workbook.look import BASE, FONT
from scoring.workbook.table_sheet import write_table

# Any fixed date will do; with the clock's, the same tables would give other bytes every time.
_CREATED = datetime(2000, 1, 1)
# More bars than this cannot be read.
_MOST_BARS = 40
_BAR = "#2F6DB5"
_FALL = "#C0504D"


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart: for each row of the table `table` the number in column `value`, named by column `label`. The first forty rows at most."""

    title: str
    table: Table
    label: str
    value: str


def write_tables(
    title: str,
    tables: Sequence[Table],
    path: Path,
    charts: Sequence[Bars] = (),
    chart_sheet: str = "",
    properties: Mapping[str, str] | None = None,
) -> None:
    """Write the tables to `path`, beside it first, then in its place. The same tables give the same bytes.

    Raises OutputError where the file cannot be written and where a value cannot stand in a cell.
    """

    def write(place: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            _make(place, title, tables, charts, chart_sheet, properties or {})

    replace_file(path, write)


def _make(
    place: Path,
    title: str,
    tables: Sequence[Table],
    charts: Sequence[Bars],
    chart_sheet: str,
    properties: Mapping[str, str],
) -> None:
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
    workbook.set_properties({"title": title, "created": _CREATED})
    for name, value in properties.items():
        workbook.set_custom_property(name, value)
    book = Book(workbook)
    try:
        for table in tables:
            write_table(book, table, title)
        shown = [chart for chart in charts if chart.table.rows]
        if shown:
            sheet = book.sheet(chart_sheet)
            sheet.worksheet.set_paper(9)
            sheet.worksheet.fit_to_pages(1, 0)
            sheet.worksheet.hide_gridlines(2)
            for number, chart in enumerate(shown):
                sheet.checked(sheet.worksheet.insert_chart(f"A{1 + number * 26}", _bars(workbook, chart)))
        workbook.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else error
        raise cause if isinstance(cause, OSError) else OSError(str(cause)) from error
    except (XlsxWriterException, UserWarning) as error:
        message = ERRORS["workbook-refused"].format(reason=error)
        raise OutputError([Diagnostic(code="workbook-refused", message=message, help=ERRORS_HELP)]) from error


def _bars(workbook: Any, chart: Bars) -> Any:
    last = min(len(chart.table.rows), _MOST_BARS)
    label, value = chart.table.column(chart.label), chart.table.column(chart.value)
    drawn = workbook.add_chart({"type": "bar"})
    drawn.add_series(
        {
            "categories": [chart.table.title, 1, label, last, label],
            "values": [chart.table.title, 1, value, last, value],
            "fill": {"color": _BAR},
            "invert_if_negative": True,
            "invert_if_negative_color": _FALL,
            "gap": 40,
            "data_labels": {"value": True, "font": {"name": FONT, "size": 8}},
        }
    )
    drawn.set_title({"name": chart.title, "name_font": {"name": FONT, "size": 13}, "overlay": False})
    drawn.set_legend({"none": True})
    drawn.set_y_axis({"reverse": True, "label_position": "low", "num_font": {"name": FONT, "size": 9}})
    drawn.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}})
    drawn.set_size({"width": 900, "height": max(240, 60 + 22 * last)})
    return drawn
