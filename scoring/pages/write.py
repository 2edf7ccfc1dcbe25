"""Pages into a folder: each whole or not at all, the overview last, so that it never leads to a page that is not there yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import WARNING, Diagnostic, OutputError
from scoring.messages.pages import HELP, MESSAGES, MORE
from scoring.outputs import write_text
from scoring.pages.evidence_page import evidence_page
from scoring.pages.overview_page import overview_page
from scoring.results import Run
from scoring.tables.links import OVERVIEW, page_name
from scoring.tables.order import ranked_units

_LISTED = 5


@dataclass(frozen=True, slots=True)
class WrittenPages:
    """The overview (None: it could not be written), how many evidence pages were written, and what went wrong."""

    overview: Path | None
    evidence: int
    diagnostics: tuple[Diagnostic, ...]


def write_pages(run: Run, folder: Path, *, public: bool = False) -> WrittenPages:
    """Write a page per report and the overview into `folder`, which is made if its parent exists.

    A page that cannot be written does not keep the others from being written. Pages of an earlier run that this one did not
    replace are left alone and named in a warning: they may hold what is not to be published. The same run gives the same bytes.

    Raises OutputError where the folder cannot be made.
    """
    _make(folder)
    problems: list[Diagnostic] = []
    wanted: set[str] = set()
    count = 0
    for unit in ranked_units(run):
        for report in unit.reports:
            name = page_name(report)
            wanted.add(name)
            count += _write(folder / name, evidence_page(run, unit, report, public=public), problems)
    wanted.add(OVERVIEW)
    written = _write(folder / OVERVIEW, overview_page(run, public=public), problems)
    problems += _leftover(folder, wanted)
    return WrittenPages(folder / OVERVIEW if written else None, count, tuple(problems))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError as error:
        raise _refused("pages-not-folder", folder) from error
    except OSError as error:
        raise _refused("pages-folder", folder, reason=error.strerror or str(error)) from error


def _write(path: Path, content: str, problems: list[Diagnostic]) -> int:
    """How many files were written: one or none."""
    try:
        write_text(path, content)
    except OutputError as error:
        problems += error.diagnostics
        return 0
    return 1


def _leftover(folder: Path, wanted: set[str]) -> Iterable[Diagnostic]:
    others = sorted(path.name for path in folder.glob("*.html") if path.name not in wanted)
    if others:
        names = "、".join(others[:_LISTED]) + (MORE if len(others) > _LISTED else "")
        message = MESSAGES["pages-leftover"].format(folder=folder.name, count=len(others), names=names)
        yield Diagnostic("pages-leftover", message, str(folder), help=HELP["pages-leftover"], severity=WARNING)


def _refused(code: str, folder: Path, **values: str) -> OutputError:
    message = MESSAGES[code].format(folder=folder.name, **values)
    return OutputError([Diagnostic(code, message, str(folder), help=HELP[code])])
