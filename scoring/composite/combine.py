"""Means of score rates: how the parts of a node make its own rate."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

SUM, WEIGHTED, GEOMETRIC, HARMONIC, LEAST = "sum", "weighted", "geometric", "harmonic", "min"
METHODS = (SUM, WEIGHTED, GEOMETRIC, HARMONIC, LEAST)

_PRECISE = Context(prec=40)
_PLACES = Decimal(1).scaleb(-20)


def combine(method: str, rates: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """The mean of `rates` (0 to 1) under `weights` (0 or more, not all 0; only their proportions count).

    sum and weighted: Σ wᵢrᵢ ÷ Σ wᵢ. geometric: exp(Σ wᵢ ln rᵢ ÷ Σ wᵢ), 0 as soon as one rᵢ with a weight is 0. harmonic:
    Σ wᵢ ÷ Σ (wᵢ ÷ rᵢ), 0 likewise. min: the least rᵢ with a weight. Parts without weight never count. Exact, but for the geometric
    mean, which is right to 20 places; the order of the parts never matters.

    Raises ValueError for another method, for different lengths, or where no part has a weight.
    """
    if method not in METHODS:
        raise ValueError(f"unknown way to combine {method!r}")
    parts = sorted((rate, weight) for rate, weight in zip(rates, weights, strict=True) if weight > 0)
    total = sum((weight for _, weight in parts), Fraction(0))
    if not total:
        raise ValueError("no part has a weight")
    if method in (SUM, WEIGHTED):
        return sum((rate * weight for rate, weight in parts), Fraction(0)) / total
    lowest = parts[0][0]
    if method == LEAST or lowest <= 0:
        return max(lowest, Fraction(0))
    if method == HARMONIC:
        return total / sum((weight / rate for rate, weight in parts), Fraction(0))
    return _geometric(parts, total)


def _geometric(parts: Sequence[tuple[Fraction, Fraction]], total: Fraction) -> Fraction:
    if parts[0][0] == parts[-1][0]:
        return parts[0][0]
    logarithm = Decimal(0)
    for rate, weight in parts:
        share = weight / total
        logged = _PRECISE.ln(_decimal(rate))
        logarithm = _PRECISE.add(logarithm, _PRECISE.multiply(logged, _decimal(share)))
    return Fraction(_PRECISE.exp(logarithm).quantize(_PLACES, context=_PRECISE))


def _decimal(value: Fraction) -> Decimal:
    return _PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator))
