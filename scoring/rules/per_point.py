"""`per_point`: so much off for every point under (or over) a line."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.messages.rules import REASONS, WORDS
from scoring.results import Award
from scoring.rubric.rule_specs import PerPointSpec
from scoring.rules.awards import awarded
from scoring.rules.inputs import RuleInputs
from scoring.rules.numbers import came_to, gap, number, points_of, shown_points, steps_of, within

NAME = "per_point"


def award(spec: PerPointSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """Full marks − Σ over the segments of steps × `step`, steps = (how far the value reaches into the segment) ÷ `per` by `partial`; the
    sum is at most `cap`, the points never under 0.

    A segment begins at its line and ends at the next one, the last is open: each point is charged once, by the segment it lies in.
    Example: under 96 % −0.25, under 90 % −0.5 per 1 %, full marks 5, value 88 % → 5 − 6 × 0.25 − 2 × 0.5 = 2.5.
    """
    value = Fraction(inputs.stated())
    lost = Fraction(0)
    for index, segment in enumerate(spec.segments):
        start = Fraction(segment.at)
        depth = value - start if spec.over else start - value
        if index + 1 < len(spec.segments):
            depth = min(depth, abs(Fraction(spec.segments[index + 1].at) - start))
        if depth > 0:
            lost += steps_of(depth, spec.per, spec.partial) * Fraction(segment.step)
    if spec.cap is not None:
        lost = min(lost, Fraction(spec.cap))
    points = within(Fraction(full_marks) - lost, full_marks)
    first = spec.segments[0].at
    away = value - Fraction(first) if spec.over else Fraction(first) - value
    shown = inputs.shown or number(inputs.stated(), spec.unit)
    key = "per_point_fine" if away <= 0 else "per_point_over" if spec.over else "per_point_under"
    words = {"value": shown, "line": number(first, spec.unit), "gap": gap(max(away, Fraction(0)), spec.unit)}
    said = WORDS[key].format(off=shown_points(points_of(lost)), result=came_to(points, full_marks, inputs), **words)
    reason = REASONS["per_point_over" if spec.over else "per_point_under"].format(**words)
    return awarded(points, full_marks, said, NAME, reason)
