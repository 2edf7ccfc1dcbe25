"""`checklist`: conditions that each earn their part."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise

from scoring.messages.rules import NOTE_SILENT, REASON_LINES, REASONS, WORDS
from scoring.results import Award, Deduction
from scoring.rubric.rule_specs import ChecklistItem, ChecklistSpec
from scoring.rubric.types import JUDGEMENT
from scoring.rules.done import line_words, meets
from scoring.rules.inputs import RuleInputs
from scoring.rules.numbers import came_to, is_yes_no, of_subject, points_of, shown_points


def award(spec: ChecklistSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """Sum over the items whose condition holds of full marks × weight ÷ sum of all weights.

    A condition holds if `at_least` ≤ state ≤ `at_most`. An item that the report does not mention earns nothing, but its words say
    未载明 and not 未达到, and it is noted for the reviewer; one that waits
    for a person says so. The parts lost are one deduction each; points are full marks less
    their sum. Example: weights 0.5, 0.3, 0.2, full marks 2, the first met, the second failed, the third silent → 1.
    """
    points = Decimal(0)
    phrases: list[str] = []
    lost: list[Deduction] = []
    notes: list[str] = []
    for item, part in zip(spec.items, _parts(spec, full_marks), strict=True):
        phrase, reason = _judge(item, part, inputs)
        phrases.append(phrase)
        if not reason:
            points += part
        elif part:
            lost.append(Deduction(item.name, part, reason))
        if inputs.state(item.subject.id) is None and item.subject.source != JUDGEMENT:
            notes.append(NOTE_SILENT.format(name=item.name))
    result = came_to(points, full_marks, inputs)
    return Award(points, WORDS["checklist"].format(items="；".join(phrases), result=result), tuple(lost), tuple(notes))


def _parts(spec: ChecklistSpec, full_marks: Decimal) -> list[Decimal]:
    """What each item is worth. Thirds are cut at running totals, so that all parts together are exactly the full marks."""
    total = sum((Fraction(item.weight) for item in spec.items), Fraction(0))
    if not total:
        raise ValueError("the items of a checklist weigh nothing")
    ends = accumulate(Fraction(full_marks) * Fraction(item.weight) / total for item in spec.items)
    rounded = [Decimal(0), *map(points_of, ends)]
    return [after - before for before, after in pairwise(rounded)]


def _judge(item: ChecklistItem, part: Decimal, inputs: RuleInputs) -> tuple[str, str]:
    """What is said of an item, and why its part is lost ("" if it is not)."""
    value = inputs.state(item.subject.id)
    points = shown_points(part)
    if value is None:
        key = "item_waiting" if item.subject.source == JUDGEMENT else "item_silent"
        return WORDS[key].format(name=item.name, points=points), REASONS[key].format(name=item.name)
    shown = inputs.shown_states.get(item.subject.id) or of_subject(value, item.subject)
    if meets(value, item.at_least, item.at_most):
        return WORDS["item_met"].format(name=item.name, value=shown, points=points), ""
    words = WORDS["item_failed"].format(name=item.name, value=shown, points=points)
    if is_yes_no(item.subject):
        return words, REASONS["item_failed_no"].format(name=item.name, value=shown)
    line = line_words(REASON_LINES, item.at_least, item.at_most, item.subject.unit)
    return words, REASONS["item_failed"].format(name=item.name, value=shown, line=line)
