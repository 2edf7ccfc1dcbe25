"""What rubrics are tried on: reports with their facts, and the files beside them. Read once, scored many times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scoring import pipeline
from scoring.assess.asks import asked_of_files
from scoring.errors import WARNING, Diagnostic
from scoring.measures import Fact
from scoring.messages.workbench import HELP, MESSAGES
from scoring.pipeline.years import reported, year_of
from scoring.rubric.types import Rubric
from scoring.sources.attach import attach, settled_doubts
from scoring.sources.join import join
from scoring.sources.load import Given, load
from scoring.sources.types import JUDGEMENTS, NOTHING, SELF_SCORES, TABLE, UNITS, Sources
from scoring.sources.wanted import Wanted
from scoring.text.report import Report

if TYPE_CHECKING:
    from scoring.store.cache import Cache
    from scoring.store.inputs import Inputs

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
        years = reported(report for report, _ in self.everything)
        sources, doubts = join(replace(loaded, units=told.lists), years, self._newest())
        return Beside(sources, (*loaded.diagnostics, *told.diagnostics, *doubts))

    def ranked_year(self, sources: Sources) -> int | None:
        """The year that is ranked: the one given; where units are listed, the newest of every unit if that is the same for all; else None,
        every unit's newest."""
        return self.year if self.year is not None or not sources.listed else self._newest()

    def _newest(self) -> int | None:
        return year_of((report for report, _ in self.now), self.year)


def from_reports(
    paths: Sequence[Path],
    given: Sequence[Given] = (),
    year: int | None = None,
    previous: Sequence[Path] = (),
    cache: Cache | None = None,
    track: Track = iter,
) -> Material:
    """The reports in `paths` (and last year's in `previous`) with their facts, taken from `cache` where they are kept there."""
    return _material(pipeline.gather(paths, None, year, previous, track, given, cache=cache))


def from_run(name: Path, year: int | None = None, root: Path | None = None) -> Material:
    """The reports, facts and files beside them of a run folder. Raises ScoringError for a folder that holds no run or is not whole."""
    opened = pipeline.open_run_folder(name, root or pipeline.RUNS)
    found = _material(opened.inputs)
    found.origin = (opened.rubric.file, opened.rubric.sha256)
    found.diagnostics += _older(opened.inputs.measures_sha256, opened.path.name)
    if year is not None:
        found.year = year
    return found


def _material(inputs: Inputs) -> Material:
    """What was gathered, with what the unit lists say of the reports."""
    # A workbook of tables may hold a unit list too.
    told = attach(inputs.now, load([one for one in inputs.given if one.kind in (UNITS, TABLE)]).units)
    return Material(
        now=tuple((report, inputs.facts[report.id]) for report in told.reports),
        before=tuple((report, inputs.facts[report.id]) for report in inputs.before),
        year=inputs.year,
        given=inputs.given,
        diagnostics=(*settled_doubts(inputs.diagnostics, told), *inputs.earlier),
        names=dict(pipeline.load_vocabulary().names()),
    )


def _older(library: str, file: str) -> tuple[Diagnostic, ...]:
    """A warning where facts were read by another measure library."""
    if library == pipeline.load_measures().sha256:
        return ()
    code = "results-older"
    return (Diagnostic(code, MESSAGES[code], file, help=HELP[code], severity=WARNING),)


def from_results(path: Path, year: int | None = None) -> Material:
    """The reports and facts of a results file. Raises ScoringError as `read_saved_run` does. Facts of another measure library are used as they
    are, with a warning."""
    from scoring.workbench.saved_run import read_saved_run

    saved = read_saved_run(path)
    return Material(
        now=saved.read,
        year=year if year is not None else saved.year,
        diagnostics=_older(saved.measures_sha256, path.as_posix()),
        origin=(saved.rubric_file, saved.rubric_sha256),
        saved=saved.sources,
        names=dict(pipeline.load_vocabulary().names()),
    )
