"""Spreadsheets and CSV files as lists of reports. Run in the child process."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scoring.documents.archive import Archive
from scoring.documents.content import Unreadable
from scoring.documents.lists.columns import TEXT, chosen, find_columns
from scoring.documents.lists.rows import MAX_ROWS, Collected, Rows, decoded

# The header stands in one of the first rows, below a title or a note.
_HEADER_WITHIN = 10
_MAX_COLUMNS = 200
# A sheet that is itself a report says so near its beginning.
_REPORT_WORD = "法治政府建设"
_BEGINNING = 400


def read_xlsx_list(data: bytes, argument: str = "") -> Rows:
    """The reports in a workbook: one per row where a sheet has a column for the text; else each sheet that is itself a report.

    Raises `Unreadable` with list-no-text-column, list-no-column, list-too-long, zip-bomb, damaged-file.
    """
    import openpyxl

    Archive(data).check_sizes()
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (KeyError, ValueError, OSError) as error:
        raise Unreadable("damaged-file", reason=f"工作簿无法打开：{type(error).__name__}") from error
    wanted = chosen(argument)
    found = Collected()
    sheets = [(sheet.title, list(_sheet_rows(sheet))) for sheet in book.worksheets]
    listed = [(title, rows, head) for title, rows in sheets if (head := _header(rows, wanted)) is not None]
    for title, rows, (number, columns) in listed:
        for place, row in enumerate(rows[number + 1 :], start=number + 2):
            found.add(f"{title}!{place}", {field: _cell(row, at) for field, at in columns.items()})
    if listed:
        return found.rows()
    for title, rows in sheets:
        text = "\n".join("\t".join(str(cell) for cell in row if cell not in (None, "")) for row in rows)
        if _REPORT_WORD in text[:_BEGINNING]:
            found.add(title, {TEXT: text})
    made = found.rows()
    if not made.rows:
        raise Unreadable("list-no-text-column")
    return made


def read_csv_list(data: bytes, argument: str = "") -> Rows:
    """The reports in a CSV or TSV file, one per row. Raises `Unreadable` with list-no-text-column, list-no-column, list-too-long and what
    `decoded` raises."""
    text = decoded(data)
    head = text[:10_000]
    delimiter = max(",\t;，", key=head.split("\n", 1)[0].count)
    csv.field_size_limit(20_000_000)
    try:
        rows = list(_limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error as error:
        raise Unreadable("damaged-file", reason=f"CSV 格式错误：{error}") from error
    header = _header(rows, chosen(argument))
    if header is None:
        raise Unreadable("list-no-text-column")
    number, columns = header
    found = Collected()
    for place, row in enumerate(rows[number + 1 :], start=number + 2):
        found.add(str(place), {field: _cell(row, at) for field, at in columns.items()})
    return found.rows()


def _sheet_rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet that is read as it streams. The size that the file claims is not believed."""
    sheet.reset_dimensions()
    return _limited(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS))


def _limited(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(rows):
        if number > MAX_ROWS + _HEADER_WITHIN:
            raise Unreadable("list-too-long", limit=MAX_ROWS)
        yield tuple(row)


def _header(rows: Sequence[Sequence[Any]], wanted: dict[str, str]) -> tuple[int, dict[str, int]] | None:
    """The number of the header row and its columns; None where no row of the first ten names a column for the text."""
    refused: Unreadable | None = None
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        titles = ["" if cell is None else str(cell) for cell in row]
        try:
            columns = find_columns(titles, wanted)
        except Unreadable as error:
            refused = refused or (error if sum(map(bool, titles)) > 1 else None)
            continue
        if columns is not None:
            return number, columns
    if refused is not None:
        raise refused
    return None


def _cell(row: Sequence[Any], at: int) -> Any:
    return row[at] if at < len(row) else None
