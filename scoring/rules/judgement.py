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
from scoring.rules.trim import trim_words, trimmed

NAME = "judgement"


def award(spec: JudgementSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """The points given, if they are allowed; nothing is corrected in silence. Of several persons: Σ weight × points ÷ Σ weight, with
    `trim` without that many of the highest and of the lowest (all count where 2 × `trim` or fewer gave points).

    Raises ValueError for points outside the range or between its steps; `refusal` says so in words beforehand. Examples: range 0–5
    in steps of 0.5, 3.5 given → 3.5; 3 and 4 given by two → 3.5; 1, 3, 4 and 5 with trim 1 → 3.5.
    """
    given = inputs.votes or (Vote(points=inputs.stated()),)
    kept = trimmed([(_checked(spec, full_marks, vote), vote) for vote in given], spec.trim)
    weight = sum((Fraction(vote.weight) for vote in kept), Fraction(0))
    if weight <= 0:
        raise ValueError("the judgements weigh nothing")
    total = sum((Fraction(vote.weight) * Fraction(vote.points or 0) for vote in kept), Fraction(0))
    points = points_of(total / weight)
    key = "judgement_votes" if len(given) > 1 else "judgement"
    words = WORDS[key].format(count=len(kept), result=came_to(points, full_marks, inputs))
    words = trim_words(len(given), spec.trim) + words
    return awarded(points, full_marks, words, NAME, REASONS["judgement"])


def _checked(spec: JudgementSpec, full_marks: Decimal, vote: Vote) -> Decimal:
    """The points of a vote. Raises ValueError where they are missing or not allowed."""
    if vote.points is None:
        raise ValueError("a judgement without points")
    refused = refusal(spec, full_marks, vote.points)
    if refused is not None:
        raise ValueError(refused)
    return vote.points


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
