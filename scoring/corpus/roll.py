"""Who is in a data set: every report without its text and facts, small enough for memory at a million, and what the files beside the reports say.

Entries, groups and contenders are found by the same functions as in a run of everything at once, over these bare reports.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from scoring.assess import Entry, entries
from scoring.assess.asks import asked_of_files
from scoring.errors import Diagnostic
from scoring.pipeline.years import reported, year_of
from scoring.rubric.types import Rubric
from scoring.scale.dataset import Dataset
from scoring.scale.types import REPORTS
from scoring.sources.attach import Attached, attach
from scoring.sources.join import join
from scoring.sources.load import Given, load
from scoring.sources.types import Sources
from scoring.store.report_records import bare_report
from scoring.text.report import Metadata, MetadataValue, Report

if TYPE_CHECKING:
    import pyarrow

_FIELDS = ("unit", "unit_type", "region", "report_year", "publish_date", "document_date")


@dataclass(frozen=True, slots=True)
class Roll:
    """`known` are the entries of all years, of bare reports; `told` is what the unit list says of reports, `renamed` the ids of those whose unit
    or year it changes: their facts have to be read again. `diagnostics` are those of the files beside the reports."""

    dataset: Dataset
    rubric: Rubric
    known: tuple[Entry, ...]
    sources: Sources
    told: Attached
    renamed: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which there are reports."""
        return tuple(sorted({entry.year for entry in self.known if entry.year is not None}))


def call_roll(dataset: Dataset, rubric: Rubric, given: Sequence[Given], year: int | None) -> Roll:
    """Everybody in `dataset`, with the files `given` beside the reports. `year` is the one that is ranked, None for several: it only decides
    what is said of files of other years."""
    loaded = load(given, asked_of_files(rubric))
    bare = tuple(_bare_reports(dataset))
    told = attach(bare, loaded.units)
    sources, doubts = join(
        replace(loaded, units=told.lists), reported(told.reports), year if year is not None else year_of(told.reports)
    )
    known = entries([(report, ()) for report in told.reports], rubric, sources.listed)
    renamed = frozenset(new.id for old, new in zip(bare, told.reports, strict=True) if old is not new)
    return Roll(dataset, rubric, known, sources, told, renamed, (*loaded.diagnostics, *told.diagnostics, *doubts))


def _bare_reports(dataset: Dataset) -> Iterator[Report]:
    """Every report without text and places."""
    import pyarrow.parquet as parquet

    same: dict[tuple[str, str], MetadataValue] = {}
    for path in dataset.paths(REPORTS):
        with parquet.ParquetFile(path) as file:
            for number in range(file.num_row_groups):
                yield from _of_rows(file.read_row_group(number, columns=["record"], use_threads=False), same)


def _of_rows(rows: pyarrow.Table, same: dict[tuple[str, str], MetadataValue]) -> Iterator[Report]:
    for record in rows.column("record").to_pylist():
        report = bare_report(json.loads(record), same)
        # What decides who a report is of and which of several counts: the rest would be held a million times.
        kept: dict[str, Any] = {name: getattr(report.metadata, name) for name in _FIELDS}
        yield replace(report, metadata=Metadata(**kept))
