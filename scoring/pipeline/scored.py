"""A scoring: everything that is read, then the run that it gives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from scoring import __version__
from scoring.assess import Entry, contest, entries, score_entries, unit_key
from scoring.assess.asks import asked_of_files
from scoring.assess.overrides import by_place
from scoring.assess.overrides import doubts as override_doubts
from scoring.corrections.apply import corrected_facts, corrected_reports, groups_of
from scoring.corrections.types import NO_CORRECTIONS, Corrections
from scoring.errors import WARNING, Diagnostic
from scoring.measures import read_facts
from scoring.measures.facts import Fact
from scoring.messages.pipeline import FILE, HELP, MESSAGES, REPORTS, YEAR_UNKNOWN
from scoring.outputs import public_path
from scoring.pipeline.libraries import load_measures, load_vocabulary
from scoring.pipeline.reading import Track, facts_within, open_cache, read_checked
from scoring.pipeline.years import reported, year_of
from scoring.rank import rank_units, ranked_in
from scoring.results import LeafScore, Run, UnitScore
from scoring.rubric.types import Rubric
from scoring.sources.attach import attach, settled_doubts
from scoring.sources.join import join
from scoring.sources.load import Given, load
from scoring.sources.types import Listed, Sources
from scoring.sources.unit_list import UnitList
from scoring.sources.wanted import NOTHING_KNOWN
from scoring.store.cache import Cache
from scoring.store.inputs import Inputs
from scoring.text.report import Report


def score(
    paths: Sequence[Path],
    rubric: Rubric,
    year: int | None = None,
    previous: Sequence[Path] = (),
    track: Track = iter,
    sources: Sequence[Given] = (),
    checklist: Path | None = None,
    columns: Mapping[str, str] | None = None,
    corrections: Corrections = NO_CORRECTIONS,
    cache: Cache | None = None,
) -> Run:
    """Score the reports in `paths` with `rubric`. `checklist` is a completed one of `collect`; `columns` names those of lists of reports.

    Ranks the reports of `year`; without it, each unit's newest. Reports of the year before, in `paths` or in `previous`,
    are scored the same way and give last year's totals and ranks. `sources` are the files beside the reports: the unit list, tables,
    judgements, self scores. What cannot be read is in the run's diagnostics.
    """
    inputs = gather(paths, rubric, year, previous, track, sources, checklist, columns, cache)
    return run_of(inputs, rubric, corrections)


def gather(
    paths: Sequence[Path],
    rubric: Rubric | None,
    year: int | None = None,
    previous: Sequence[Path] = (),
    track: Track = iter,
    sources: Sequence[Given] = (),
    checklist: Path | None = None,
    columns: Mapping[str, str] | None = None,
    cache: Cache | None = None,
    refused: Mapping[str, str] | None = None,
) -> Inputs:
    """Everything that is read for a run: reports, and the facts of each with what the unit list says of it. What `cache` holds is not read again;
    its library is used. `rubric` says which columns of the files beside the reports are asked for; None: whatever the unit lists say is taken.
    `refused` as for `read_checked`. A report whose facts take too much to be read is told and left out."""
    kept = cache or open_cache(None)
    now = read_checked(paths, checklist, columns, kept, refused)
    before = read_checked(previous, columns=columns, cache=kept, refused=refused)
    told = attach(now.reports, load(sources, NOTHING_KNOWN if rubric is None else asked_of_files(rubric)).units)
    everything = {report.id: report for report in (*before.reports, *told.reports)}
    facts, cut = facts_within(track(tuple(everything.values())), kept, refused)
    return Inputs(
        now=tuple(report for report in now.reports if report.id in facts),
        facts=facts,
        measures_sha256=kept.library.sha256,
        before=tuple(report for report in before.reports if report.id in facts),
        given=tuple(sources),
        year=year,
        previous=bool(previous),
        diagnostics=(*now.diagnostics, *cut),
        earlier=before.diagnostics,
        checklist="" if checklist is None else hashlib.sha256(checklist.read_bytes()).hexdigest(),
    )


def run_of(inputs: Inputs, rubric: Rubric, corrections: Corrections = NO_CORRECTIONS) -> Run:
    """The run that `inputs` give by `rubric`, with what reviewers corrected."""
    from scoring.measures.near_copies import near_copies

    names = load_vocabulary().names()
    given = load(inputs.given, asked_of_files(rubric))
    now, before, facts, wrong = _corrected(inputs, given.units, corrections)
    told = attach(now, given.units)
    everything = {report.id: report for report in (*before, *told.reports)}
    beside, doubts = join(
        replace(given, units=told.lists), reported(everything.values()), year_of(told.reports, inputs.year)
    )
    beside = _regrouped(beside, everything, corrections)
    found = entries([(report, facts[report.id]) for report in told.reports], rubric, beside.listed)
    ranked = inputs.year if inputs.year is not None or not beside.listed else year_of(told.reports)
    contenders = contest(found, rubric, ranked, beside.listed)
    known = entries([(report, facts[report.id]) for report in everything.values()], rubric, beside.listed)
    overrides = by_place(corrections.overrides)
    scored = score_entries(rubric, contenders, known, beside, names, overrides)
    units = with_previous(rank_units(scored, rubric), lambda earlier: _ranked(known, rubric, earlier, beside, names))
    years = {entry.year for entry in contenders}
    return Run(
        rubric=rubric,
        units=units,
        diagnostics=(
            *settled_doubts(inputs.diagnostics, told),
            *inputs.earlier,
            *given.diagnostics,
            *told.diagnostics,
            *doubts,
            *_left_out(found, contenders, inputs.year),
            *_unused(before, units),
            *wrong,
            *override_doubts(corrections.overrides, _by_place(contenders, scored)),
        ),
        inputs=tuple(sorted({(report.path, report.sha256) for report in everything.values()})),
        measures_sha256=inputs.measures_sha256,
        engine=__version__,
        command=normal_command(rubric, inputs.year, inputs.previous, inputs.given, bool(inputs.checklist)),
        year=inputs.year if inputs.year is not None else years.pop() if len(years) == 1 else None,
        measure_names=tuple(sorted(names.items())),
        near_copies=near_copies(everything.values(), lambda report: unit_key(report.unit)),
        tables=beside.tables,
        corrections=corrections,
    )


_Corrected = tuple[tuple[Report, ...], tuple[Report, ...], Mapping[str, tuple[Fact, ...]], tuple[Diagnostic, ...]]


def _corrected(inputs: Inputs, lists: Sequence[UnitList], corrections: Corrections) -> _Corrected:
    """Reports and facts with what reviewers corrected. Facts hang on the report's year and unit, so a report whose own are others now is read
    again."""
    if not corrections.reports and not corrections.facts:
        return inputs.now, inputs.before, inputs.facts, ()
    library = load_measures()
    now, wrong = corrected_reports(inputs.now, corrections)
    here = {report.id for report in now}
    before = tuple(
        corrected_reports([report], corrections)[0][0] if report.id not in here else report for report in inputs.before
    )
    last = {report.id for report in before}
    wrong = tuple(one for one in wrong if one.code != "report-not-here" or one.file not in last)
    old = {report.id: report for report in (*inputs.before, *attach(inputs.now, lists).reports)}
    facts = dict(inputs.facts)
    problems = list(wrong)
    # One given as this year's and as last year's is one report.
    for report in {one.id: one for one in (*before, *attach(now, lists).reports)}.values():
        if old[report.id].metadata != report.metadata:
            facts[report.id] = read_facts(report, library)
        facts[report.id], found = corrected_facts(report, facts[report.id], corrections, library)
        problems += found
    return now, before, facts, tuple(problems)


def _regrouped(beside: Sources, reports: Mapping[str, Report], corrections: Corrections) -> Sources:
    """The sources with the groups that reviewers gave: as if the unit list said so."""
    groups = groups_of(corrections)
    wanted = {unit_key(report.unit): groups[id_] for id_, report in reports.items() if id_ in groups}
    if not wanted:
        return beside
    listed = {unit_key(one.unit): one for one in beside.listed}
    names = {unit_key(report.unit): report.unit for report in reports.values()}
    regrouped = [
        replace(listed[key], group=group) if key in listed else Listed(names[key], group=group)
        for key, group in sorted(wanted.items())
    ]
    others = tuple(one for one in beside.listed if unit_key(one.unit) not in wanted)
    return replace(beside, listed=(*others, *regrouped))


def _by_place(
    contenders: Sequence[Entry], scored: Sequence[UnitScore]
) -> dict[tuple[str, int | None], dict[str, LeafScore]]:
    """Every score by unit and year, then by criterion."""
    return {
        (entry.key, entry.year): {
            leaf.criterion: leaf for leaf in (*unit.leaves, *(one for pool in unit.pools for one in pool.leaves))
        }
        for entry, unit in zip(contenders, scored, strict=True)
    }


def _ranked(
    known: Iterable[Entry], rubric: Rubric, year: int, sources: Sources, names: Mapping[str, str]
) -> dict[str, UnitScore]:
    """The units of one year by key, ranked among themselves."""
    return {unit_key(unit.unit): unit for unit in ranked_in(rubric, known, year, sources, names)}


class Placed(Protocol):
    """What is told of a unit's last year."""

    @property
    def group(self) -> str: ...

    @property
    def published(self) -> Decimal: ...

    @property
    def ranked(self) -> bool: ...

    @property
    def rank(self) -> Decimal: ...


def with_previous(
    units: Iterable[UnitScore], ranked_in: Callable[[int], Mapping[str, Placed]]
) -> tuple[UnitScore, ...]:
    """The units with last year's published total and rank, where the unit was scored in the year before its own.
    `ranked_in` gives the units of a year by key; it is asked once a year."""
    years: dict[int, Mapping[str, Placed]] = {}
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


def normal_command(
    rubric: Rubric, year: int | None, previous: bool, sources: Iterable[Given] = (), checklist: bool = False
) -> str:
    """The command without paths and order of arguments: what was read stands in the run's inputs and tables with its hash."""
    parts = ["scoring score", REPORTS, "--rubric", Path(public_path(rubric.file)).name]
    if year is not None:
        parts += ["--year", str(year)]
    if previous:
        parts += ["--previous", REPORTS]
    for kind, name in sorted({(one.kind, one.name) for one in sources}):
        option = kind.replace("_", "-")
        parts += [f"--{option}", f"{name}={FILE}" if name else FILE]
    if checklist:
        parts += ["--checklist", FILE]
    return " ".join(parts)
