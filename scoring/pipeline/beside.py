"""The files beside the reports, on their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.assess.asks import asked_of_files
from scoring.documents import read_folder
from scoring.errors import Diagnostic, OutputError
from scoring.rubric.types import Rubric
from scoring.sources.attach import attach
from scoring.sources.grid import diagnose
from scoring.sources.join import join
from scoring.sources.load import Given, load
from scoring.sources.types import Sources, unit_key
from scoring.sources.wanted import NOTHING_KNOWN

if TYPE_CHECKING:
    pass
from scoring.pipeline.years import reported, year_of


def read_sources(
    sources: Sequence[Given], rubric: Rubric | None = None, reports: Sequence[Path] = (), year: int | None = None
) -> tuple[Sources, tuple[Diagnostic, ...]]:
    """The files beside the reports as `score` would read them, and everything wrong with them; without a rubric for what they are,
    without reports by the names of the units in themselves."""
    given = load(sources, NOTHING_KNOWN if rubric is None else asked_of_files(rubric))
    documents = read_folder(reports)
    told = attach(documents.reports, given.units if reports else ())
    lists = told.lists if reports else given.units
    units = reported(told.reports) if reports else None
    found, doubts = join(replace(given, units=lists), units, year if year is not None else year_of(told.reports))
    return found, (*documents.diagnostics, *given.diagnostics, *told.diagnostics, *doubts)


def write_templates(
    rubric: Rubric, reports: Sequence[Path], units: Sequence[Given], folder: Path, year: int | None = None
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write an empty table for everything that `rubric` asks of others, with the units of the reports and of the list; what was written, and
    what could not be read or written. A file that is there already is left alone and named."""
    from scoring.sources.template import Assessed, blanks
    from scoring.workbook.blank import write_blank

    documents = read_folder(reports)
    found, doubts = read_sources(units, None, reports, year) if units else (Sources(), documents.diagnostics)
    wanted_year = year if year is not None else year_of(documents.reports)
    assessed = {
        unit_key(one.unit): Assessed(one.unit, one.year or wanted_year, one.unit_type, one.file) for one in found.listed
    }
    for report in documents.reports:
        if wanted_year is None or report.year == wanted_year:
            assessed.setdefault(
                unit_key(report.unit), Assessed(report.unit, report.year, report.unit_type, report.path)
            )
    written: list[Path] = []
    problems: list[Diagnostic] = list(doubts)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return (), (*doubts, diagnose("template-folder", folder.name, reason=error.strerror or str(error)))
    for blank in blanks(asked_of_files(rubric), tuple(assessed.values())):
        path = folder / blank.file
        if path.exists():
            problems.append(diagnose("template-exists", path.name))
            continue
        try:
            write_blank(blank, path)
        except OutputError as error:
            problems += error.diagnostics
        else:
            written.append(path)
    return tuple(written), tuple(problems)
