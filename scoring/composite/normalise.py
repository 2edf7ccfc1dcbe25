"""One value against those of its peers, as a share from 0 (worst) to 1 (best).

Everywhere `values` are the peers' values, rising, the unit's own among them; `lower` says that small values are good. Where all peers have
the same value nothing can be told from it: each function says what it gives then (never a division by zero). Exact fractions; the
order of the peers never matters.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

_PRECISE = Context(prec=40)
_PLACES = Decimal(1).scaleb(-20)
_HALF = Fraction(1, 2)
ONE = Fraction(1)


def goalposts(value: Fraction, low: Fraction, high: Fraction, lower: bool = False) -> Fraction:
    """(value − low) ÷ (high − low), cut to 0..1; from the other end where `lower`. Goalposts are fixed before anyone is measured, so
    that no unit moves another. Raises ValueError unless low < high."""
    if low >= high:
        raise ValueError("the low goalpost must lie under the high one")
    return _cut(_turned((value - low) / (high - low), lower))


def minmax(value: Fraction, values: Sequence[Fraction], lower: bool = False, constant: Fraction = ONE) -> Fraction:
    """(value − min) ÷ (max − min) of the peers. All the same: `constant`."""
    low, high = values[0], values[-1]
    return constant if low == high else goalposts(value, low, high, lower)


def zscore(
    value: Fraction, mean: Fraction, spread: Fraction, lower: bool = False, limit: Fraction = Fraction(3)
) -> Fraction:
    """½ + z ÷ (2 × limit), cut to 0..1, with z = (value − mean) ÷ spread of the peers.

    The mean earns a half, `limit` deviations above it everything. All the same (no spread): z = 0, a half.
    """
    if not spread:
        return _HALF
    z = (value - mean) / spread
    return _cut(_HALF + (-z if lower else z) / (2 * limit))


def deviation(values: Sequence[Fraction], mean: Fraction) -> Fraction:
    """The standard deviation of `values` (divisor n), right to 20 places; 0 where all are the same."""
    return _root(sum(((value - mean) ** 2 for value in values), Fraction(0)) / len(values))


def percentile(value: Fraction, values: Sequence[Fraction], lower: bool = False) -> Fraction:
    """(peers that are worse + ½ × peers that are the same, itself among these) ÷ all peers. All the same: a half."""
    worse, same = counts(value, values, lower)
    return (worse + _HALF * same) / len(values)


def borda(value: Fraction, values: Sequence[Fraction], lower: bool = False) -> Fraction:
    """(peers that are worse + ½ × others that are the same) ÷ (n − 1): the share of the other units it beats. Alone: 1."""
    if len(values) == 1:
        return ONE
    worse, same = counts(value, values, lower)
    return (worse + _HALF * (same - 1)) / (len(values) - 1)


def distance(value: Fraction, reference: Fraction, span: Fraction) -> Fraction:
    """1 − |value − reference| ÷ span, at least 0. Span 0 (all the same): 1 at the reference, else 0."""
    away = abs(value - reference)
    if not span:
        return Fraction(int(not away))
    return max(ONE - away / span, Fraction(0))


def fraction_of(value: Fraction, reference: Fraction, lower: bool = False) -> Fraction:
    """value ÷ reference, or reference ÷ value where small values are good; cut to 0..1.

    A reference of 0: a value at least as good as it gets 1, another 0.
    """
    over, under = (reference, value) if lower else (value, reference)
    if not under:
        return Fraction(int(value <= reference if lower else value >= reference))
    return _cut(over / under)


def counts(value: Fraction, values: Sequence[Fraction], lower: bool = False) -> tuple[int, int]:
    """How many of `values` (rising) are worse than `value`, and how many are the same."""
    below, upto = bisect_left(values, value), bisect_right(values, value)
    return (len(values) - upto if lower else below), upto - below


def _turned(share: Fraction, lower: bool) -> Fraction:
    return ONE - share if lower else share


def _cut(share: Fraction) -> Fraction:
    return min(max(share, Fraction(0)), ONE)


def _root(value: Fraction) -> Fraction:
    quotient = _PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(_PRECISE.sqrt(quotient).quantize(_PLACES, context=_PRECISE))
