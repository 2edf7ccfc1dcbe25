"""Awards with one reason for what is lost."""

from __future__ import annotations

from decimal import Decimal

from scoring.results import Award, Deduction


def awarded(points: Decimal, full_marks: Decimal, words: str, cause: str, reason: str) -> Award:
    """The award; less than full marks is one deduction for `reason`."""
    lost = () if points == full_marks else (Deduction(cause, full_marks - points, reason),)
    return Award(points, words, lost)
