"""Exact points, and numbers as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor

from scoring.messages.rules import NO, POINTS_GAP, RESULTS, YES
from scoring.rubric.rule_specs import CEIL, FLOOR, Subject
from scoring.rubric.types import PRACTICE
from scoring.rules.inputs import RuleInputs

RATIO = "ratio"
YES_NO = "有无"
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


def came_to(points: Decimal, full_marks: Decimal, inputs: RuleInputs) -> str:
    """What came out, in words: 得3/4; for pools 加3分, 扣3分."""
    return RESULTS[inputs.kind].format(points=shown_points(points), full=shown_points(full_marks))


def number(value: Decimal, unit: str) -> str:
    """A value with its unit: 88.73%, 3件; 有 or 无 where the unit says so."""
    if unit == RATIO:
        return f"{plain(rounded(value * 100))}%"
    if unit == YES_NO:
        return yes_no(value)
    return f"{plain(rounded(value))}{unit}"


def gap(value: Fraction, unit: str) -> str:
    """A distance with its unit: 1.5个百分点, 2次."""
    if unit == RATIO:
        return POINTS_GAP.format(gap=plain(rounded(points_of(value * 100))))
    return f"{plain(rounded(points_of(value)))}{unit}"


def fraction_text(value: Fraction, unit: str) -> str:
    """A value of a group (a mean, a change) with its unit, rounded to what is shown."""
    size = points_of(abs(value))
    return number(-size if value < 0 else size, unit)


def shown_points(value: Decimal) -> str:
    """Points for words: at most two decimals, half up."""
    return plain(rounded(value))


def plain(value: Decimal) -> str:
    """Without exponent and needless zeros."""
    return f"{value.normalize():f}" if value else "0"


def rounded(value: Decimal) -> Decimal:
    return value.quantize(_SHOWN, rounding=ROUND_HALF_UP)


def of_subject(value: Decimal, subject: Subject) -> str:
    """The value of an item: of a practice 有 or 无, there is nothing to count."""
    return yes_no(value) if is_yes_no(subject) else number(value, subject.unit)


def is_yes_no(subject: Subject) -> bool:
    return subject.source == PRACTICE or subject.unit == YES_NO


def yes_no(value: Decimal) -> str:
    """有 or 无."""
    return {Decimal(0): NO, Decimal(1): YES}.get(value, plain(value))
