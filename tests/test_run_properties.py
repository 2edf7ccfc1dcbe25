"""What holds for every run, whatever the figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assess_samples import leaf, linear, node, rubric
from hypothesis import given, settings
from hypothesis import strategies as st
from run_samples import GRADES, NAMES, QUOTED, D, pool, pooled, run, unit_read

from scoring.rank import rank_units, score_run
from scoring.rubric.rule_specs import (
    DoneSpec,
    RuleSpec,
    TargetSpec,
)
from scoring.rubric.types import (
    Leaf,
    Policy,
    Rubric,
)

# ------------------------------------------------------------------ properties of whole runs

ABSOLUTE: list[RuleSpec] = [linear("0.2", "0.9"), DoneSpec(D("0.5"), unit="ratio"), TargetSpec(D("0.7"), unit="ratio")]
DRAWN = st.lists(
    st.tuples(*[st.none() | st.integers(0, 20).map(lambda number: number / 20)] * 3), min_size=1, max_size=7
)
POLICIES = st.sampled_from([Policy("pending"), Policy("zero"), Policy("exclude"), Policy("share", D("0.5"))])


def drawn_sheet(combine: str, policy: Policy, outside: bool) -> Rubric:
    leaves: list[Leaf] = [leaf(key, "3", spec, missing=policy) for key, spec in zip("mno", ABSOLUTE, strict=True)]
    sheet = rubric(
        node("a", leaves[0], leaves[1], combine=combine, counts=D(4)),
        node("b", leaves[2]),
        points=D(7),
        combine="weighted",
    )
    return replace(sheet, pools=(pool("2", outside), pool("1", kind="penalty")), grades=GRADES)


@given(DRAWN, st.sampled_from(["sum", "weighted", "geometric", "harmonic", "min"]), POLICIES, st.booleans())
@settings(max_examples=60, deadline=None)
def test_points_and_totals_stay_within_their_bounds(
    drawn: list[tuple[float | None, ...]], combine: str, policy: Policy, outside: bool
) -> None:
    sheet = drawn_sheet(combine, policy, outside)
    for unit in score_run(
        sheet, [unit_read(name, **dict(zip("mno", row, strict=True))) for name, row in zip(NAMES, drawn, strict=False)]
    ):
        for one in unit.leaves:
            assert one.points is None or 0 <= one.points <= one.full_marks
            assert 0 <= one.stake <= one.full_marks
        for inner in unit.nodes:
            assert 0 <= inner.points <= inner.full_marks
            assert inner.points + inner.stake <= inner.full_marks + D("0.00001")
        assert 0 <= unit.total <= unit.full_marks + (2 if outside else 0)
        assert unit.base is not None
        assert 0 <= unit.base <= unit.full_marks


@given(DRAWN, POLICIES, st.data())
@settings(max_examples=50, deadline=None)
def test_dropping_a_unit_keeps_the_others_where_rules_are_absolute(
    drawn: list[tuple[float | None, ...]], policy: Policy, data: st.DataObject
) -> None:
    sheet = drawn_sheet("geometric", policy, True)
    read = [unit_read(name, **dict(zip("mno", row, strict=True))) for name, row in zip(NAMES, drawn, strict=False)]
    gone = data.draw(st.integers(0, len(read) - 1))
    before = [unit for unit in score_run(sheet, read) if unit.unit != NAMES[gone]]
    after = score_run(sheet, [*read[:gone], *read[gone + 1 :]])
    assert [(unit.unit, unit.total, unit.grade) for unit in before] == [(u.unit, u.total, u.grade) for u in after]
    ranks = {unit.unit: unit.rank for unit in after}
    for one, other in pairwise(before):
        assert (one.rank < other.rank) == (ranks[one.unit] < ranks[other.unit])


@given(st.lists(st.decimals(0, 10, places=3), min_size=2, max_size=9), st.sampled_from(["min", "dense", "average"]))
@settings(max_examples=60, deadline=None)
def test_totals_that_print_alike_tie_and_are_graded_alike(totals: list[Decimal], ties: str) -> None:
    sheet = replace(pooled(), ties=ties, grades=QUOTED)
    units = run(pooled(), [unit_read(name, m=0.5) for name in NAMES])
    given_ = [replace(units[name], total=total) for name, total in zip(NAMES, totals, strict=False)]
    ranked = rank_units(given_, sheet)
    for one in ranked:
        for other in ranked:
            if one.published == other.published:
                assert (one.rank, one.grade) == (other.rank, other.grade)
            assert (one.published > other.published) == (one.rank < other.rank)
