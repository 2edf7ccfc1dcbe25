"""`done`: reached or not."""

from __future__ import annotations

from decimal import Decimal

from scoring.messages.rules import LINES, REASON_LINES, REASONS, WORDS
from scoring.results import Award, Deduction
from scoring.rubric.rule_specs import DoneSpec
from scoring.rules.inputs import RuleInputs
from scoring.rules.numbers import YES_NO, came_to, number, yes_no

NAME = "done"


def award(spec: DoneSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """Full marks if `at_least` ≤ value ≤ `at_most` (an open end always holds), else 0.

    Both ends belong to the range: `at_least: 4` is met by 4. Practices and yes/no measures have the values 0 and 1 and need no
    line in words. Example: at least 4 次, value 5, full marks 2 → 2: 5次，要求至少4次，达到，得2/2.
    """
    value = inputs.stated()
    fine = meets(value, spec.at_least, spec.at_most)
    points = full_marks if fine else Decimal(0)
    whether = spec.unit == YES_NO or (not spec.unit and (spec.at_least, spec.at_most) == (Decimal(1), None))
    shown = inputs.shown or (yes_no(value) if whether else number(value, spec.unit))
    result = came_to(points, full_marks, inputs)
    if whether:
        words = WORDS["done_yes"].format(value=shown, result=result)
        reason = REASONS["done_no"].format(value=shown)
    else:
        line = line_words(LINES, spec.at_least, spec.at_most, spec.unit)
        words = WORDS["done" if fine else "not_done"].format(value=shown, line=line, result=result)
        wanted = line_words(REASON_LINES, spec.at_least, spec.at_most, spec.unit)
        reason = REASONS["done"].format(value=shown, line=wanted)
    return Award(points, words, () if fine else (Deduction(NAME, full_marks, reason),))


def meets(value: Decimal, at_least: Decimal | None, at_most: Decimal | None) -> bool:
    """Whether the value lies within the lines, ends included."""
    return (at_least is None or value >= at_least) and (at_most is None or value <= at_most)


def line_words(table: dict[str, str], at_least: Decimal | None, at_most: Decimal | None, unit: str) -> str:
    """The lines in words; "" without any."""
    low = "" if at_least is None else number(at_least, unit)
    high = "" if at_most is None else number(at_most, unit)
    key = "between" if low and high else "at_least" if low else "at_most"
    return table[key].format(low=low, high=high) if low or high else ""
