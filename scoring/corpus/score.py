"""A data set scored year by year and group by group: one batch of units in memory at a time, the same scores as for everything at once.

overview.xlsx                  groups, criteria, what was read and what is wrong
groups.parquet, criteria.parquet
ranking/2024/….parquet         a file per group: a row per unit
scores/2024/….parquet          a file per group: a row per unit and criterion
workbooks/2024/….xlsx          a workbook per group
done/2024/….json               a receipt per group, written last: `resume` leaves alone what has one
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from scoring import __version__
from scoring.assess import Entry, contest
from scoring.corpus.asked import words_of
from scoring.corpus.group import Scorer, looks_at_last_year
from scoring.corpus.lots import Spread, score_lots
from scoring.corpus.making import KINDS, Making, ToMake, make_group
from scoring.corpus.outputs import Before, placed_in
from scoring.corpus.overview import write_overview
from scoring.corpus.plan import Ranking, plan
from scoring.corpus.receipts import (
    DONE,
    Receipt,
    basis_of,
    by_year_and_group,
    file_name,
    is_whole,
    receipts_in,
    take_away,
)
from scoring.corpus.roll import Roll, call_roll
from scoring.corpus.runs import notes_of, problems_in, problems_of
from scoring.corpus.seldom import seldom
from scoring.corpus.shard import Asked, Shards, lay_out
from scoring.corpus.workers import Workers
from scoring.errors import WARNING, Diagnostic, OutputError, ScoringError
from scoring.messages.corpus import HELP, MESSAGES, TEXT
from scoring.pipeline.libraries import load_measures, load_vocabulary
from scoring.pipeline.scored import Placed
from scoring.rank import rank_units
from scoring.rubric.types import Rubric
from scoring.scale.dataset import open_dataset
from scoring.scale.layout import MANIFEST
from scoring.scale.lock import locked
from scoring.scale.place import sha256_of
from scoring.sources.load import Given
from scoring.sources.types import unit_key
from scoring.tables.words import group_words

FORMAT = 1
WORK, LOCK = ".work-", ".lock"
# What `outputs.replace_file` writes before it puts a file in its place.
TEMPORARY = ".scoring-*.tmp"
_NAMED = 8
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """`batch`: units in memory at a time; `full_workbook`: up to how many units a group's workbook holds all its evidence; `groups`: only
    these; `jobs`: in how many processes batches are scored. Of all these only `full_workbook` shows in values."""

    batch: int = 500
    full_workbook: int = 300
    resume: bool = False
    groups: tuple[str, ...] = ()
    jobs: int = 1


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Scored:
    """What was done: the receipts of all groups of the years asked for, by year and group, what was written above them, what they were made
    from (in lines), and what is wrong."""

    receipts: tuple[Receipt, ...]
    written: tuple[Path, ...]
    notes: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    """What is the same for all years."""

    roll: Roll
    names: Mapping[str, str]
    folder: Path
    work: Path
    settings: Settings
    basis: Mapping[str, object]
    tell: Tell
    words: frozenset[str]
    spread: Spread = map

    @property
    def rubric(self) -> Rubric:
        return self.roll.rubric

    def basis_in(self, year: int) -> str:
        return basis_of({**self.basis, "year": year})


def score_dataset(
    dataset: Path,
    rubric: Rubric,
    folder: Path,
    years: Sequence[int] = (),
    given: Sequence[Given] = (),
    settings: Settings = DEFAULTS,
    tell: Tell = lambda _: None,
) -> Scored:
    """Score the data set in the folder `dataset` with `rubric` and write everything to `folder`; the newest year, or each of `years`.

    `given` are the files beside the reports. Units, groups, points, ranks and grades are those of `pipeline.score` over the same reports with
    that year; near copies are not looked for. Raises ScoringError where the data set, a year or a group is not there, or where a file cannot
    be written: then the groups that have a receipt are whole.
    """
    opened = open_dataset(dataset)
    roll = call_roll(opened, rubric, given, years[0] if len(years) == 1 else None)
    # The year before first: its results are last year's.
    wanted = tuple(sorted(set(years))) or roll.years[-1:]
    if not wanted:
        raise ScoringError([_told("corpus-no-years", dataset.name)])
    with _alone(folder):
        return _score(roll, folder, wanted, given, settings, tell)


def _score(
    roll: Roll, folder: Path, wanted: Sequence[int], given: Sequence[Given], settings: Settings, tell: Tell
) -> Scored:
    rubric, dataset = roll.rubric, roll.dataset.path
    work = folder / f"{WORK}{uuid.uuid4().hex}"
    basis = {
        "format": FORMAT,
        "engine": __version__,
        "dataset": sha256_of(dataset / MANIFEST),
        "rubric": rubric.sha256,
        # By which reports are read again that a unit list gives another unit or year.
        "measures": load_measures().sha256,
        "sources": sorted([one.kind, one.name, one.path.name, _content(one)] for one in given),
        "full_workbook": settings.full_workbook,
    }
    job = _Job(roll, load_vocabulary().names(), folder, work, settings, basis, tell, words_of(rubric))
    _clear(job, wanted)
    problems: list[Diagnostic] = [*roll.diagnostics, *_about(job)]
    changed: list[Diagnostic] = []
    try:
        with seldom(), Workers(settings.jobs, work / "functions") as workers:
            job = job if settings.jobs == 1 else replace(job, spread=workers.map)
            for year in wanted:
                problems += _score_year(job, year, changed)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    mine = {job.basis_in(year) for year in roll.years} | {job.basis_in(year) for year in wanted}
    receipts = tuple(one for one in receipts_in(folder).values() if one.basis in mine)
    written = write_overview(folder, roll, receipts, problems)
    asked = tuple(by_year_and_group([one for one in receipts if one.year in wanted]))
    return Scored(asked, written, tuple(notes_of(roll, wanted)), (*problems, *changed))


def _content(one: Given) -> str:
    """The digest of a file beside the reports; of nothing where it cannot be opened, which has been told."""
    try:
        return sha256(one.path.read_bytes()).hexdigest()
    except OSError:
        return ""


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """The folder of results for one run at a time, without what killed ones have left half done. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / LOCK) as free:
            if not free:
                raise OutputError([_told("corpus-in-use", folder.name)])
            for left in folder.glob(f"{WORK}*"):
                shutil.rmtree(left, ignore_errors=True)
            for kind in (*KINDS, DONE, "."):
                for left in (folder / kind).glob(f"**/{TEMPORARY}" if kind != "." else TEMPORARY):
                    left.unlink()
            yield
    except OSError as error:
        raise OutputError([_told("corpus-folder", folder.name, reason=error.strerror or str(error))]) from error


def _clear(job: _Job, years: Sequence[int]) -> None:
    """Take away what is of another data set, rubric or version, and without `resume` what is to be done again."""
    known = {job.basis_in(year) for year in {*job.roll.years, *years}}
    again = set() if job.settings.resume else {job.basis_in(year) for year in years}
    for path, receipt in receipts_in(job.folder).items():
        if receipt.basis not in known or (receipt.basis in again and not job.settings.groups):
            take_away(job.folder, path, receipt)


def _about(job: _Job) -> list[Diagnostic]:
    """What holds for the whole of it."""
    found = [_told("corpus-near-copies", None, WARNING)]
    dataset = job.roll.dataset
    if dataset.measures_sha256 != load_measures().sha256 or dataset.engine != __version__:
        found.append(_told("corpus-older", dataset.path.name, WARNING, engine=dataset.engine))
    return found


def _score_year(job: _Job, year: int, changed: list[Diagnostic]) -> list[Diagnostic]:
    """Score the groups of a year that have no receipt yet. `changed` takes what is said of results that were altered: it is no matter of the
    year, so it does not stand in the overview."""
    roll = job.roll
    contenders = contest(roll.known, job.rubric, year, roll.sources.listed)
    if not contenders:
        years = "、".join(map(str, roll.years))
        raise ScoringError([_told("corpus-no-year", roll.dataset.path.name, year=year, years=years)])
    groups = sorted({entry.group for entry in contenders})
    names: set[str] = set()
    files = {group: file_name(group_words(group), names) for group in groups}
    done = _done(job, year, changed)
    todo = [group for group in _chosen(job, groups, year) if group not in done]
    for group in sorted(done):
        job.tell(TEXT["kept"].format(year=year, group=group_words(group)))
    if todo:
        with_last = looks_at_last_year(job.rubric)
        rankings = plan(contenders, roll.known, year, job.settings.batch, with_last, frozenset(todo))
        previous = _previous(job, year, [one for one in contenders if one.group in todo])
        job.tell(TEXT["laying_out"].format(year=year, units=sum(one.units for one in rankings)))
        _make(job, year, rankings, previous, files)
    return _left_out(roll, contenders, year)


def _make(
    job: _Job,
    year: int,
    rankings: Sequence[Ranking],
    previous: Mapping[str, Placed],
    files: Mapping[str, str],
) -> None:
    """Make the groups: each in one process where it is small, else its batches one after the other or in several."""
    shards = lay_out(job.roll, rankings, job.work / "now")
    making = _making(job, year, shards)
    read = problems_of(job.roll, [one for one in rankings if making.whole(one)])

    def groups(wanted: bool) -> Iterator[ToMake]:
        for one in rankings:
            if wanted is (making.whole(one) or len(one.lots) == 1):
                job.tell(TEXT["scoring"].format(year=year, group=group_words(one.group), units=one.units))
                keys = [entry.key for lot in one.lots for entry in lot.contenders]
                before = {key: previous[key] for key in keys if key in previous}
                problems = problems_in(job.roll, one, read) if making.whole(one) else ()
                yield ToMake(one, files[one.group], before, problems)

    for _ in job.spread(partial(make_group, making=making), groups(True)):
        pass
    for group in groups(False):
        make_group(group, making, job.spread)
    shutil.rmtree(job.work / "now", ignore_errors=True)


def _making(job: _Job, year: int, shards: Shards) -> Making:
    roll = job.roll
    return Making(
        folder=job.folder,
        work=job.work,
        year=year,
        basis=job.basis_in(year),
        scorer=Scorer(roll.rubric, roll.sources, job.names),
        shards=shards,
        full_workbook=job.settings.full_workbook,
        words=job.words,
        measures_sha256=roll.dataset.measures_sha256,
        tables=roll.sources.tables,
        notes=notes_of(roll, (year,)),
    )


def _chosen(job: _Job, groups: Sequence[str], year: int) -> Sequence[str]:
    if not job.settings.groups:
        return groups
    found = []
    for name in job.settings.groups:
        same = [group for group in groups if name in (group, group_words(group))]
        if not same:
            known = "、".join(group_words(group) for group in groups)
            raise ScoringError([_told("corpus-no-group", None, group=name, year=year, groups=known)])
        found += same
    return sorted(set(found))


def _done(job: _Job, year: int, changed: list[Diagnostic]) -> set[str]:
    """The groups that have a whole receipt; those whose files were changed since are done again."""
    found = set()
    for path, receipt in receipts_in(job.folder).items():
        if not job.settings.resume or receipt.basis != job.basis_in(year):
            continue
        if is_whole(job.folder, receipt):
            found.add(receipt.group)
        else:
            path.unlink()
            changed.append(_told("corpus-results-changed", f"{year}/{path.stem}", WARNING))
    return found


def _previous(job: _Job, year: int, contenders: Sequence[Entry]) -> Mapping[str, Placed]:
    """The units of the year before with total and place, by key: the groups of that year in which any of `contenders` was. They are ranked
    among all units that have a report of that year, as a run of everything does it."""
    keys = {entry.key for entry in contenders if entry.year == year and entry.reports}
    before = [entry for entry in job.roll.known if entry.year == year - 1]
    groups = frozenset(entry.group for entry in before if entry.key in keys)
    if not groups:
        return {}
    kept = _kept_results(job, year - 1, groups)
    if kept is not None:
        return kept
    dated = replace(job, roll=replace(job.roll, sources=job.roll.sources.dated()))
    rankings = plan(before, job.roll.known, year - 1, job.settings.batch, looks_at_last_year(job.rubric), groups)
    job.tell(TEXT["before"].format(year=year - 1, units=sum(one.units for one in rankings)))
    shards = lay_out(dated.roll, rankings, job.work / "before")
    found: dict[str, Before] = {}
    scorer, asked = Scorer(job.rubric, dated.roll.sources, job.names), Asked(year - 1, False, job.words)
    for ranking in rankings:
        lots = score_lots(ranking, scorer, shards, asked, job.spread)
        ranked = rank_units([one.unit for lot in lots for one in lot.standings], job.rubric)
        found |= {unit_key(one.unit): Before(one.group, one.published, one.ranked, one.rank) for one in ranked}
    shutil.rmtree(job.work / "before", ignore_errors=True)
    return found


def _kept_results(job: _Job, year: int, groups: frozenset[str]) -> dict[str, Before] | None:
    """The same from results of that year that stand in the folder already. They are what is wanted only if nothing but the reports of that year
    decided them: no files beside the reports, no reports without a year. None where they are not, or not all, there."""
    if job.basis["sources"] or any(entry.year is None for entry in job.roll.known):
        return None
    receipts = {
        one.group: one
        for one in receipts_in(job.folder).values()
        if one.basis == job.basis_in(year) and one.group in groups and is_whole(job.folder, one)
    }
    if receipts.keys() != groups:
        return None
    return {key: one for group in sorted(groups) for key, one in placed_in(job.folder, receipts[group])}


def _left_out(roll: Roll, contenders: Sequence[Entry], year: int) -> list[Diagnostic]:
    """One warning for all units that have reports, none of them of the year."""
    ranked = {entry.key for entry in contenders}
    names = sorted({entry.unit for entry in roll.known if entry.key not in ranked})
    if not names:
        return []
    units = "、".join(names[:_NAMED]) + ("……" if len(names) > _NAMED else "")
    return [_told("corpus-left-out", None, WARNING, count=len(names), year=year, units=units)]


def _told(code: str, file: str | None, severity: str = "error", /, **words: object) -> Diagnostic:
    return Diagnostic(code, MESSAGES[code].format(**words), file, help=HELP[code].format(**words), severity=severity)
