"""What rubrics are tried on: reports with their facts, and the files beside them. Read once, scored many times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from scoring import pipeline
from scoring.assess.asks import asked_of_files
from scoring.errors import WARNING, Diagnostic
from scoring.measures import Fact
from scoring.messages.workbench import HELP, MESSAGES
from scoring.rubric.types import Rubric
from scoring.sources.attach import attach, settled_doubts
from scoring.sources.join import join
from scoring.sources.load import Given, load
from scoring.sources.types import JUDGEMENTS, NOTHING, SELF_SCORES, UNITS, Sources, unit_key
from scoring.sources.wanted import Wanted
from scoring.store.cache import Cache
from scoring.text.report import Report
from scoring.workbench.saved_run import SavedRun, read_saved_run

READ = tuple[Report, tuple[Fact, ...]]
RESULTS_SUFFIX = ".json"
# Wraps the reports on their way, to show how far the reading is.
Track = Callable[[Sequence[Report]], Iterable[Report]]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the reports for one rubric, and what is wrong with it."""

    sources: Sources = NOTHING
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Material:
    """`now` are the reports to be ranked, `before` further ones that are only last year's; each with its facts. `year` is the year that is
    ranked, None for every unit's newest. `origin` is the rubric of a saved run: its file's name and hash. `diagnostics` are those about
    reports and kept facts.

    Which columns of tables are read hangs on the rubric, so `beside` gives the sources for one; those last asked for are kept.
    """

    now: tuple[READ, ...]
    before: tuple[READ, ...] = ()
    year: int | None = None
    given: tuple[Given, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    origin: tuple[str, str] | None = None
    saved: Sources | None = None
    names: dict[str, str] = field(default_factory=dict)
    _kept: dict[object, Beside] = field(default_factory=dict)

    @property
    def everything(self) -> tuple[READ, ...]:
        """Every report once."""
        found = {report.id: (report, facts) for report, facts in (*self.now, *self.before)}
        return tuple(found[id_] for id_ in sorted(found))

    def beside(self, rubric: Rubric) -> Beside:
        """The sources as `rubric` asks for them."""
        if self.saved is not None:
            return Beside(self.saved)
        if not self.given:
            return Beside()
        wanted = asked_of_files(rubric)
        key = self._asked(wanted)
        if key not in self._kept:
            # Two rubrics are compared at a time.
            self._kept = {**dict(list(self._kept.items())[-1:]), key: self._load(wanted)}
        return self._kept[key]

    def _asked(self, wanted: Wanted) -> object:
        """What of a rubric decides how the files are read: tables and columns; what people may give, where files say what they gave."""
        kinds = {one.kind for one in self.given}
        people = tuple(one for one in wanted.criteria if one.judged or SELF_SCORES in kinds)
        return (tuple(sorted(wanted.tables.items())), people if kinds & {JUDGEMENTS, SELF_SCORES} else ())

    def _load(self, wanted: Wanted) -> Beside:
        loaded = load(self.given, wanted)
        told = attach([report for report, _ in self.now], loaded.units)
        reported: dict[str, set[int | None]] = {}
        for report, _ in self.everything:
            reported.setdefault(report.unit, set()).add(report.year)
        years = {unit: tuple(sorted(found, key=lambda year: year or 0)) for unit, found in sorted(reported.items())}
        sources, doubts = join(replace(loaded, units=told.lists), years, self.year or self._newest())
        return Beside(sources, (*loaded.diagnostics, *told.diagnostics, *doubts))

    def ranked_year(self, sources: Sources) -> int | None:
        """The year that is ranked: the one given; where units are listed, the newest of every unit if that is the same for all; else None,
        every unit's newest."""
        return self.year if self.year is not None or not sources.listed else self._newest()

    def _newest(self) -> int | None:
        newest: dict[str, int] = {}
        for report, _ in self.now:
            if report.year is not None:
                newest[unit_key(report.unit)] = max(report.year, newest.get(unit_key(report.unit), 0))
        return next(iter(newest.values())) if len(set(newest.values())) == 1 else None


def from_reports(
    paths: Sequence[Path],
    given: Sequence[Given] = (),
    year: int | None = None,
    previous: Sequence[Path] = (),
    cache: Cache | None = None,
    track: Track = iter,
) -> Material:
    """The reports in `paths` (and last year's in `previous`) with their facts, taken from `cache` where they are kept there."""
    kept = cache or pipeline.open_cache(None)
    now, before = pipeline.read(paths, kept), pipeline.read(previous, kept)
    # The unit list may say who a report is about; so it is read before the facts, which hang on that.
    told = attach(now.reports, load([one for one in given if one.kind == UNITS]).units)
    everything = {report.id: report for report in (*told.reports, *before.reports)}
    facts = kept.facts_many(track(tuple(everything.values())))
    return Material(
        now=tuple((report, facts[report.id]) for report in told.reports),
        before=tuple((report, facts[report.id]) for report in before.reports),
        year=year,
        given=tuple(given),
        diagnostics=(*settled_doubts(now.diagnostics, told), *before.diagnostics),
        names=dict(pipeline.load_vocabulary().names()),
    )


def from_run(name: Path, year: int | None = None, root: Path | None = None) -> Material:
    """The reports, facts and files beside them of a run folder. Raises ScoringError for a folder that holds no run or is not whole."""
    opened = pipeline.open_run_folder(name, root or pipeline.RUNS)
    inputs = opened.inputs
    problems: list[Diagnostic] = [*inputs.diagnostics, *inputs.earlier]
    if inputs.measures_sha256 != pipeline.load_measures().sha256:
        code = "results-older"
        problems.append(Diagnostic(code, MESSAGES[code], opened.path.name, help=HELP[code], severity=WARNING))
    told = attach(inputs.now, load([one for one in inputs.given if one.kind == UNITS]).units)
    return Material(
        now=tuple((report, inputs.facts[report.id]) for report in told.reports),
        before=tuple((report, inputs.facts[report.id]) for report in inputs.before),
        year=year if year is not None else inputs.year,
        given=inputs.given,
        diagnostics=tuple(problems),
        origin=(opened.rubric.file, opened.rubric.sha256),
        names=dict(pipeline.load_vocabulary().names()),
    )


def from_results(path: Path, year: int | None = None) -> Material:
    """The reports and facts of a results file. Raises ScoringError as `read_saved_run` does. Facts of another measure library are used as they
    are, with a warning."""
    saved: SavedRun = read_saved_run(path)
    problems: list[Diagnostic] = []
    if saved.measures_sha256 != pipeline.load_measures().sha256:
        code = "results-older"
        problems.append(Diagnostic(code, MESSAGES[code], path.as_posix(), help=HELP[code], severity=WARNING))
    return Material(
        now=saved.read,
        year=year if year is not None else saved.year,
        diagnostics=tuple(problems),
        origin=(saved.rubric_file, saved.rubric_sha256),
        saved=saved.sources,
        names=dict(pipeline.load_vocabulary().names()),
    )
