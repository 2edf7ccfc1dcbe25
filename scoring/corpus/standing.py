"""What stays in memory of a unit when its batch is gone: what places and grades hang on, and its row of the ranking. And what is counted of a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from scoring.corpus.columns import DIMENSION
from scoring.exports.columns import Row, Value
from scoring.rank import half_up
from scoring.results import LeafScore, Outcome, UnitScore, changed
from scoring.rubric.types import BONUS, PENALTY, Rubric
from scoring.sources.types import unit_key
from scoring.tables.order import Place, all_dimensions, places, unscored_state

_JOIN = "；"
_ZERO = Decimal(0)
# Means are kept to as many decimals; they are of exact sums, so that no order of adding shows.
_PLACES = 6


class Standing(NamedTuple):
    """`unit` without what is large (facts, quotes, texts, criteria that decide no place), with its rank once it has one; `row` the rest of
    its row in the ranking; `unscored` as `tables.order.unscored_state` says."""

    unit: UnitScore
    row: Row
    unscored: Outcome | None


def standing(unit: UnitScore, rubric: Rubric, facts: int) -> Standing:
    """What is kept of `unit`, whose reports have so many facts, for the time being without reports."""
    keys = frozenset(rubric.tie_keys)
    small = changed(
        unit,
        reports=(),
        facts=(),
        leaves=tuple(
            changed(one, used=(), rejected=(), rejected_for=()) for one in unit.leaves if one.criterion in keys
        ),
        nodes=tuple(node for node in unit.nodes if node.node in keys),
        pools=tuple(changed(pool, leaves=()) for pool in unit.pools),
        vetoes=(),
        weights=(),
    )
    return Standing(small, _row(unit, rubric, facts), unscored_state(unit))


def _row(unit: UnitScore, rubric: Rubric, facts: int) -> Row:
    """The columns that no other unit moves."""
    nodes = {node.node: node.points for node in unit.nodes}
    report = unit.reports[0] if unit.reports else None
    state = unscored_state(unit)
    return {
        "unit": unit.unit,
        "unit_type": unit.unit_type,
        "region": None if report is None else report.metadata.text("region"),
        "group": unit.group,
        "year": unit.year,
        "full_marks": float(unit.full_marks),
        "state": None if state is None else state.value,
        "coverage": unit.coverage,
        "stake": float(unit.stake),
        "base": _number(unit.base),
        "bonus": float(sum((one.points for one in unit.pools if one.kind == BONUS), _ZERO)),
        "penalty": float(sum((one.points for one in unit.pools if one.kind == PENALTY), _ZERO)),
        "self_total": _number(unit.self_total),
        **{f"{DIMENSION}{node.id}": _number(nodes.get(node.id)) for node in all_dimensions(rubric)},
        "key": unit_key(unit.unit),
        "facts": facts,
        "reports": len(unit.reports),
        "report": None if report is None else report.id,
    }


def ranking_row(one: Standing) -> Row:
    """The whole row of a unit that has its place, grade and last year's total."""
    unit = one.unit
    return one.row | {
        "rank": float(unit.rank) if unit.ranked else None,
        "published": float(unit.published),
        "grade": unit.grade,
        "previous_total": _number(unit.previous_total),
        "previous_rank": _number(unit.previous_rank),
        "ranked": unit.ranked,
        "flags": _JOIN.join(unit.flags),
    }


def in_order(standings: Iterable[Standing]) -> list[Standing]:
    """One group by place and name; units without any score, and those that a veto stops, last."""

    def key(one: Standing) -> tuple[bool, Decimal, str, int]:
        unit = one.unit
        return (one.unscored is not None or not unit.ranked, unit.rank, unit.unit, unit.year or 0)

    return sorted(standings, key=key)


@dataclass(slots=True)
class _Criterion:
    name: str
    dimension: str
    full_marks: Decimal
    units: int = 0
    with_points: int = 0
    points: Decimal = _ZERO
    excluded: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)

    def add(self, leaf: LeafScore) -> None:
        self.units += 1
        self.outcomes[leaf.outcome.value] += 1
        self.excluded += leaf.excluded
        if leaf.points is not None:
            self.with_points += 1
            self.points += leaf.points

    def join(self, other: _Criterion) -> None:
        self.units += other.units
        self.outcomes.update(other.outcomes)
        self.excluded += other.excluded
        self.with_points += other.with_points
        self.points += other.points


class Criteria:
    """Counts by criterion over the units of a group, added as they come."""

    def __init__(self, rubric: Rubric) -> None:
        self._order: Mapping[str, Place] = places(rubric)
        self._found: dict[str, _Criterion] = {}

    def add(self, unit: UnitScore) -> None:
        for leaf in (*unit.leaves, *(one for pool in unit.pools for one in pool.leaves)):
            known = self._found.get(leaf.criterion)
            if known is None:
                known = self._found[leaf.criterion] = _Criterion(leaf.name, leaf.dimension, leaf.full_marks)
            known.add(leaf)

    def join(self, other: Criteria) -> None:
        """Take what others were counted."""
        for id_, one in other._found.items():
            known = self._found.get(id_)
            if known is None:
                self._found[id_] = one
            else:
                known.join(one)

    def rows(self, group: str, year: int) -> list[Row]:
        """A row per criterion, in the order of the rubric."""
        found = sorted(self._found.items(), key=lambda item: self._order[item[0]].number)
        return [_criterion_row(id_, one, group, year) for id_, one in found]


def _criterion_row(id_: str, one: _Criterion, group: str, year: int) -> Row:
    mean = one.points / one.with_points if one.with_points else None
    counts: dict[str, Value] = {outcome.value: one.outcomes[outcome.value] for outcome in Outcome}
    return counts | {
        "year": year,
        "group": group,
        "criterion": id_,
        "name": one.name,
        "dimension": one.dimension,
        "full_marks": float(one.full_marks),
        "units": one.units,
        "with_points": one.with_points,
        "mean": _mean(mean),
        "rate": _mean(None if mean is None or not one.full_marks else mean / one.full_marks),
        "excluded": one.excluded,
    }


def group_row(standings: Sequence[Standing], group: str, year: int, files: Mapping[str, str | None]) -> Row:
    """What is told of a group: totals are those of the units that have one and are ranked; coverage and stake those of units with a report."""
    totals = sorted(one.unit.published for one in standings if one.unscored is None and one.unit.ranked)
    reporting = [one for one in standings if one.unit.reports]
    grades = Counter(one.unit.grade for one in standings if one.unit.grade)
    return {
        "year": year,
        "group": group,
        "units": len(standings),
        "with_report": len(reporting),
        "with_total": len(totals),
        "mean": _mean(sum(totals, _ZERO) / len(totals)) if totals else None,
        "median": _mean(_median(totals)),
        "lowest": _number(totals[0]) if totals else None,
        "highest": _number(totals[-1]) if totals else None,
        "full_marks": float(max((one.unit.full_marks for one in standings), default=_ZERO)),
        "coverage": _average([Decimal(repr(one.unit.coverage)) for one in reporting]),
        "stake": _average([one.unit.stake for one in reporting]),
        "grades": _JOIN.join(f"{name} {count}" for name, count in sorted(grades.items())),
        "facts": sum(int(one.row["facts"] or 0) for one in standings),
        **files,
    }


def _median(totals: Sequence[Decimal]) -> Decimal | None:
    if not totals:
        return None
    middle = len(totals) // 2
    return totals[middle] if len(totals) % 2 else (totals[middle - 1] + totals[middle]) / 2


def _average(values: Sequence[Decimal]) -> float | None:
    return _mean(sum(values, _ZERO) / len(values)) if values else None


def _mean(value: Decimal | None) -> float | None:
    return None if value is None else float(half_up(value, _PLACES))


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
