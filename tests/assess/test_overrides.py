"""Reviewers' scores in place of the engine's: whatever they are, totals follow from them and nothing else moves."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import pipeline
from scoring.corrections.types import By, Corrections, ScoreOverride
from scoring.results import Outcome, Run
from scoring.rubric.types import Rubric
from scoring.store.inputs import Inputs

BY = By("沈岚", "2025-03-20", "另有材料")
RATES = {"甲县人民政府": (92, 8, 98), "乙县人民政府": (100, 5, 96), "丙县人民政府": (75, 21, 90)}
TEXT = (
    "{}2024年法治政府建设年度报告\n\n一、主要工作\n\n行政机关负责人出庭应诉率{}%。行政诉讼败诉率{}%。调解成功率{}%。\n"
)


@cache
def _scored() -> tuple[Inputs, Rubric, Run]:
    rubric, _ = pipeline.load_rubric("county")
    with TemporaryDirectory() as name:
        for unit, rates in RATES.items():
            (Path(name) / f"{unit}.txt").write_text(TEXT.format(unit, *rates), encoding="utf-8")
        inputs = pipeline.gather([Path(name)], rubric)
    return inputs, rubric, pipeline.run_of(inputs, rubric)


def _full_marks() -> dict[tuple[str, str], Decimal]:
    return {(unit.unit, leaf.criterion): leaf.full_marks for unit in _scored()[2].units for leaf in unit.leaves}


@st.composite
def _overrides(draw: st.DrawFn) -> dict[tuple[str, str], Decimal | None]:
    full = _full_marks()
    places = draw(st.lists(st.sampled_from(sorted(full)), unique=True, max_size=12))
    share = st.none() | st.integers(0, 100)
    drawn = {place: draw(share) for place in places}
    return {place: None if one is None else full[place] * one / 100 for place, one in drawn.items()}


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(_overrides())
def test_points_are_those_given_and_only_those_units_move(given: dict[tuple[str, str], Decimal | None]) -> None:
    inputs, rubric, before = _scored()
    overrides = tuple(ScoreOverride(unit, 2024, leaf, None, "", points, BY) for (unit, leaf), points in given.items())
    after = pipeline.run_of(inputs, rubric, Corrections(overrides=overrides))
    again = pipeline.run_of(inputs, rubric, Corrections(overrides=overrides[::-1]))
    assert again.units == after.units
    old = {unit.unit: unit for unit in before.units}
    for unit in after.units:
        engine = {leaf.criterion: leaf for leaf in old[unit.unit].leaves}
        for leaf in unit.leaves:
            place = (unit.unit, leaf.criterion)
            if place not in given:
                assert (leaf.points, leaf.outcome, leaf.override) == (
                    engine[leaf.criterion].points,
                    engine[leaf.criterion].outcome,
                    None,
                )
                continue
            assert leaf.points == given[place]
            assert leaf.outcome == (Outcome.NOT_APPLICABLE if given[place] is None else Outcome.JUDGED)
            assert leaf.excluded == (given[place] is None)
            assert leaf.stake == 0
            assert leaf.override is not None
            assert leaf.override.engine_points == engine[leaf.criterion].points
        total = sum((leaf.points * leaf.scale for leaf in unit.leaves if leaf.points is not None), Decimal(0))
        assert float(unit.total) == pytest.approx(float(total), abs=1e-9)
        assert 0 <= unit.total <= unit.full_marks
        if not any(name == unit.unit for name, _ in given):
            assert unit.total == old[unit.unit].total
    ranks = {unit.unit: sum(other.published > unit.published for other in after.units) + 1 for unit in after.units}
    assert {unit.unit: int(unit.rank) for unit in after.units} == ranks


@pytest.mark.parametrize("points", [Decimal(-1), Decimal(1000), Decimal("-0.01")])
def test_points_out_of_range_change_nothing(points: Decimal) -> None:
    inputs, rubric, before = _scored()
    override = ScoreOverride("甲县人民政府", 2024, "disputes.appearance", None, "", points, BY)
    after = pipeline.run_of(inputs, rubric, Corrections(overrides=(override,)))
    assert after.units == before.units
    assert "override-range" in [one.code for one in after.diagnostics]
