"""The reports and facts of a data set laid out by lot, and read back lot by lot as the engine wants them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.assess import Entry, contest, entries
from scoring.corpus.buckets import Buckets
from scoring.corpus.group import Batch
from scoring.corpus.plan import Lot, Ranking
from scoring.corpus.roll import Roll
from scoring.measures.facts import Fact
from scoring.rubric.types import Rubric
from scoring.scale.schema import YEAR, reports_of
from scoring.scale.types import FACTS, REPORTS, Group
from scoring.sources.attach import attach
from scoring.sources.types import Listed, unit_key
from scoring.sources.unit_list import UnitList
from scoring.store.fact_table import facts_of
from scoring.text.report import Report

if TYPE_CHECKING:
    import pyarrow

_KEY = {REPORTS: "id", FACTS: "report"}


@dataclass(frozen=True, slots=True)
class Asked:
    """How lots are read: the `year` that is ranked; `contested`: the units were chosen by `contest`; `measures`: only facts of these are made
    (None: of all)."""

    year: int
    contested: bool
    measures: frozenset[str] | None = None


@dataclass(slots=True)
class Shards:
    """The reports and facts of some rankings by lot. It can be sent to another process. `listed` are the rows of the unit list by unit, `renamed`
    the reports that it gives another unit or year, `lists` the unit lists themselves."""

    rubric: Rubric
    listed: Mapping[str, Sequence[Listed]]
    renamed: frozenset[str]
    lists: tuple[UnitList, ...]
    tables: Mapping[str, Buckets]
    _last: tuple[int, Asked, Batch] | None = field(default=None, compare=False)

    def batch(self, lot: Lot, asked: Asked) -> Batch:
        """Read a batch. The last one is kept: a group of one batch is read once for all passes."""
        if self._last is not None and self._last[:2] == (lot.number, asked):
            return self._last[2]
        self._last = None
        found = self._read(lot, asked)
        self._last = (lot.number, asked, found)
        return found

    def _read(self, lot: Lot, asked: Asked) -> Batch:
        counts: dict[str, int] = {}
        read = list(self._pairs(lot, asked.measures, counts))
        listed = self._rows_of(lot.contenders, lot.known, lot.others)
        found = entries(read, self.rubric, listed)
        by_year = {(entry.key, entry.year): entry for entry in found}
        if asked.contested:
            mine = {entry.key for entry in lot.contenders}
            here = [entry for entry in found if entry.key in mine]
            contenders = contest(here, self.rubric, asked.year, self._rows_of(lot.contenders))
        else:
            contenders = tuple(by_year[entry.key, entry.year] for entry in lot.contenders)
        if [(one.key, one.group) for one in contenders] != [(one.key, one.group) for one in lot.contenders]:
            raise ValueError(f"lot {lot.number}: the reports read are not those that were planned")
        known, others = (tuple(by_year[one.key, one.year] for one in part) for part in (lot.known, lot.others))
        return Batch(contenders, known, others, lot.number, counts)

    def _rows_of(self, *parts: Sequence[Entry]) -> list[Listed]:
        """The rows of the unit list about these units."""
        keys = sorted({entry.key for part in parts for entry in part})
        return [one for key in keys for one in self.listed.get(key, ())]

    def _pairs(
        self, lot: Lot, measures: frozenset[str] | None, counts: dict[str, int]
    ) -> Iterator[tuple[Report, tuple[Fact, ...]]]:
        """The reports with their facts of the `measures`; `counts` takes how many facts each report has of all."""
        rows, told = (self.tables[name].read(lot.number) for name in (REPORTS, FACTS))
        if rows is None:
            return
        reports = {one.id: one for one in reports_of(rows)}
        facts: Mapping[str, tuple[Fact, ...]] = dict.fromkeys(reports, ())
        if told is not None:
            counts.update(Counter(told.column("report").to_pylist()))
            facts = facts_of(told if measures is None else _of_measures(told, measures), reports)
        renamed = self._renamed([one for id_, one in reports.items() if id_ in self.renamed])
        for id_, report in reports.items():
            if id_ in renamed:
                counts[id_] = len(renamed[id_][1])
            yield renamed.get(id_) or (report, facts[id_])

    def _renamed(self, reports: Sequence[Report]) -> dict[str, tuple[Report, tuple[Fact, ...]]]:
        """Reports of which the unit list says another unit or year, with their facts read again."""
        if not reports:
            return {}
        from scoring.measures import read_facts
        from scoring.pipeline.libraries import load_measures

        paths = {report.path for report in reports}
        lists = [replace(known, listed=tuple(one for one in known.listed if one.file in paths)) for known in self.lists]
        library = load_measures()
        return {one.id: (one, read_facts(one, library)) for one in attach(reports, lists).reports}


def _of_measures(facts: pyarrow.Table, measures: frozenset[str]) -> pyarrow.Table:
    import pyarrow as arrow
    import pyarrow.compute as compute

    return facts.filter(compute.is_in(facts.column("measure"), arrow.array(sorted(measures), arrow.string())))


def _by_unit(listed: Sequence[Listed]) -> dict[str, list[Listed]]:
    found: dict[str, list[Listed]] = {}
    for one in listed:
        found.setdefault(unit_key(one.unit), []).append(one)
    return found


def lay_out(roll: Roll, rankings: Sequence[Ranking], folder: Path) -> Shards:
    """Deal out the reports and facts that the rankings need to files in `folder`, in the order of the data set."""
    lots: dict[str, list[int]] = {}
    for ranking in rankings:
        for lot in ranking.lots:
            for report in lot.reports():
                lots.setdefault(report.id, []).append(lot.number)
    tables = {name: Buckets(folder / name, sum(len(one.lots) for one in rankings)) for name in (REPORTS, FACTS)}
    groups = _groups_of(roll, lots)
    for name, buckets in tables.items():
        with buckets.filled() as filler:
            for group in groups:
                for path in roll.dataset.paths(name, group):
                    for rows in _rows(path, name, group):
                        filler.add(rows, _KEY[name], lots)
    return Shards(roll.rubric, _by_unit(roll.sources.listed), roll.renamed, tuple(roll.told.lists), tables)


def _rows(path: Path, name: str, group: Group) -> Iterator[pyarrow.Table]:
    """A row group after the other, without what is made again, and with the year that stands in the folder's name."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    with parquet.ParquetFile(path) as file:
        columns = [column for column in file.schema_arrow.names if name != FACTS or column != "quote"]
        for number in range(file.num_row_groups):
            rows = file.read_row_group(number, columns=columns, use_threads=False)
            years = arrow.array([group.year], arrow.int64()).take(arrow.array([0] * rows.num_rows, arrow.int64()))
            yield rows.append_column(YEAR, years) if name == FACTS else rows


def _groups_of(roll: Roll, ids: Container[str]) -> list[Group]:
    """The parts of the data set in which any of the reports stands."""
    index = roll.dataset.index(["id", "year", "unit_type"])
    columns = (index.column(name).to_pylist() for name in ("id", "year", "unit_type"))
    found = {(year, kind) for id_, year, kind in zip(*columns, strict=True) if id_ in ids}
    return [one.group for one in roll.dataset.groups if (one.group.year, one.group.unit_type) in found]
