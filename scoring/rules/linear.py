"""`linear`: straight lines between points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from scoring.messages.rules import REASONS, WORDS
from scoring.results import Award, Deduction
from scoring.rubric.rule_specs import LinearNode, LinearSpec
from scoring.rules.inputs import RuleInputs
from scoring.rules.numbers import came_to, gap, number, points_of, steps_of, within

NAME = "linear"


def award(spec: LinearSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """Between two neighbouring nodes (a, p) and (b, q): p + (q − p) × (value − a) ÷ (b − a). Outside all nodes: what the
    nearest node is worth.

    With `per` the value first moves to a whole step counted from the first node, down (`floor`) or up (`ceil`).
    Example: 0 at 80 %, 6 at 100 %, value 88.73 % → 2.619.
    """
    value = inputs.stated()
    used = _stepped(spec, value)
    exact, place = _points(spec.nodes, used, full_marks)
    points = within(exact, full_marks)
    shown = inputs.shown or number(value, spec.unit)
    result = came_to(points, full_marks, inputs)
    words = _words(spec, shown, place, result)
    if used != Fraction(value) and spec.per is not None:
        stepped = WORDS["linear_stepped"].format(
            value=shown, per=gap(Fraction(spec.per), spec.unit), stepped=number(points_of(used), spec.unit)
        )
        words = stepped + words.removeprefix(f"{shown}，")
    if points == full_marks:
        return Award(points, words)
    return Award(points, words, (Deduction(NAME, full_marks - points, _reason(spec, shown, full_marks)),))


def _stepped(spec: LinearSpec, value: Decimal) -> Fraction:
    if spec.per is None:
        return Fraction(value)
    start = Fraction(spec.nodes[0].at)
    return start + steps_of(Fraction(value) - start, spec.per, spec.partial) * Fraction(spec.per)


def _points(nodes: tuple[LinearNode, ...], value: Fraction, full_marks: Decimal) -> tuple[Fraction, int]:
    """The points, and where the value lies: −1 below all nodes, else the index of the stretch (the last index: above all)."""
    if value <= Fraction(nodes[0].at):
        return Fraction(nodes[0].worth.of(full_marks)), -1
    for index, (left, right) in enumerate(pairwise(nodes)):
        a, b = Fraction(left.at), Fraction(right.at)
        if value < b:
            p, q = Fraction(left.worth.of(full_marks)), Fraction(right.worth.of(full_marks))
            return p + (q - p) * (value - a) / (b - a), index
    return Fraction(nodes[-1].worth.of(full_marks)), len(nodes) - 1


def _words(spec: LinearSpec, shown: str, place: int, result: str) -> str:
    nodes, unit = spec.nodes, spec.unit
    if place < 0:
        return WORDS["linear_below"].format(value=shown, end=number(nodes[0].at, unit), result=result)
    if place == len(nodes) - 1:
        return WORDS["linear_above"].format(value=shown, end=number(nodes[-1].at, unit), result=result)
    ends = {"low": number(nodes[place].at, unit), "high": number(nodes[place + 1].at, unit)}
    return WORDS["linear_inside"].format(value=shown, result=result, **ends)


def _reason(spec: LinearSpec, shown: str, full_marks: Decimal) -> str:
    """Full marks lie at the best node; whether that is the highest or the lowest value says which way the unit is off."""
    first, last = spec.nodes[0], spec.nodes[-1]
    rises = last.worth.of(full_marks) >= first.worth.of(full_marks)
    best = number((last if rises else first).at, spec.unit)
    return REASONS["linear_low" if rises else "linear_high"].format(value=shown, full=best)
