"""Values among their peers, and means of rates."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.composite import normalise
from scoring.composite.combine import METHODS, combine

F = Fraction
VALUES = tuple(map(F, (60, 80, 80, 100)))


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (normalise.minmax(F(80), VALUES), F(1, 2)),
        (normalise.minmax(F(60), VALUES, lower=True), F(1)),
        (normalise.goalposts(F(90), F(60), F(100)), F(3, 4)),
        (normalise.goalposts(F(120), F(60), F(100)), F(1)),
        (normalise.goalposts(F(70), F(60), F(100), lower=True), F(3, 4)),
        (normalise.percentile(F(80), VALUES), F(1, 2)),
        (normalise.percentile(F(100), VALUES), F(7, 8)),
        (normalise.borda(F(100), VALUES), F(1)),
        (normalise.borda(F(80), VALUES), F(1, 2)),
        (normalise.borda(F(60), VALUES, lower=True), F(1)),
        (normalise.borda(F(7), (F(7),)), F(1)),
        (normalise.distance(F(45), F(50), F(20)), F(3, 4)),
        (normalise.distance(F(0), F(50), F(20)), F(0)),
        (normalise.fraction_of(F(80), F(100)), F(4, 5)),
        (normalise.fraction_of(F(10), F(5), lower=True), F(1, 2)),
        (normalise.fraction_of(F(0), F(0), lower=True), F(1)),
        (normalise.fraction_of(F(3), F(0), lower=True), F(0)),
        (normalise.fraction_of(F(0), F(0)), F(1)),
        (normalise.zscore(F(5), F(5), F(2)), F(1, 2)),
        (normalise.zscore(F(11), F(5), F(2)), F(1)),
        (normalise.zscore(F(3), F(5), F(2), lower=True), F(2, 3)),
    ],
)
def test_by_hand(found: Fraction, wanted: Fraction) -> None:
    assert found == wanted


SAME = (F(5),) * 4


def test_a_constant_column_is_a_stated_case() -> None:
    assert normalise.minmax(F(5), SAME) == 1
    assert normalise.minmax(F(5), SAME, constant=F(0)) == 0
    assert normalise.zscore(F(5), F(5), normalise.deviation(SAME, F(5))) == F(1, 2)
    assert normalise.percentile(F(5), SAME) == F(1, 2)
    assert normalise.borda(F(5), SAME) == F(1, 2)
    assert normalise.distance(F(5), F(5), F(0)) == 1
    with pytest.raises(ValueError, match="goalpost"):
        normalise.goalposts(F(5), F(5), F(5))


@given(st.lists(st.integers(0, 50).map(F), min_size=1, max_size=9), st.booleans())
def test_shares_and_order(values: list[Fraction], lower: bool) -> None:
    rising = tuple(sorted(values))
    for how in (normalise.minmax, normalise.percentile, normalise.borda):
        shares = [how(value, rising, lower) for value in rising]
        assert all(0 <= share <= 1 for share in shares)
        assert shares == sorted(shares, reverse=lower)
        assert how is normalise.minmax or sum(shares) * 2 == len(shares) or len(shares) == 1


RATES = (F(1, 2), F(8, 10))
EVEN = (F(1), F(1))


@pytest.mark.parametrize(
    ("method", "mean"),
    [("sum", F(13, 20)), ("weighted", F(13, 20)), ("harmonic", F(8, 13)), ("min", F(1, 2))],
)
def test_means(method: str, mean: Fraction) -> None:
    assert combine(method, RATES, EVEN) == mean


def test_the_geometric_mean() -> None:
    assert abs(combine("geometric", RATES, EVEN) - F("0.632455532033675866")) < F(1, 10**15)
    assert combine("geometric", (F(1, 3), F(1, 3)), EVEN) == F(1, 3)


@pytest.mark.parametrize("method", ["geometric", "harmonic", "min"])
def test_one_zero_makes_these_zero(method: str) -> None:
    assert combine(method, (F(0), F(1)), EVEN) == 0
    assert combine(method, (F(0), F(1)), (F(0), F(1))) == 1  # without weight it does not count


@pytest.mark.parametrize("method", METHODS)
def test_nothing_to_combine(method: str) -> None:
    with pytest.raises(ValueError, match="no part has a weight"):
        combine(method, RATES, (F(0), F(0)))


@given(
    st.sampled_from(METHODS),
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), min_size=1, max_size=6),
)
def test_a_mean_lies_between(method: str, drawn: list[tuple[int, int]]) -> None:
    rates, weights = [F(rate, 20) for rate, _ in drawn], [F(weight) for _, weight in drawn]
    found = combine(method, rates, weights)
    slack = F(1, 10**15)
    assert min(rates) - slack <= found <= max(rates) + slack
    assert combine(method, rates[::-1], weights[::-1]) == found
