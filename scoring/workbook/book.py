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
from scoring.tables import Row, Table
from scoring.tables.review_columns import RUN_PROPERTY
from scoring.workbook.checked import Book
from scoring.workbook.contents import Contents, contents
from scoring.workbook.guide_sheet import write_guide
from scoring.workbook.live.charts import write_charts
from scoring.workbook.live.validation import limit_added, limit_evidence, limit_ledger, mark_checks, mark_ranking
from scoring.workbook.look import BASE
from scoring.workbook.table_sheet import finish, prepare, write_rows, write_table

# Any fixed date will do; with the clock's, two runs over the same inputs would differ.
_CREATED = datetime(2000, 1, 1)
# Above this many cells rows are written out as they come instead of being kept in memory.
MANY_CELLS = 400_000
# How many cut cells are listed one by one.
_CUTS_LISTED = 1000


def write_workbook(run: Run, path: Path, *, run_id: str = "", pages: str | None = None) -> None:
    """Write the workbook of `run` to `path`, beside it first, then in its place. The same run gives the same bytes.

    Up to 300 units the sheets are tied together by formulas, beside each the engine's value; above that they hold values. `run_id` goes
    into 运行信息 and the document's properties. `pages` is the folder of the evidence pages as seen from the workbook ("pages"); None: no
    links to pages.

    Raises OutputError where the file cannot be written (what stood there is untouched) and where a value cannot stand in
    a cell.
    """
    content = contents(run, run_id, pages)
    many = sum(len(table.rows) * len(table.columns) for table in content.tables) > MANY_CELLS
    footer = run.rubric.title

    def fill(book: Book, workbook: Any) -> None:
        write_guide(book, content.guide)
        for table in content.tables[:-1]:
            _write_sheet(book, content, table, footer)
            if table.id == "ranking" and content.plan is not None and content.calculation is not None:
                write_charts(book, workbook, content.plan, table, content.calculation)
        _write_run(book, content.tables[-1], footer)
        if content.calculation is not None:
            write_table(book, content.calculation.table, footer, plain=True)

    def write(place: Path) -> None:
        with TemporaryDirectory(prefix="scoring-", ignore_cleanup_errors=True) as folder, warnings.catch_warnings():
            # XlsxWriter warns where it leaves something out; here that is an error.
            warnings.simplefilter("error", UserWarning)
            options = {"constant_memory": True, "tmpdir": folder} if many else {"in_memory": True}
            _make(place, fill, run, run_id, options)

    replace_file(path, write)


def _write_sheet(book: Book, content: Contents, table: Table, footer: str) -> None:
    """One table with what may be typed into it and the colours that follow its cells."""
    live = content.plan is not None
    # Sorting a sheet whose cells look at each other's places would mix it up.
    sheet = write_table(book, table, footer, plain=live and table.id in ("matrix", "checks", "changes", "rubric"))
    if table.id == "ledger":
        limit_ledger(book, sheet, table)
    elif table.id == "evidence":
        limit_evidence(book, sheet, table)
    elif table.id == "added":
        limit_added(book, sheet, table, content.reports)
    elif table.id == "ranking" and live:
        mark_ranking(book, sheet, table)
    elif table.id == "checks":
        mark_checks(book, sheet, len(table.rows))


def _make(place: Path, fill: Callable[[Book, Any], None], run: Run, run_id: str, options: dict[str, Any]) -> None:
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
    if run_id:
        workbook.set_custom_property(RUN_PROPERTY, run_id, "text")
    try:
        fill(Book(workbook), workbook)
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
