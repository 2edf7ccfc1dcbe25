"""`target`: against a target."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.composite.normalise import fraction_of
from scoring.messages.rules import GOAL, REASONS, WORDS
from scoring.results import Award
from scoring.rubric.rule_specs import PerStep, TargetSpec
from scoring.rules.awards import awarded
from scoring.rules.inputs import RuleInputs
from scoring.rules.numbers import came_to, gap, number, points_of, shown_points, steps_of, within

NAME = "target"


def award(spec: TargetSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """met = what meeting the target is worth (`met`, full marks by default).

    value ≥ target: met + steps × `extra.step`, steps = (value − target) ÷ `extra.per` by `partial`, at most `extra.cap`, at most full
    marks. value < target: met × value ÷ target; with `short` instead met − steps × `short.step` (at most `short.cap`),
    never under 0. Where small values are good (`lower`) everything is turned: met at or under the target, above it
    met × target ÷ value. Example: target 10 件, full marks 2, value 8 → 1.6.
    """
    goal = GOAL.format(target=number(spec.target, spec.unit))
    return against(spec, Fraction(spec.target), goal, full_marks, inputs, Fraction(inputs.stated()))


def against(
    spec: TargetSpec, target: Fraction, goal: str, full_marks: Decimal, inputs: RuleInputs, value: Fraction
) -> Award:
    """The award of `value` against `target`, which the words call `goal`."""
    met = Fraction(spec.met.of(full_marks))
    beyond = target - value if spec.lower else value - target
    shown = inputs.shown or number(points_of(value) if value >= 0 else inputs.stated(), spec.unit)
    words = {"value": shown, "goal": goal, "gap": gap(abs(beyond), spec.unit)}
    turned = "_lower" if spec.lower else ""
    change = Fraction(0)
    if beyond >= 0:
        change = _change(spec.extra, beyond)
        points, key = met + change, f"target_extra{turned}" if change else "target_met"
    elif spec.short is not None:
        change = _change(spec.short, -beyond)
        points, key = met - change, f"target_short{turned}"
    else:
        points, key = met * fraction_of(value, target, spec.lower), "target_under"
    earned = within(points, full_marks)
    amount = shown_points(points_of(change))
    said = WORDS[key].format(off=amount, more=amount, result=came_to(earned, full_marks, inputs), **words)
    reason = REASONS["target" if beyond < 0 else "target_met"].format(**words)
    return awarded(earned, full_marks, said, NAME, reason)


def _change(steps: PerStep | None, distance: Fraction) -> Fraction:
    if steps is None:
        return Fraction(0)
    change = steps_of(distance, steps.per, steps.partial) * Fraction(steps.step)
    return change if steps.cap is None else min(change, Fraction(steps.cap))
