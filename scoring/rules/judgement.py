"""`judgement`: a person gave points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.messages.rules import REASONS, REFUSALS, WORDS
from scoring.results import Award
from scoring.rubric.rule_specs import JudgementSpec
from scoring.rules.awards import awarded
from scoring.rules.inputs import RuleInputs, Vote
from scoring.rules.numbers import came_to, plain, points_of

NAME = "judgement"


def award(spec: JudgementSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """The points given, if they are allowed; nothing is corrected in silence. Of several persons: Σ weight × points ÷ Σ weight.

    Raises ValueError for points outside the range or between its steps; `refusal` says so in words beforehand. Examples: range 0–5
    in steps of 0.5, 3.5 given → 3.5; 3 and 4 given by two → 3.5.
    """
    given = inputs.votes or (Vote(points=inputs.stated()),)
    weight = sum((Fraction(vote.weight) for vote in given), Fraction(0))
    if weight <= 0:
        raise ValueError("the judgements weigh nothing")
    total = Fraction(0)
    for vote in given:
        if vote.points is None:
            raise ValueError("a judgement without points")
        refused = refusal(spec, full_marks, vote.points)
        if refused is not None:
            raise ValueError(refused)
        total += Fraction(vote.weight) * Fraction(vote.points)
    points = points_of(total / weight)
    key = "judgement_votes" if len(given) > 1 else "judgement"
    words = WORDS[key].format(count=len(given), result=came_to(points, full_marks, inputs))
    return awarded(points, full_marks, words, NAME, REASONS["judgement"])


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
