"""`judgement`: a person gave points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.messages.rules import REASONS, REFUSALS, RESULT, WORDS
from scoring.results import Award, Deduction
from scoring.rubric.rule_specs import JudgementSpec
from scoring.rules.inputs import RuleInputs
from scoring.rules.numbers import plain, shown_points

NAME = "judgement"


def award(spec: JudgementSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """The points given, if they are allowed; nothing is corrected in silence.

    Raises ValueError for points outside the range or between its steps; `refusal` says so in words beforehand. Example: range 0–5
    in steps of 0.5, 3.5 given → 3.5.
    """
    points = inputs.stated()
    refused = refusal(spec, full_marks, points)
    if refused is not None:
        raise ValueError(refused)
    result = RESULT.format(points=shown_points(points), full=shown_points(full_marks))
    words = WORDS["judgement"].format(result=result)
    if points == full_marks:
        return Award(points, words)
    return Award(points, words, (Deduction(NAME, full_marks - points, REASONS["judgement"]),))


def refusal(spec: JudgementSpec, full_marks: Decimal, points: Decimal) -> str | None:
    """Why a person's points cannot be taken, in words; None if they can.

    They lie between `minimum` and `maximum` (the full marks if not set, and never more than these); with `step` they are `minimum` plus
    whole steps.
    """
    high = full_marks if spec.maximum is None else min(spec.maximum, full_marks)
    if not spec.minimum <= points <= high:
        return REFUSALS["range"].format(low=plain(spec.minimum), high=plain(high))
    if spec.step is not None and (Fraction(points) - Fraction(spec.minimum)) % Fraction(spec.step):
        return REFUSALS["step"].format(step=plain(spec.step))
    return None
