"""What a formula comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.rubric.formula import Binary, Call, Expression, Name, Number


@dataclass(frozen=True, slots=True)
class Worked:
    """A value; or none, because `missing` names say nothing or because something is divided by zero."""

    value: Fraction | None
    missing: tuple[str, ...] = ()
    by_zero: bool = False


def work_out(expression: Expression, values: Mapping[str, Decimal | None]) -> Worked:
    """The value of `expression` where every name has the value given (None or absent: nobody says), last year's under `last(name)`. Exact.

    A missing operand makes the whole missing, and names it; a division by zero is a state of its own; neither is an error. `coalesce`
    takes its first argument that has a value, and only if none has one is in the state of the last. Example: coalesce(a, b ÷ c) with
    only b = 3 and c = 4 → 0.75.
    """
    if isinstance(expression, Number):
        return Worked(Fraction(expression.value))
    if isinstance(expression, Name):
        value = values.get(expression.key)
        return Worked(None, (expression.key,)) if value is None else Worked(Fraction(value))
    if isinstance(expression, Call):
        return _call(expression, values)
    return _binary(expression, values)


def _call(call: Call, values: Mapping[str, Decimal | None]) -> Worked:
    worked = [work_out(argument, values) for argument in call.arguments]
    if call.function == "coalesce":
        return next((found for found in worked if found.value is not None), worked[-1])
    without = _without_value(worked)
    if without is not None:
        return without
    known = [found.value for found in worked if found.value is not None]
    return Worked(min(known) if call.function == "min" else max(known))


def _binary(binary: Binary, values: Mapping[str, Decimal | None]) -> Worked:
    left, right = work_out(binary.left, values), work_out(binary.right, values)
    without = _without_value([left, right])
    if without is not None:
        return without
    assert left.value is not None
    assert right.value is not None
    if binary.sign == "/":
        return Worked(left.value / right.value) if right.value else Worked(None, by_zero=True)
    if binary.sign == "*":
        return Worked(left.value * right.value)
    return Worked(left.value + right.value if binary.sign == "+" else left.value - right.value)


def _without_value(worked: list[Worked]) -> Worked | None:
    """The state of a whole some of whose parts have no value: what is missing first, then a division by zero."""
    if all(found.value is not None for found in worked):
        return None
    missing = tuple(dict.fromkeys(name for found in worked for name in found.missing))
    return Worked(None, missing, not missing)
