"""The only wiring: paths in, results out. Every step is one call of a room below; nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring import __version__
from scoring.assess import Entry, contest, entries, score_entries, unit_key
from scoring.assess.asks import asked_of_files
from scoring.documents import Documents, read_file, read_folder
from scoring.errors import WARNING, Diagnostic, DocumentError, OutputError, RubricError
from scoring.measures import Library, load_library, read_facts
from scoring.measures.facts import Fact
from scoring.messages.pipeline import FILE, HELP, MESSAGES, REPORTS, YEAR_UNKNOWN
from scoring.outputs import public_path
from scoring.rank import rank_units, ranked_in
from scoring.resources import measures_folder
from scoring.results import Run, UnitScore
from scoring.rubric.load import load_rubric as read_rubric
from scoring.rubric.types import Rubric
from scoring.sources.attach import attach, settled_doubts
from scoring.sources.grid import diagnose
from scoring.sources.join import join
from scoring.sources.load import Given, load
from scoring.sources.types import UNITS, Sources
from scoring.sources.wanted import NOTHING_KNOWN
from scoring.text.report import Report
from scoring.vocabulary import Vocabulary
from scoring.vocabulary import load_vocabulary as read_vocabulary

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


def load_measures() -> Library:
    """The shipped measure library. Raises MeasureError with every mistake found in it."""
    return load_library(measures_folder())


def load_vocabulary() -> Vocabulary:
    """The names of everything that facts and rubrics may name. Raises MeasureError with every mistake found."""
    return read_vocabulary(measures_folder())


def check_rubric(path_or_name: str) -> tuple[Rubric | None, tuple[Diagnostic, ...]]:
    """The rubric (None if it cannot be scored with) and every error and warning of its file."""
    rubric, diagnostics = read_rubric(path_or_name, load_vocabulary())
    return rubric, tuple(diagnostics)


def load_rubric(path_or_name: str) -> tuple[Rubric, tuple[Diagnostic, ...]]:
    """A rubric that can be scored with, and its warnings. Raises RubricError with everything that is wrong with it."""
    rubric, diagnostics = check_rubric(path_or_name)
    if rubric is None:
        raise RubricError(diagnostics)
    return rubric, diagnostics


def run_examples() -> tuple[int, tuple[Diagnostic, ...]]:
    """How many examples the measure library has, and a diagnostic for each that does not hold."""
    from scoring.measures.examples import run_examples as run

    library = load_measures()
    return len(library.examples), run(library)


def rubric_schema() -> dict[str, Any]:
    """The JSON Schema of rubric files."""
    from scoring.rubric.schema import rubric_schema as schema_of

    return schema_of(load_vocabulary())


def read(paths: Sequence[Path]) -> Documents:
    """The reports in files and folders, with their metadata."""
    return read_folder(paths)


def extract(paths: Sequence[Path], library: Library, track: Track = iter) -> Extraction:
    """The facts of every report in files and folders."""
    documents = read_folder(paths)
    facts = tuple(fact for report in track(documents.reports) for fact in read_facts(report, library))
    return Extraction(documents.reports, facts, documents.diagnostics)


def read_checked(
    paths: Sequence[Path], checklist: Path | None = None, columns: Mapping[str, str] | None = None
) -> Documents:
    """The reports in files and folders as the completed `checklist` says. Raises ScoringError for one that cannot be used."""
    documents = read_folder(paths, columns)
    if checklist is None:
        return documents
    from scoring.collect import apply_answers, read_answers

    return apply_answers(documents, read_answers(checklist))


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


def score(
    paths: Sequence[Path],
    rubric: Rubric,
    year: int | None = None,
    previous: Sequence[Path] = (),
    track: Track = iter,
    sources: Sequence[Given] = (),
    checklist: Path | None = None,
    columns: Mapping[str, str] | None = None,
) -> Run:
    """Score the reports in `paths` with `rubric`. `checklist` is a completed one of `collect`; `columns` names those of lists of reports.

    Ranks the reports of `year`; without it, each unit's newest. Reports of the year before, in `paths` or in `previous`,
    are scored the same way and give last year's totals and ranks. `sources` are the files beside the reports: the unit list, tables,
    judgements, self scores. What cannot be read is in the run's diagnostics.
    """
    from scoring.measures.near_copies import near_copies

    library = load_measures()
    names = load_vocabulary().names()
    given = load(sources, asked_of_files(rubric))
    now, before = read_checked(paths, checklist, columns), read_folder(previous, columns)
    told = attach(now.reports, given.units)
    everything = {report.id: report for report in (*before.reports, *told.reports)}
    beside, doubts = join(
        replace(given, units=told.lists), _reported(everything.values()), _year_of(told.reports, year)
    )
    facts = {report.id: read_facts(report, library) for report in track(tuple(everything.values()))}
    found = entries([(report, facts[report.id]) for report in told.reports], rubric, beside.listed)
    ranked = year if year is not None or not beside.listed else _year_of(told.reports)
    contenders = contest(found, rubric, ranked, beside.listed)
    known = entries([(report, facts[report.id]) for report in everything.values()], rubric, beside.listed)
    units = rank_units(score_entries(rubric, contenders, known, beside, names), rubric)
    units = with_previous(units, lambda earlier: _ranked(known, rubric, earlier, beside, names))
    years = {entry.year for entry in contenders}
    return Run(
        rubric=rubric,
        units=units,
        diagnostics=(
            *settled_doubts(now.diagnostics, told),
            *before.diagnostics,
            *given.diagnostics,
            *told.diagnostics,
            *doubts,
            *_left_out(found, contenders, year),
            *_unused(before.reports, units),
        ),
        inputs=tuple(sorted({(report.path, report.sha256) for report in everything.values()})),
        measures_sha256=library.sha256,
        engine=__version__,
        command=normal_command(rubric, year, bool(previous), sources),
        year=year if year is not None else years.pop() if len(years) == 1 else None,
        measure_names=tuple(sorted(names.items())),
        near_copies=near_copies(everything.values(), lambda report: unit_key(report.unit)),
        tables=beside.tables,
    )


def read_sources(
    sources: Sequence[Given], rubric: Rubric | None = None, reports: Sequence[Path] = (), year: int | None = None
) -> tuple[Sources, tuple[Diagnostic, ...]]:
    """The files beside the reports as `score` would read them, and everything wrong with them; without a rubric for what they are,
    without reports by the names of the units in themselves."""
    given = load(sources, NOTHING_KNOWN if rubric is None else asked_of_files(rubric))
    documents = read_folder(reports)
    told = attach(documents.reports, given.units if reports else ())
    lists = told.lists if reports else given.units
    units = _reported(told.reports) if reports else None
    found, doubts = join(replace(given, units=lists), units, year if year is not None else _year_of(told.reports))
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
    wanted_year = year if year is not None else _year_of(documents.reports)
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


def _reported(reports: Iterable[Report]) -> dict[str, tuple[int | None, ...]]:
    """The units that report, with the years that they report on."""
    years: dict[str, set[int | None]] = {}
    for report in reports:
        years.setdefault(report.unit, set()).add(report.year)
    return {unit: tuple(sorted(found, key=lambda year: year or 0)) for unit, found in sorted(years.items())}


def _year_of(reports: Iterable[Report], year: int | None = None) -> int | None:
    """The year that is ranked: `year`, else the newest of every unit if that is the same for all."""
    if year is not None:
        return year
    newest: dict[str, int] = {}
    for report in reports:
        if report.year is not None:
            newest[unit_key(report.unit)] = max(report.year, newest.get(unit_key(report.unit), 0))
    return next(iter(newest.values())) if len(set(newest.values())) == 1 else None


def _ranked(
    known: Iterable[Entry], rubric: Rubric, year: int, sources: Sources, names: Mapping[str, str]
) -> dict[str, UnitScore]:
    """The units of one year by key, ranked among themselves."""
    return {unit_key(unit.unit): unit for unit in ranked_in(rubric, known, year, sources, names)}


def with_previous(
    units: Iterable[UnitScore], ranked_in: Callable[[int], dict[str, UnitScore]]
) -> tuple[UnitScore, ...]:
    """The units with last year's published total and rank, where the unit was scored in the year before its own.
    `ranked_in` gives the units of a year by key; it is asked once a year."""
    years: dict[int, dict[str, UnitScore]] = {}
    found = []
    for unit in units:
        if unit.year is not None and unit.reports:
            if unit.year - 1 not in years:
                years[unit.year - 1] = ranked_in(unit.year - 1)
            earlier = years[unit.year - 1].get(unit_key(unit.unit))
            if earlier is not None:
                # A place among another group says nothing about this one.
                same = earlier.ranked and earlier.group == unit.group
                rank = earlier.rank if same else None
                unit = replace(unit, previous_total=earlier.published, previous_rank=rank)
        found.append(unit)
    return tuple(found)


def _left_out(found: Iterable[Entry], contenders: Iterable[Entry], year: int | None) -> Iterable[Diagnostic]:
    """A warning for each unit that has reports, none of them of the year that is ranked."""
    ranked = {entry.key for entry in contenders}
    years: dict[str, list[Entry]] = {}
    for entry in found:
        if entry.key not in ranked:
            years.setdefault(entry.key, []).append(entry)
    for mine in years.values():
        listed = "、".join(YEAR_UNKNOWN if entry.year is None else str(entry.year) for entry in mine)
        yield _warning("no-report-of-year", mine[0].reports[0].path, unit=mine[0].unit, year=year, years=listed)


def _unused(previous: Iterable[Report], units: Iterable[UnitScore]) -> Iterable[Diagnostic]:
    """A warning for each report given as last year's that no unit is compared with."""
    wanted = {(unit_key(unit.unit), unit.year - 1) for unit in units if unit.year is not None}
    for report in previous:
        if (unit_key(report.unit), report.year) not in wanted:
            year = YEAR_UNKNOWN if report.year is None else report.year
            yield _warning("previous-not-used", report.path, unit=report.unit, year=year)


def _warning(code: str, file: str, **values: object) -> Diagnostic:
    return Diagnostic(code, MESSAGES[code].format(**values), file, help=HELP[code], severity=WARNING)


def normal_command(rubric: Rubric, year: int | None, previous: bool, sources: Iterable[Given] = ()) -> str:
    """The command without paths and order of arguments: what was read stands in the run's inputs and tables with its hash."""
    parts = ["scoring score", REPORTS, "--rubric", Path(public_path(rubric.file)).name]
    if year is not None:
        parts += ["--year", str(year)]
    if previous:
        parts += ["--previous", REPORTS]
    for kind, name in sorted({(one.kind, one.name) for one in sources}):
        option = kind.replace("_", "-")
        parts += [f"--{option}", f"{name}={FILE}" if name else FILE]
    return " ".join(parts)


def write_outputs(run: Run, workbook: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write the workbook and, beside it, the same results as JSON. What was written, and what could not be and why; one
    that fails does not keep the other from being written."""
    from scoring.store import write_results_json
    from scoring.workbook import write_workbook

    written: list[Path] = []
    problems: list[Diagnostic] = []
    for path, write in ((workbook, write_workbook), (workbook.with_suffix(".json"), write_results_json)):
        try:
            write(run, path)
        except OutputError as error:
            problems += error.diagnostics
        else:
            written.append(path)
    return tuple(written), tuple(problems)
