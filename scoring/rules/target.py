"""`target`: against a target."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.messages.rules import REASONS, RESULT, WORDS
from scoring.results import Award, Deduction
from scoring.rubric.rule_specs import PerStep, TargetSpec
from scoring.rules.inputs import RuleInputs
from scoring.rules.numbers import gap, number, points_of, shown_points, steps_of, within

NAME = "target"


def award(spec: TargetSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """met = what meeting the target is worth (`met`, full marks by default).

    value ≥ target: met + steps × `extra.step`, steps = (value − target) ÷ `extra.per` by `partial`, at most `extra.cap`, at most full
    marks. value < target: met × value ÷ target; with `short` instead met − steps × `short.step` (at most `short.cap`),
    never under 0. Example: target 10 件, full marks 2, value 8 → 1.6.
    """
    value, met = inputs.stated(), Fraction(spec.met.of(full_marks))
    distance = Fraction(value) - Fraction(spec.target)
    shown = inputs.shown or number(value, spec.unit)
    words = {"value": shown, "target": number(spec.target, spec.unit), "gap": gap(abs(distance), spec.unit)}
    change = Fraction(0)
    if distance >= 0:
        change = _change(spec.extra, distance)
        points, key = met + change, "target_extra" if change else "target_met"
    elif spec.short is not None:
        change = _change(spec.short, -distance)
        points, key = met - change, "target_short"
    else:
        points, key = met * Fraction(value) / Fraction(spec.target), "target_under"
    earned = within(points, full_marks)
    amount = shown_points(points_of(change))
    result = RESULT.format(points=shown_points(earned), full=shown_points(full_marks))
    said = WORDS[key].format(off=amount, more=amount, result=result, **words)
    if earned == full_marks:
        return Award(earned, said)
    reason = REASONS["target" if distance < 0 else "target_met"].format(**words)
    return Award(earned, said, (Deduction(NAME, full_marks - earned, reason),))


def _change(steps: PerStep | None, distance: Fraction) -> Fraction:
    if steps is None:
        return Fraction(0)
    change = steps_of(distance, steps.per, steps.partial) * Fraction(steps.step)
    return change if steps.cap is None else min(change, Fraction(steps.cap))
