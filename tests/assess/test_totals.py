"""Exclusion, coverage, stakes, sums."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from assess_samples import leaf, node, rubric
from hypothesis import given
from hypothesis import strategies as st

from scoring.assess.totals import DataWeights, stored, total_up
from scoring.results import LeafScore, Outcome

SHEET = rubric(
    node("a", leaf("a1", "2"), leaf("a2", "4")),
    node("b", node("b1", leaf("b11", "1"), leaf("b12", "2")), leaf("b2", "1")),
)
FULL = {one.id: one.points for one in SHEET.leaves()}


def made(id_: str, points: str | None, outcome: Outcome = Outcome.SCORED, excluded: bool = False) -> LeafScore:
    return LeafScore(
        criterion=id_,
        name=id_,
        dimension="",
        full_marks=FULL[id_],
        points=None if points is None else Decimal(points),
        outcome=outcome,
        stake=FULL[id_] if points is None and not excluded else Decimal(0),
        value=None,
        value_text="",
        way="none",
        words="",
        excluded=excluded,
    )


def gone(id_: str) -> LeafScore:
    return made(id_, None, Outcome.NOT_APPLICABLE, excluded=True)


def test_plain_sums() -> None:
    found = total_up(
        SHEET, [made("a1", "1"), made("a2", "3"), made("b11", "1"), made("b12", "0", Outcome.ZERO), made("b2", "1")]
    )
    assert [str(figure) for figure in (found.total, found.full_marks, found.stake, found.coverage)] == [
        "6",
        "10",
        "0",
        "1.0",
    ]
    assert [f"{one.node} {one.points}/{one.full_marks}" for one in found.nodes] == ["a 4/6", "b 2/4", "b1 1/3"]


def test_excluded_points_go_to_the_siblings() -> None:
    """a2 (4 of 6) is excluded: a1 counts three times, so that the dimension keeps its 6."""
    found = total_up(SHEET, [made("a1", "1"), gone("a2"), made("b11", "1"), made("b12", "2"), made("b2", "1")])
    assert found.total == 3 + 4
    assert found.nodes[0].full_marks == 6
    assert {one.criterion: one.scale for one in found.leaves}["a1"] == 3
    assert found.coverage == 1.0


def test_an_excluded_dimension_goes_to_the_others() -> None:
    found = total_up(SHEET, [gone("a1"), gone("a2"), made("b11", "1"), made("b12", "1"), made("b2", "1")])
    assert found.full_marks == 10
    assert found.total == Decimal("7.5")
    assert [(one.node, one.full_marks) for one in found.nodes] == [("a", 0), ("b", 10), ("b1", Decimal("7.5"))]


def test_an_excluded_inner_node_goes_to_its_siblings() -> None:
    found = total_up(SHEET, [made("a1", "2"), made("a2", "4"), gone("b11"), gone("b12"), made("b2", "0.5")])
    assert found.total == 8


def test_everything_excluded() -> None:
    found = total_up(SHEET, [gone(id_) for id_ in FULL])
    assert [str(figure) for figure in (found.total, found.full_marks, found.coverage)] == ["0", "0", "0.0"]


def test_coverage_and_stake() -> None:
    """Answered are a1 (2) and b2 (1, not applicable with points by policy) of 10."""
    found = total_up(
        SHEET,
        [
            made("a1", "0", Outcome.ZERO),
            made("a2", None, Outcome.MISSING),
            made("b11", None, Outcome.PENDING),
            made("b12", None, Outcome.NO_REPORT),
            made("b2", "1", Outcome.NOT_APPLICABLE),
        ],
    )
    assert found.coverage == pytest.approx(0.3)
    assert found.stake == 7
    assert [one.stake for one in found.nodes] == [4, 3, 3]


scores = st.lists(
    st.tuples(st.sampled_from(["points", "missing", "excluded"]), st.decimals(0, 1, places=3)),
    min_size=len(FULL),
    max_size=len(FULL),
)


def _drawn(picked: list[tuple[str, Decimal]]) -> list[LeafScore]:
    drawn = []
    for id_, (kind, share) in zip(FULL, picked, strict=True):
        if kind == "points":
            drawn.append(made(id_, str(share * FULL[id_])))
        else:
            drawn.append(gone(id_) if kind == "excluded" else made(id_, None, Outcome.MISSING))
    return drawn


@given(scores, st.randoms(use_true_random=False))
def test_dimensions_add_up_and_stay_inside_their_marks(picked: list[tuple[str, Decimal]], random: object) -> None:
    leaves = _drawn(picked)
    found = total_up(SHEET, leaves)
    outer = [one for one in found.nodes if one.node in ("a", "b")]
    assert abs(sum(one.points for one in outer) - found.total) < Decimal("1e-8")
    assert all(0 <= one.points <= one.full_marks + Decimal("1e-9") for one in found.nodes)
    assert 0 <= found.total + found.stake <= 10 + Decimal("1e-8")
    assert found.full_marks in (0, 10)
    by_scale = sum((one.points or 0) * one.scale for one in found.leaves if not one.excluded)
    assert abs(by_scale - found.total) < Decimal("1e-8")
    random.shuffle(leaves)  # type: ignore[attr-defined]
    assert total_up(SHEET, leaves) == found


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.3333333333"),
        (Fraction(2, 3), "0.6666666667"),
        (Fraction(100), "100"),
        (Fraction(5, 4), "1.25"),
        (Fraction(0), "0"),
    ],
)
def test_stored(value: Fraction, text: str) -> None:
    assert str(stored(value)) == text


def test_a_dimension_on_its_own_scale() -> None:
    """Two criteria of 2 and 4 make 60 of the total, one of 4 makes 40: each counts in proportion."""
    first = node("a", leaf("a1", "2"), leaf("a2", "4"), counts=Decimal(60))
    second = node("b", leaf("b11", "1"), leaf("b12", "2"), leaf("b2", "1"), counts=Decimal(40))
    sheet = replace(rubric(first, second), points=Decimal(100))
    found = total_up(sheet, [made("a1", "1"), made("a2", "2"), made("b11", "1"), made("b12", "2"), made("b2", "1")])
    assert [str(figure) for figure in (found.total, found.full_marks, found.coverage)] == ["70", "100", "1.0"]
    assert [f"{one.node} {one.points}/{one.full_marks}" for one in found.nodes] == ["a 30/60", "b 40/40"]
    assert {one.criterion: str(one.scale) for one in found.leaves}["a1"] == "10"


@pytest.mark.parametrize(
    ("combine", "total", "stake"),
    [
        ("sum", "1", "4"),
        ("weighted", "1", "4"),
        ("min", "0", "3"),
        ("geometric", "0", "4.7622031559"),
        ("harmonic", "0", "4.5"),
    ],
)
def test_ways_to_combine(combine: str, total: str, stake: str) -> None:
    """One of two has half its points, the other (of twice the weight) waits: what is at stake is what it could still bring."""
    sheet = rubric(node("a", leaf("a1", "2"), leaf("a2", "4"), combine=combine))
    found = total_up(sheet, [made("a1", "1"), made("a2", None, Outcome.PENDING)])
    assert (str(found.total), str(found.stake)) == (total, stake)


def test_weights_of_the_units_take_the_place_of_points() -> None:
    weights = {"": DataWeights({"a": Decimal("0.25"), "b": Decimal("0.75")}, 9)}
    found = total_up(
        SHEET, [made("a1", "2"), made("a2", "4"), made("b11", "0"), made("b12", "0"), made("b2", "0")], weights
    )
    assert (str(found.total), str(found.full_marks)) == ("2.5", "10")


def test_a_veto_takes_a_dimension_and_leaves_its_full_marks() -> None:
    scores = [made("a1", "2"), made("a2", "4"), made("b11", "1"), made("b12", None, Outcome.PENDING), made("b2", "1")]
    found = total_up(SHEET, scores, zeroed={"b": "弄虚作假"})
    assert (str(found.total), str(found.full_marks), str(found.stake)) == ("6", "10", "0")
    assert [(one.node, one.zeroed_by) for one in found.nodes] == [("a", ""), ("b", "弄虚作假"), ("b1", "")]
    assert str(total_up(SHEET, scores, zeroed={"a1": "x"}).total) == "6"


def test_a_checklist_that_is_answered_in_part_counts_for_that_part() -> None:
    """Of a2 (4 points) 1 is scored, 1 lost, and 2 hang on an item that nobody speaks of."""
    half = replace(made("a2", "1"), stake=Decimal(2))
    found = total_up(
        SHEET, [made("a1", "1"), half, made("b11", "1"), made("b12", None, Outcome.PENDING), made("b2", "1")]
    )
    assert (found.stake, found.coverage) == (Decimal(4), 0.6)
    silent = replace(half, outcome=Outcome.MISSING)
    assert total_up(SHEET, [made("a1", "1"), silent, *(gone(id_) for id_ in ("b11", "b12", "b2"))]).coverage == 1 / 3
