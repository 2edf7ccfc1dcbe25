"""The completed checklist, and what it makes of the reports that are read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scoring.assess.units import SUPPORTING
from scoring.documents import Documents
from scoring.errors import ERROR, WARNING, Diagnostic, ScoringError
from scoring.messages.collect import COLUMNS, HELP, MESSAGES, USES
from scoring.sources.grid import Grid
from scoring.sources.xlsx_file import read_xlsx
from scoring.text.report import Metadata, MetadataConflict, MetadataValue, Report

SOURCE = "checklist"
_BY_WORD = {word: use for use, word in USES.items()}
_YEAR = re.compile(r"(19|20)\d\d")
_MOST_BYTES = 60 * 1024 * 1024
_HEADER_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What the office says of one file: its use, and unit and year where those read are wrong ("" and None: as read)."""

    file: str
    sha256: str
    use: str
    unit: str = ""
    year: int | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Answers:
    """A completed checklist. `diagnostics` name rows that were not taken."""

    name: str
    sha256: str
    answers: tuple[Answer, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_answers(path: Path) -> Answers:
    """The checklist at `path`. Raises ScoringError for a file that cannot be read or is no checklist."""
    try:
        data = path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b""
    except OSError as error:
        raise _refused("checklist-unreadable", path.name, reason=error.strerror or str(error)) from error
    digest = hashlib.sha256(data).hexdigest()
    book = read_xlsx(data, path.name, digest)
    for grid in book.grids:
        found = _header(grid)
        if found is not None:
            answers, problems = _rows(grid, *found, path.name)
            return Answers(path.name, digest, answers, problems)
    if book.diagnostics and not book.grids:
        raise ScoringError(list(book.diagnostics))
    raise _refused("checklist-no-columns", path.name)


def _header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The number of the row of titles, and the column of each title."""
    for line in grid.lines[:_HEADER_WITHIN]:
        titles = {raw.shown.strip(): column for column, raw in line.cells.items()}
        known = {name: titles[title] for name, title in COLUMNS.items() if title in titles}
        if "file" in known and "use" in known:
            return line.number, known
    return None


def _rows(
    grid: Grid, header: int, columns: dict[str, int], name: str
) -> tuple[tuple[Answer, ...], tuple[Diagnostic, ...]]:
    found: dict[str, Answer] = {}
    problems = []
    for line in grid.lines:
        told = {key: line.text(column) for key, column in columns.items()}
        if line.number <= header or not told["file"] or not told["use"]:
            continue
        year = told.get("told_year", "").removesuffix("年")
        if told["use"] not in _BY_WORD:
            problems.append(_told("checklist-use", name, row=line.number, value=told["use"]))
        elif year and not _YEAR.fullmatch(year):
            problems.append(_told("checklist-year", name, row=line.number, value=year))
        elif told["file"] in found:
            problems.append(_told("checklist-twice", name, row=line.number))
        else:
            found[told["file"]] = Answer(
                told["file"],
                told.get("sha256", ""),
                _BY_WORD[told["use"]],
                told.get("told_unit", ""),
                int(year) if year else None,
                line.number,
            )
    return tuple(found.values()), tuple(problems)


def apply_answers(documents: Documents, answers: Answers) -> Documents:
    """The reports as the checklist says: unused ones gone, supporting material flagged, units and years corrected (both kept as a conflict).

    A row whose file was changed since, or is not there, is named and not taken; so is a file that the checklist does not know, which counts
    as it was read.
    """
    known = {answer.file: answer for answer in answers.answers}
    here = {report.path for report in documents.reports}
    problems = [*answers.diagnostics]
    problems += [
        _told("checklist-gone", file, severity=WARNING)
        for file, answer in known.items()
        if file not in here and answer.use != "unused"
    ]
    reports = tuple(_answered(documents.reports, known, problems))
    gone = {path for path in here if path not in {report.path for report in reports}}
    kept = [one for one in documents.diagnostics if one.file not in gone]
    return Documents(reports, (*kept, *problems))


def _answered(reports: Sequence[Report], known: dict[str, Answer], problems: list[Diagnostic]) -> Iterator[Report]:
    for report in reports:
        answer = known.get(report.path)
        if answer is None:
            problems.append(_told("checklist-new", report.path, severity=WARNING))
        elif answer.sha256 and not report.sha256.startswith(answer.sha256):
            problems.append(_told("checklist-changed", report.path, severity=WARNING))
            answer = None
        if answer is None:
            yield report
        elif answer.use != "unused":
            yield _corrected(report, answer)


def _corrected(report: Report, answer: Answer) -> Report:
    metadata, flags = report.metadata, set(report.flags)
    if answer.unit and report.metadata.text("unit") != answer.unit:
        metadata = _say(metadata, "unit", answer.unit)
        flags -= {"no_unit", "unit_conflict"}
    if answer.year is not None and report.year != answer.year:
        metadata = _say(metadata, "report_year", str(answer.year))
        flags -= {"no_year", "year_conflict", "year_inferred"}
    if answer.use == "supporting":
        flags.add(SUPPORTING)
    return replace(report, metadata=metadata, flags=tuple(sorted(flags)))


def _say(metadata: Metadata, name: str, value: str) -> Metadata:
    said = MetadataValue(value, SOURCE)
    found = getattr(metadata, name)
    conflicts = metadata.conflicts if found is None else (*metadata.conflicts, MetadataConflict(name, said, found))
    return replace(metadata, **{name: said, "conflicts": conflicts})  # type: ignore[arg-type]


def _told(code: str, file: str, /, severity: str = ERROR, **words: object) -> Diagnostic:
    return Diagnostic(code, MESSAGES[code].format(**words), file, help=HELP[code], severity=severity)


def _refused(code: str, file: str, reason: str = "") -> ScoringError:
    return ScoringError([_told(code, file, reason=reason)])
