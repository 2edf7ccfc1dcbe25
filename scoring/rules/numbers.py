"""Exact points, and numbers as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor

from scoring.messages.rules import NO, POINTS_GAP, YES
from scoring.rubric.rule_specs import CEIL, FLOOR

RATIO = "ratio"
YES_NO = ("", "有无")
_PLACES = 10
_SHOWN = Decimal("0.01")


def points_of(value: Fraction) -> Decimal:
    """`value` as a Decimal: exact where ten places hold it, else rounded half up there, so that a third of a point adds up the
    same in any order. `value` must not be negative."""
    unit = 10**_PLACES
    whole = (2 * value.numerator * unit + value.denominator) // (2 * value.denominator)
    return Decimal(whole).scaleb(-_PLACES).normalize() + 0


def within(points: Fraction, full_marks: Decimal) -> Decimal:
    """Points cut to 0..full marks."""
    return points_of(min(max(points, Fraction(0)), Fraction(full_marks)))


def steps_of(distance: Fraction, per: Decimal, partial: str) -> Fraction:
    """How many steps of `per` a distance makes: as it is (prorata), begun ones dropped (floor) or counted (ceil)."""
    steps = distance / Fraction(per)
    if partial == FLOOR:
        return Fraction(floor(steps))
    return Fraction(ceil(steps)) if partial == CEIL else steps


def number(value: Decimal, unit: str) -> str:
    """A value with its unit: 88.73%, 3件; 有 or 无 where there is nothing to count."""
    if unit == RATIO:
        return f"{plain(rounded(value * 100))}%"
    if unit in YES_NO:
        return _yes_no(value)
    return f"{plain(rounded(value))}{unit}"


def gap(value: Fraction, unit: str) -> str:
    """A distance with its unit: 1.5个百分点, 2次."""
    if unit == RATIO:
        return POINTS_GAP.format(gap=plain(rounded(points_of(value * 100))))
    return f"{plain(rounded(points_of(value)))}{unit}"


def shown_points(value: Decimal) -> str:
    """Points for words: at most two decimals, half up."""
    return plain(rounded(value))


def plain(value: Decimal) -> str:
    """Without exponent and needless zeros."""
    return f"{value.normalize():f}" if value else "0"


def rounded(value: Decimal) -> Decimal:
    return value.quantize(_SHOWN, rounding=ROUND_HALF_UP)


def _yes_no(value: Decimal) -> str:
    return {Decimal(0): NO, Decimal(1): YES}.get(value, plain(value))
