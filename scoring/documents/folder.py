"""Files and folders → reports in a fixed order; every odd file becomes one diagnostic and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.documents.held import Held, Source, read_source
from scoring.documents.listing import listed
from scoring.documents.read import problem
from scoring.documents.warned import warnings
from scoring.errors import WARNING, Diagnostic
from scoring.text.report import Report


@dataclass(frozen=True, slots=True)
class Documents:
    """What was read: `reports` by id, `diagnostics` by file and code (errors for files not read, warnings for doubts)."""

    reports: tuple[Report, ...]
    diagnostics: tuple[Diagnostic, ...]


# Reads one source with the named columns of lists; a cache may stand before it.
Reading = Callable[[Source, Mapping[str, str]], Held]


def read_folder(
    paths: Sequence[Path], columns: Mapping[str, str] | None = None, read: Reading = read_source
) -> Documents:
    """All reports in `paths`: files, and folders with everything below them; archives and lists of reports are opened (see `held`).
    `columns` names the columns of lists whose titles are not known (field → title).

    Ids are relative to the folder given; for a file given directly, its name. The order of `paths` and of the folders'
    entries makes no difference. Hidden files, `~$` lock files, system files (Thumbs.db, __MACOSX …) and the folder of parts beside a
    saved page (`x_files` beside `x.html`) are not reports and are skipped silently. Links below a given folder are not followed but reported. A path that does not exist is an error that
    names the nearest existing name beside it. Pictures numbered 1, 2, 3 … are the pages of one report (see `picture_sets`).
    Nothing is raised: what cannot be read is in `diagnostics`. `read` stands in for `read_source`.
    """
    sources, found = sources_in(paths)
    reports, problems = _read_all(sources, columns or {}, read)
    return Documents(
        tuple(sorted(reports, key=lambda report: report.id)),
        tuple(sorted({*found, *problems}, key=lambda d: (d.file or "", d.code, d.message))),
    )


def sources_in(paths: Sequence[Path]) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """What `read_folder` would read in `paths`, by the names shown, and what is wrong on the way there. Nothing is opened."""
    problems: list[Diagnostic] = []
    sources = tuple(listed(paths, problems))
    return sources, tuple(problems)


def _read_all(
    sources: Sequence[Source], columns: Mapping[str, str], read: Reading
) -> tuple[list[Report], list[Diagnostic]]:
    reports: dict[str, Report] = {}
    problems: list[Diagnostic] = []
    for source in sources:
        held = read(source, columns)
        problems.extend(held.diagnostics)
        for report in held.reports:
            if report.id in reports:
                problems.append(problem("same-file-twice", report.path, severity=WARNING))
                continue
            reports[report.id] = report
            problems.extend(warnings(report))
    return list(reports.values()), problems
