"""Agreement against published figures and against what the formulas must give."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.review.agreement import agreement, interval, krippendorff_alpha, nominal, ordinal, weighted_kappa

# The example with four observers and missing values of Krippendorff (2011), section C.
_OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
THINGS = [[None if value is None else Fraction(value) for value in thing] for thing in zip(*_OBSERVERS, strict=True)]
PAIRABLE = [value for thing in THINGS for value in thing if value is not None and sum(v is not None for v in thing) > 1]


@pytest.mark.parametrize(("distance", "published"), [(nominal, 0.743), (ordinal(PAIRABLE), 0.815), (interval, 0.849)])
def test_alpha_gives_the_published_figures(distance: Any, published: Any) -> None:
    assert float(krippendorff_alpha(THINGS, distance) or 0) == pytest.approx(published, abs=0.0005)


def test_much_raw_agreement_can_be_no_agreement() -> None:
    pairs = [(1, 1)] * 96 + [(1, 0)] * 2 + [(0, 1)] * 2
    assert float(weighted_kappa([(Fraction(a), Fraction(b)) for a, b in pairs]) or 0) == pytest.approx(
        -0.0204, abs=1e-4
    )


VALUES = st.integers(0, 6).map(lambda value: Fraction(value, 2))
PAIRS = st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=12)


@given(PAIRS)
def test_kappa_is_the_table_of_categories(pairs: Any) -> None:
    """The same through the square table of Cohen's paper."""
    count = len(pairs)
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    observed = sum((a - b) ** 2 * pairs.count((a, b)) for a in set(first) for b in set(second)) / Fraction(count)
    expected = sum((a - b) ** 2 * first.count(a) * second.count(b) for a in set(first) for b in set(second)) / Fraction(
        count**2
    )
    assert weighted_kappa(pairs) == (None if expected == 0 else 1 - observed / expected)


@given(PAIRS)
def test_order_of_coders_and_things_does_not_matter(pairs: Any) -> None:
    turned = [(b, a) for a, b in reversed(pairs)]
    assert weighted_kappa(pairs) == weighted_kappa(turned)
    assert krippendorff_alpha(pairs, interval) == krippendorff_alpha(turned, interval)


@given(PAIRS)
def test_full_agreement_is_one_or_undefined(pairs: Any) -> None:
    same = [(a, a) for a, _ in pairs]
    constant = len({a for a, _ in pairs}) == 1
    assert krippendorff_alpha(same, interval) == (None if constant else 1)
    assert weighted_kappa(same) == (None if constant else 1)


def test_agreement_over_points() -> None:
    full = {"a": Fraction(4), "b": Fraction(2), "c": Fraction(6)}
    one = {"a": Fraction(4), "b": Fraction(1), "c": Fraction(3)}
    found = agreement(one, {"a": Fraction(4), "b": Fraction(2)}, full)
    assert (found.count, found.raw, found.difference) == (2, 0.5, 0.5)
    # Shares 1, 1 and 1/2, 1: observed ((1/2)²)/2 = 1/8; expected (1 + 1/4 + 1 + 1)/2 - 2 · 3/4 · 1 = 1/8.
    assert found.kappa == 0


def test_nothing_in_common_is_undefined() -> None:
    found = agreement({"a": Fraction(1)}, {"b": Fraction(1)}, {"a": Fraction(2), "b": Fraction(2)})
    assert (found.count, found.raw, found.kappa, found.interval, found.ordinal) == (0, None, None, None, None)
