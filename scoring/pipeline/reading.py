"""Reports and facts: from files to what is read of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.documents import Documents, read_file, read_folder
from scoring.errors import Diagnostic, DocumentError
from scoring.measures import Library, read_facts
from scoring.measures.facts import Fact
from scoring.sources.load import Given, load
from scoring.sources.types import UNITS
from scoring.text.report import Report

if TYPE_CHECKING:
    from scoring.collect import Collected
    from scoring.evaluate.evaluation import Evaluation


# Wraps the reports on their way, to show how far the reading is.
Track = Callable[[Sequence[Report]], Iterable[Report]]


@dataclass(frozen=True, slots=True)
class Extraction:
    """Reports by id, the facts of each in the order of the text, and what could not be read."""

    reports: tuple[Report, ...]
    facts: tuple[Fact, ...]
    diagnostics: tuple[Diagnostic, ...]


def read(paths: Sequence[Path]) -> Documents:
    """The reports in files and folders, with their metadata."""
    return read_folder(paths)


def read_checked(
    paths: Sequence[Path], checklist: Path | None = None, columns: Mapping[str, str] | None = None
) -> Documents:
    """The reports in files and folders as the completed `checklist` says. Raises ScoringError for one that cannot be used."""
    documents = read_folder(paths, columns)
    if checklist is None:
        return documents
    from scoring.collect import apply_answers, read_answers

    return apply_answers(documents, read_answers(checklist))


def extract(paths: Sequence[Path], library: Library, track: Track = iter) -> Extraction:
    """The facts of every report in files and folders."""
    documents = read_folder(paths)
    facts = tuple(fact for report in track(documents.reports) for fact in read_facts(report, library))
    return Extraction(documents.reports, facts, documents.diagnostics)


def evaluate(
    gold: Path, texts: Path, library: Library, wanted: Callable[[str], bool]
) -> tuple[Evaluation, tuple[Diagnostic, ...]]:
    """Read the annotated texts and compare; `wanted` limits the measures. Files that cannot be used are diagnostics."""
    from scoring.evaluate.annotation import read_annotations
    from scoring.evaluate.evaluation import evaluate as compare

    annotations, problems = read_annotations(gold, texts)
    pairs = []
    diagnostics = list(problems)
    for annotation in annotations:
        try:
            report = read_file(texts / annotation.file, texts)
        except DocumentError as error:
            diagnostics += error.diagnostics
            continue
        pairs.append((annotation, read_facts(report, library)))
    return compare(pairs, wanted), tuple(diagnostics)


def collect(
    paths: Sequence[Path],
    units: Path | None = None,
    year: int | None = None,
    columns: Mapping[str, str] | None = None,
) -> tuple[Collected, tuple[Diagnostic, ...]]:
    """Which unit's report for which year is in which file of `paths`; what is wrong with the list of units, or that there are no files."""
    from scoring.collect import sort_files

    loaded = load([] if units is None else [Given(UNITS, units)])
    listed = tuple(dict.fromkeys(one for roster in loaded.units for one in roster.listed))
    return sort_files(read_folder(paths, columns), listed, year), loaded.diagnostics
