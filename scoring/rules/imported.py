"""`imported`: another office's score, on its own scale."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.messages.rules import REASONS, REFUSALS, WORDS
from scoring.results import Award
from scoring.rubric.rule_specs import ImportedSpec
from scoring.rules.awards import awarded
from scoring.rules.inputs import RuleInputs
from scoring.rules.numbers import came_to, plain, within

NAME = "imported"


def award(spec: ImportedSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """full marks × (value − `zero`) ÷ (`full` − `zero`): the original scale brought to the criterion's, nothing else changed.

    Raises ValueError for a score outside its scale; `refusal` says so in words beforehand. Example: 84.53 on a scale of 100, full
    marks 2 → 1.6906.
    """
    value = inputs.stated()
    refused = refusal(spec, value)
    if refused is not None:
        raise ValueError(refused)
    share = (Fraction(value) - Fraction(spec.zero)) / (Fraction(spec.full) - Fraction(spec.zero))
    points = within(share * Fraction(full_marks), full_marks)
    words = {"value": inputs.shown or plain(value), "zero": plain(spec.zero), "full": plain(spec.full)}
    said = WORDS["imported"].format(result=came_to(points, full_marks, inputs), **words)
    return awarded(points, full_marks, said, NAME, REASONS["imported"].format(**words))


def refusal(spec: ImportedSpec, value: Decimal) -> str | None:
    """Why a score cannot be taken over, in words; None if it can."""
    if spec.zero <= value <= spec.full:
        return None
    return REFUSALS["range"].format(low=plain(spec.zero), high=plain(spec.full))
