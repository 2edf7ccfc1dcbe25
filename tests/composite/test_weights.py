"""Weights: published examples, columns that say nothing, sums of exactly one."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.composite.ahp import ALONSO_LAMATA, RANDOM_INDEX, SAATY, ahp, fault
from scoring.composite.weights import FROM_DATA, equal, from_data, mixed, multiplied, shares

F = Fraction


def test_shares_add_up_to_exactly_one() -> None:
    assert [str(share) for share in shares([1, 1, 1])] == ["0.333334", "0.333333", "0.333333"]
    assert [str(share) for share in shares([F(2), F(1)])] == ["0.666667", "0.333333"]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=12).filter(lambda values: sum(values) > 1e-6))
def test_sums(values: list[float]) -> None:
    found = shares(values)
    assert sum(found) == 1
    assert all(share >= 0 for share in found)


@pytest.mark.parametrize("raw", [[], [0, 0], [1, -1], [0.5, -0.1]])
def test_negative_and_zero_groups_are_refused(raw: list[float]) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        shares(raw)


# Comparisons of three parts: largest eigenvalue 3.0037, weights .648 .230 .122, as textbooks give them.
MATRIX = [[F(1), F(3), F(5)], [F(1, 3), F(1), F(2)], [F(1, 5), F(1, 2), F(1)]]


def test_ahp_of_a_textbook() -> None:
    found = ahp(MATRIX)
    assert [round(weight, 3) for weight in found.weights] == [Decimal("0.648"), Decimal("0.230"), Decimal("0.122")]
    assert round(found.largest, 4) == Decimal("3.0037")
    assert found.ratio is not None
    assert round(found.ratio, 3) == Decimal("0.003")


def test_the_table_of_random_indices_is_named() -> None:
    """The two published tables differ; the ratio hangs on which one is used."""
    by_saaty, by_other = ahp(MATRIX, SAATY), ahp(MATRIX, ALONSO_LAMATA)
    assert by_saaty.weights == by_other.weights
    assert by_saaty.ratio is not None
    assert by_other.ratio is not None
    assert by_saaty.ratio < by_other.ratio
    assert {len(table) for table in RANDOM_INDEX.values()} == {15}
    with pytest.raises(ValueError, match="table"):
        ahp(MATRIX, "other")


def test_judgements_need_not_be_whole() -> None:
    found = ahp([[F(1), F("2.5")], [F(1, 1) / F("2.5"), F(1)]])
    assert [str(weight) for weight in found.weights] == ["0.714286", "0.285714"]
    assert found.ratio is None  # two parts cannot contradict each other


def test_contradictions_show() -> None:
    circle = [[F(1), F(5), F(1, 5)], [F(1, 5), F(1), F(5)], [F(5), F(1, 5), F(1)]]
    found = ahp(circle)
    assert found.ratio is not None
    assert found.ratio > 1


@pytest.mark.parametrize(
    ("matrix", "code"),
    [
        ([[F(1), F(2)]], "not_square"),
        ([[F(2)]], "diagonal"),
        ([[F(1), F(0)], [F(1), F(1)]], "not_positive"),
        ([[F(1), F(2)], [F(1), F(1)]], "not_reciprocal"),
        ([[F(1)] * 16] * 16, "too_many"),
    ],
)
def test_what_is_no_comparison(matrix: list[list[Fraction]], code: str) -> None:
    found = fault(matrix)
    assert found is not None
    assert found[0] == code
    with pytest.raises(ValueError, match=code):
        ahp(matrix)


def test_a_third_may_be_written_as_0_33() -> None:
    assert fault([[F(1), F(3)], [F("0.33"), F(1)]]) is None


def test_entropy_of_a_worked_example() -> None:
    """Columns (1, 0) and (½, ½): the second tells nothing."""
    assert from_data("entropy", [(1.0, 0.5), (0.0, 0.5)]) == (Decimal(1), Decimal(0))


def test_critic_by_hand() -> None:
    """Two columns, correlation −1: both deviations .7071 after min-max, conflict 2 each: equal."""
    assert from_data("critic", [(0.2, 0.9), (0.8, 0.1)]) == (Decimal("0.5"), Decimal("0.5"))


CONSTANT = [(0.9, 0.5, 1.0), (0.8, 0.6, 1.0), (0.3, 0.7, 1.0), (0.5, 0.2, 1.0)]


@pytest.mark.parametrize("method", sorted(FROM_DATA))
def test_a_constant_column_gets_nothing_and_spoils_nothing(method: str) -> None:
    found = from_data(method, CONSTANT)
    assert found[2] == 0
    assert sum(found) == 1
    assert found[:2] == from_data(method, [row[:2] for row in CONSTANT])


@pytest.mark.parametrize("method", sorted(FROM_DATA))
@pytest.mark.parametrize("matrix", [[(1.0, 1.0), (1.0, 1.0)], [(0.0, 0.0), (0.0, 0.0)], [(0.3, 0.7)]])
def test_what_tells_nothing_gives_equal_weights(method: str, matrix: list[tuple[float, ...]]) -> None:
    assert from_data(method, matrix) == equal(2)


@pytest.mark.parametrize("method", sorted(FROM_DATA))
def test_columns_that_run_together_are_shared(method: str) -> None:
    found = from_data(method, [(0.1, 0.1), (0.5, 0.5), (0.9, 0.9)])
    assert found == (Decimal("0.5"), Decimal("0.5"))


@given(
    st.sampled_from(sorted(FROM_DATA)),
    st.lists(st.tuples(*[st.integers(0, 20).map(lambda n: n / 20)] * 3), min_size=2, max_size=8),
    st.randoms(use_true_random=False),
)
@settings(max_examples=60, deadline=None)
def test_the_order_of_units_never_matters(
    method: str, matrix: list[tuple[float, ...]], shuffled: random.Random
) -> None:
    usual = from_data(method, matrix)
    assert sum(usual) == 1
    shuffled.shuffle(matrix)
    assert from_data(method, matrix) == usual


def test_several_sets_in_one() -> None:
    one, two = (Decimal("0.5"), Decimal("0.5")), (Decimal("0.8"), Decimal("0.2"))
    assert mixed([(one, Decimal("0.5")), (two, Decimal("0.5"))]) == (Decimal("0.65"), Decimal("0.35"))
    assert multiplied([one, two]) == (Decimal("0.8"), Decimal("0.2"))
    assert multiplied([(Decimal(1), Decimal(0)), (Decimal(0), Decimal(1))]) == equal(2)


def test_unknown_methods_and_empty_matrices() -> None:
    with pytest.raises(ValueError, match="unknown"):
        from_data("magic", [(1.0,)])
    with pytest.raises(ValueError, match="no figures"):
        from_data("entropy", [])
    with pytest.raises(ValueError, match="negative"):
        from_data("entropy", [(-1.0, 1.0), (1.0, 1.0)])
