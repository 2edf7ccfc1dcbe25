"""Corpora for the tests: the reports of the fixtures under invented names and years, with figures of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from scoring.documents import read_folder
from scoring.measures import read_facts
from scoring.measures.facts import Fact
from scoring.pipeline import load_measures
from scoring.scale.dataset import Dataset
from scoring.scale.finish import write_dataset
from scoring.scale.types import Settings
from scoring.store.inputs import Inputs
from scoring.text.report import Evidence, Metadata, MetadataValue, Report

Pair = tuple[Report, tuple[Fact, ...]]
_SIGNS = "甲乙丙丁戊己庚辛壬癸"
_ENDS = {"county": "县人民政府", "township": "镇人民政府", "department": "县司法局"}


def fixture_pairs(folder: Path) -> tuple[Pair, ...]:
    """The reports of the fixtures with their facts."""
    library = load_measures()
    return tuple((report, read_facts(report, library)) for report in read_folder([folder]).reports)


def renamed(pair: Pair, unit: str, year: int | None, path: str, factor: float = 1.0) -> Pair:
    """The report as one of `unit` and `year`, its figures multiplied by `factor`. Without a year its metadata says none."""
    report, facts = pair
    told = None if year is None else MetadataValue(str(year), "header")
    id_ = f"{path}#{report.sha256[:12]}"
    metadata = _own(replace(report.metadata, unit=MetadataValue(unit, "header"), report_year=told), id_)
    new = replace(report, id=id_, path=path, metadata=metadata)
    return new, tuple(_fact(fact, new, factor) for fact in facts)


def _own(metadata: Metadata, id_: str) -> Metadata:
    """The metadata with its quotes in the report `id_`."""
    values = {}
    for name in Metadata.__dataclass_fields__:
        value = getattr(metadata, name)
        if isinstance(value, MetadataValue):
            values[name] = replace(value, evidence=tuple(_moved(one, id_) for one in value.evidence))
    return replace(metadata, conflicts=(), damaged=(), **values)


def _moved(evidence: Evidence, id_: str) -> Evidence:
    return replace(evidence, report_id=id_)


def _fact(fact: Fact, report: Report, factor: float) -> Fact:
    derived = fact.derived
    if derived is not None:
        operands = tuple(replace(one, evidence=_moved(one.evidence, report.id)) for one in derived.operands)
        derived = replace(derived, operands=operands)
    period = str(report.year) if fact.year is not None and fact.period == str(fact.year) else fact.period
    small = fact.value_unit in ("ratio", "yes_no") or fact.kind != "measure"
    return replace(
        fact,
        report_id=report.id,
        unit=report.unit,
        year=report.year,
        period=period,
        value=fact.value if small else round(fact.value * factor, 2),
        evidence=_moved(fact.evidence, report.id),
        derived=derived,
    )


def corpus(pairs: Sequence[Pair], years: Iterable[int], each: int, seed: int = 7) -> list[Pair]:
    """For each type of unit `each` units with a report in every one of `years`, some years missing; each its own mixture of figures."""
    random = Random(seed)
    found = []
    for kind, end in sorted(_ENDS.items()):
        own = [pair for pair in pairs if pair[0].unit_type == kind]
        for number in range(each):
            unit = f"{_SIGNS[number // 10]}{_SIGNS[number % 10]}{end}"
            for year in years:
                if random.random() < 0.85:
                    factor = random.choice([0.5, 0.8, 1.0, 1.1, 2.0])
                    found.append(renamed(random.choice(own), unit, year, f"{kind}/{year}/{unit}.txt", factor))
    return found


def written(pairs: Sequence[Pair], folder: Path) -> Dataset:
    """A data set of these reports."""
    return write_dataset(folder, pairs, (), Settings(load_measures().sha256, ""))


def inputs(pairs: Sequence[Pair], year: int | None) -> Inputs:
    """The same reports for a run of everything at once."""
    return Inputs(
        now=tuple(report for report, _ in pairs),
        facts={report.id: facts for report, facts in pairs},
        measures_sha256=load_measures().sha256,
        year=year,
    )
