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
from scoring.pipeline.libraries import load_measures
from scoring.scale.limits import armed
from scoring.scale.types import Limits
from scoring.scale.within import Within
from scoring.store.cache import Cache, resting
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


def open_cache(folder: Path | None) -> Cache:
    """What was read before, kept in `folder` (None: nowhere), with the shipped measure library; to be closed (`with`). The functions here and
    `gather` read through it: the results are the same with any cache and with none."""
    return Cache(folder, load_measures)


def read(paths: Sequence[Path], cache: Cache | None = None) -> Documents:
    """The reports in files and folders, with their metadata."""
    return read_checked(paths, cache=cache)


def read_checked(
    paths: Sequence[Path],
    checklist: Path | None = None,
    columns: Mapping[str, str] | None = None,
    cache: Cache | None = None,
    refused: Mapping[str, str] | None = None,
) -> Documents:
    """The reports in files and folders as the completed `checklist` says. Raises ScoringError for one that cannot be used. `refused` are
    sources that are known to take too much (shown path → limit): they are told and not read."""
    documents = read_folder(paths, columns, within(cache, refused).read)
    if checklist is None:
        return documents
    from scoring.collect import apply_answers, read_answers

    return apply_answers(documents, read_answers(checklist))


def extract(
    paths: Sequence[Path],
    library: Library,
    track: Track = iter,
    checklist: Path | None = None,
    columns: Mapping[str, str] | None = None,
    cache: Cache | None = None,
    refused: Mapping[str, str] | None = None,
) -> Extraction:
    """The facts of every report in files and folders, read as `read_checked` does. `cache` has its own library."""
    kept = cache or Cache(None, library)
    with resting(), armed():
        documents = read_checked(paths, checklist, columns, kept, refused)
        found, cut = facts_within(track(documents.reports), kept, refused)
    reports = tuple(report for report in documents.reports if report.id in found)
    facts = tuple(fact for report in reports for fact in found[report.id])
    return Extraction(reports, facts, tuple(sorted((*documents.diagnostics, *cut), key=_by_file)))


def within(cache: Cache | None, refused: Mapping[str, str] | None = None) -> Within:
    """Reading through the cache within the limits of a file."""
    kept = cache or open_cache(None)
    return Within(kept.read, kept.facts, Limits(), refused or {})


def facts_within(
    reports: Iterable[Report], cache: Cache, refused: Mapping[str, str] | None = None
) -> tuple[dict[str, tuple[Fact, ...]], tuple[Diagnostic, ...]]:
    """The facts of the reports by id, and the diagnostics of those that take too much to be read: these have no facts."""
    reading = within(cache, refused)
    found: dict[str, tuple[Fact, ...]] = {}
    cut: list[Diagnostic] = []
    with resting(), armed():
        for report in reports:
            facts = reading.facts(report)
            if isinstance(facts, Diagnostic):
                cut.append(facts)
            else:
                found[report.id] = facts
    return found, tuple(cut)


def _by_file(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return diagnostic.file or "", diagnostic.code, diagnostic.message


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
    cache: Cache | None = None,
) -> tuple[Collected, tuple[Diagnostic, ...]]:
    """Which unit's report for which year is in which file of `paths`; what is wrong with the list of units, or that there are no files."""
    from scoring.collect import sort_files
    from scoring.sources.load import Given, load
    from scoring.sources.types import UNITS

    loaded = load([] if units is None else [Given(UNITS, units)])
    listed = tuple(dict.fromkeys(one for roster in loaded.units for one in roster.listed))
    return sort_files(read_checked(paths, columns=columns, cache=cache), listed, year), loaded.diagnostics
