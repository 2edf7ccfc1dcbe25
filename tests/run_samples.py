"""Whole runs of invented units: reports with rates, sheets of a criterion or two, pools, grades."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from assess_samples import fact, leaf, linear, node, rate, report, rubric

from scoring.assess.units import READ
from scoring.rank import score_run
from scoring.results import LeafScore, UnitScore
from scoring.rubric.rule_specs import (
    CountSpec,
    RuleSpec,
)
from scoring.rubric.types import (
    Grade,
    Policy,
    Pool,
    Position,
    Quota,
    Rubric,
)

D = Decimal
PLACE = Position("t.yaml", 1, 1)
NAMES = [f"{sign}县" for sign in "甲乙丙丁戊己庚辛"]


def unit_read(name: str, **values: float | None) -> READ:
    one = report(name)
    facts = [rate(one, key, value, at=at * 2) for at, (key, value) in enumerate(values.items()) if value is not None]
    return one, tuple(facts)


def run(sheet: Rubric, read: list[READ], **more: Any) -> dict[str, UnitScore]:
    return {unit.unit: unit for unit in score_run(sheet, read, **more)}


def scored(unit: UnitScore, criterion: str) -> LeafScore:
    pooled = [one for pool in unit.pools for one in pool.leaves]
    return next(one for one in (*unit.leaves, *pooled) if one.criterion == criterion)


def peers_sheet(spec: RuleSpec, **more: Any) -> Rubric:
    return rubric(node("a", leaf("m", "10", spec, **more)))


def pool(points: str, outside: bool = False, kind: str = "bonus") -> Pool:
    spec = CountSpec(D(1), unit="项")
    inside = leaf("honours", points, spec, missing=Policy("zero"))
    return Pool(f"p_{kind}", "加分" if kind == "bonus" else "扣分", kind, D(points), (inside,), PLACE, outside)


GRADES = (Grade("优", D(9)), Grade("良", D(8)), Grade("中", D(6)), Grade("差", D(0)))


def pooled(*pools: Pool, **more: Any) -> Rubric:
    return replace(peers_sheet(linear("0", "1")), pools=pools, grades=GRADES, **more)


def with_honours(name: str, value: float, honours: int) -> READ:
    one = report(name)
    return one, (rate(one, "m", value), fact(one, "honours", honours, at=4))


QUOTED = (
    Grade("优", D(9), Quota(share=D("0.2"))),
    Grade("良", D(8), Quota(count=2)),
    Grade("中", D(6)),
    Grade("差", D(0)),
)
