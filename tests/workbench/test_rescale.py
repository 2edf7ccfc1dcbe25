"""Keeping sums: siblings share what is left in their old proportions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench_samples import SHEETS, county, rubric_of, small, vocabulary

from scoring.errors import RubricError
from scoring.rubric.types import Leaf, Node
from scoring.workbench.files import RubricFile, open_rubric
from scoring.workbench.rescale import allocate, rescale
from scoring.workbench.settings import apply_settings, edited

POINTS = st.integers(1, 400).map(lambda number: Decimal(number) / 20)


@given(st.lists(POINTS, min_size=1, max_size=12), st.integers(20, 2000).map(lambda number: Decimal(number) / 20))
def test_parts_add_up_and_keep_their_order(parts: list[Decimal], whole: Decimal) -> None:
    found = allocate(parts, whole)
    assert sum(found) == whole
    exact = [part / sum(parts) * whole for part in parts]
    assert all(abs(one - other) < Decimal("0.1") for one, other in zip(found, exact, strict=True))
    for index, part in enumerate(parts):
        for other, more in enumerate(parts):
            assert part >= more or found[index] <= found[other]


@pytest.mark.parametrize(
    ("parts", "whole", "expected"),
    [
        (["2", "2"], "2", ["1", "1"]),
        (["4", "2"], "9", ["6", "3"]),
        # thirds: two places, the remainder goes to the first
        (["1", "1", "1"], "10", ["3.34", "3.33", "3.33"]),
        # a part that would vanish gets more places
        (["1000", "0.1"], "10", ["9.999", "0.001"]),
    ],
)
def test_allocation(parts: list[str], whole: str, expected: list[str]) -> None:
    assert [str(Decimal(one).normalize()) for one in allocate([Decimal(p) for p in parts], Decimal(whole))] == [
        str(Decimal(one).normalize()) for one in expected
    ]


def _rescaled(file: RubricFile, *texts: str) -> tuple[RubricFile, dict[str, str]]:
    _, settings = edited(file, texts)
    every, steps = rescale(rubric_of(file), file, settings)
    return apply_settings(file, every), {str(step.address): f"{step.new.normalize():f}" for step in steps}


def test_the_sibling_gives_way() -> None:
    changed, steps = _rescaled(small(), "d.appearance.points=5")
    assert steps == {
        "d.mediation.points": "1",
        "d.mediation.rule.bands.1.points": "1",
        "d.mediation.rule.bands.2.points": "0.5",
    }
    assert rubric_of(changed).points == 10


def test_what_lies_below_comes_along() -> None:
    changed, steps = _rescaled(small(), "d.points=3")
    assert steps == {
        "d.appearance.points": "2",
        "d.mediation.points": "1",
        "d.mediation.rule.bands.1.points": "1",
        "d.mediation.rule.bands.2.points": "0.5",
        "e.points": "7",
        "e.three.points": "7",
    }
    assert rubric_of(changed).points == 10


def test_the_whole_sheet() -> None:
    changed, _ = _rescaled(small(), "points=100")
    found = rubric_of(changed)
    assert found.points == 100
    assert [node.points for node in found.dimensions] == [60, 40]


def test_what_is_set_stays_set() -> None:
    changed, steps = _rescaled(small(), "d.mediation.points=3", "d.mediation.rule.bands.1.points=2.5", "d.points=7")
    assert "d.mediation.rule.bands.1.points" not in steps
    leaves = {leaf.id: leaf for leaf in rubric_of(changed).leaves()}
    assert [leaves[id_].points for id_ in ("d.mediation", "d.appearance")] == [3, 4]


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["d.points=10"], "rescale-nothing"),
        (["d.appearance.points=4", "d.mediation.points=3"], "rescale-all"),
    ],
)
def test_no_way_out(texts: list[str], code: str) -> None:
    with pytest.raises(RubricError) as caught:
        _rescaled(small(), *texts)
    assert [problem.code for problem in caught.value.diagnostics] == [code]


def test_points_by_unit_type_are_nobodys_to_share_out() -> None:
    file = open_rubric(next(path for path in SHEETS if path.stem == "deduction"), vocabulary())
    with pytest.raises(RubricError) as caught:
        _rescaled(file, "lead.visit.points=5")
    assert {problem.code for problem in caught.value.diagnostics} == {"rescale-types"}


def test_weights_need_no_rescaling() -> None:
    file = open_rubric(next(path for path in SHEETS if path.stem == "composite"), vocabulary())
    changed, steps = _rescaled(file, "paper.weight=60")
    assert steps == {}
    assert rubric_of(changed).points == 100


@given(st.sampled_from([leaf.id for leaf in rubric_of(county()).leaves()]), st.integers(1, 30))
def test_the_county_sheet_stays_right(id_: str, tenths: int) -> None:
    changed, _ = _rescaled(county(), f"{id_}.points={Decimal(tenths) / 10}")
    found = rubric_of(changed)
    assert found.points == 100
    assert next(leaf.points for leaf in found.leaves() if leaf.id == id_) == Decimal(tenths) / 10

    def add_up(node: Node | Leaf) -> bool:
        return isinstance(node, Leaf) or (
            sum(child.points for child in node.children) == node.points and all(map(add_up, node.children))
        )

    assert all(map(add_up, found.dimensions))
