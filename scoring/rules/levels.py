"""`levels`: a person chose an answer."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.messages.rules import REASONS, REFUSALS, RESULT, WORDS
from scoring.results import Award, Deduction
from scoring.rubric.rule_specs import LevelsSpec
from scoring.rules.inputs import RuleInputs
from scoring.rules.numbers import shown_points, within

NAME = "levels"


def award(spec: LevelsSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """What the chosen level is worth, never more than the full marks.

    Raises ValueError for a level the rubric does not have; `refusal` says so in words beforehand. Example: 较好 worth 60 % of 5 → 3.
    """
    level = next((level for level in spec.levels if level.name == inputs.level), None)
    if level is None:
        raise ValueError(f"no level {inputs.level!r}")
    points = within(Fraction(level.worth.of(full_marks)), full_marks)
    result = RESULT.format(points=shown_points(points), full=shown_points(full_marks))
    words = WORDS["levels"].format(level=level.name, result=result)
    if points == full_marks:
        return Award(points, words)
    return Award(points, words, (Deduction(NAME, full_marks - points, REASONS["levels"].format(level=level.name)),))


def refusal(spec: LevelsSpec, level: str) -> str | None:
    """Why an answer cannot be taken, in words; None if it can."""
    names = [known.name for known in spec.levels]
    return None if level in names else REFUSALS["level"].format(levels="、".join(names))
