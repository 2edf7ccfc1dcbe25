"""The whole workbook from a run."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scoring.errors import Diagnostic, OutputError
from scoring.messages.workbook import ERRORS, ERRORS_HELP, GUIDE, RUN_ITEMS
from scoring.outputs import replace_file
from scoring.results import Run
from scoring.tables import (
    Row,
    Table,
    adjustments_table,
    doubts_table,
    evidence_table,
    guide,
    has_adjustments,
    ledger_table,
    ranking_table,
    rubric_table,
    run_table,
)
from scoring.workbook.checked import Book
from scoring.workbook.guide_sheet import write_guide
from scoring.workbook.look import BASE
from scoring.workbook.table_sheet import finish, prepare, write_rows, write_table

# Any fixed date will do; with the clock's, two runs over the same inputs would differ.
_CREATED = datetime(2000, 1, 1)
# Above this many cells rows are written out as they come instead of being kept in memory.
_MANY_CELLS = 400_000
# How many cut cells are listed one by one.
_CUTS_LISTED = 1000


def write_workbook(run: Run, path: Path) -> None:
    """Write the workbook of `run` to `path`, beside it first, then in its place. The same run gives the same bytes.

    Raises OutputError where the file cannot be written (what stood there is untouched) and where a value cannot stand in
    a cell.
    """
    first = guide(run)
    adjustments = (adjustments_table(run),) if has_adjustments(run.rubric) else ()
    scores = (ranking_table(run), ledger_table(run), evidence_table(run))
    tables = (*scores, *adjustments, rubric_table(run), doubts_table(run))
    last = run_table(run)
    many = sum(len(table.rows) * len(table.columns) for table in (*tables, last)) > _MANY_CELLS
    footer = run.rubric.title

    def fill(book: Book) -> None:
        write_guide(book, first)
        for table in tables:
            write_table(book, table, footer)
        _write_run(book, last, footer)

    def write(place: Path) -> None:
        with TemporaryDirectory(prefix="scoring-", ignore_cleanup_errors=True) as folder, warnings.catch_warnings():
            # XlsxWriter warns where it leaves something out; here that is an error.
            warnings.simplefilter("error", UserWarning)
            _make(place, fill, run, {"constant_memory": True, "tmpdir": folder} if many else {"in_memory": True})

    replace_file(path, write)


def _make(place: Path, fill: Callable[[Book], None], run: Run, options: dict[str, Any]) -> None:
    """Make the file with XlsxWriter. Its own exceptions come out as OSError or OutputError."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError, XlsxWriterException

    options |= {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": dict(BASE),
    }
    workbook = Workbook(str(place), options)
    workbook.set_properties({"title": GUIDE["title"], "subject": run.rubric.title, "created": _CREATED})
    try:
        fill(Book(workbook))
        workbook.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else error
        raise cause if isinstance(cause, OSError) else OSError(str(cause)) from error
    except (XlsxWriterException, UserWarning) as error:
        message = ERRORS["workbook-refused"].format(reason=error)
        raise OutputError([Diagnostic(code="workbook-refused", message=message, help=ERRORS_HELP)]) from error


def _write_run(book: Book, table: Table, footer: str) -> None:
    """The last sheet: the run, then what the other sheets could not hold. Its own cuts are listed too."""
    sheet = book.sheet(table.title)
    prepare(book, sheet, table, footer)
    count = write_rows(book, sheet, table, table.rows)
    count = write_rows(book, sheet, table, _losses(book), first=count + 1)
    finish(book, sheet, table, count)


def _losses(book: Book) -> Iterator[Row]:
    for number, cut in enumerate(book.cuts):
        if number == _CUTS_LISTED:
            yield Row((RUN_ITEMS["cut"], "", RUN_ITEMS["cut_more"].format(count=len(book.cuts) - number), ""))
            break
        remark = RUN_ITEMS["cut_remark"].format(length=cut.length, kept=cut.kept)
        yield Row((RUN_ITEMS["cut"], cut.sheet, cut.cell, remark))
    for name, count in sorted(book.stripped.items()):
        yield Row((RUN_ITEMS["stripped"], name, "", RUN_ITEMS["stripped_remark"].format(count=count)))
    for name, count in sorted(book.unlinked.items()):
        yield Row((RUN_ITEMS["links"], name, "", RUN_ITEMS["links_remark"].format(count=count)))
