"""`count`: so much for every item, with a cap."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.messages.rules import NOTE_SILENT, REASONS, WORDS
from scoring.results import Award, Deduction
from scoring.rubric.rule_specs import CountItem, CountSpec, Tariff
from scoring.rules.inputs import RuleInputs
from scoring.rules.numbers import came_to, fraction_text, number, of_subject, points_of, shown_points, steps_of, within
from scoring.rules.tariff import charge

NAME = "count"


def award(spec: CountSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """`base` + what was counted, at most `cap`, at most full marks.

    What was counted: with `tariff` the rows of the list (see `tariff.charge`); with `items` Σ state ÷ `per` × `step`, items nobody
    speaks of counting nothing and being noted; else value ÷ `per` × `step`, whole or not by `partial` (floor by default). With
    `divisor` the value is divided by divisor ÷ each first (per 10,000 persons: each 10000), and `partial` is prorata by default. Raises ValueError for a divisor of 0. Example: 0.5
    each, full marks 3, 4 items → 2.
    """
    notes: tuple[str, ...] = ()
    if spec.tariff is not None:
        counted, said = _by_tariff(spec.tariff, inputs)
    elif spec.items:
        counted, said, notes = _by_items(spec, inputs)
    else:
        counted, said = _by_value(spec, inputs)
    earned = Fraction(spec.base) + counted
    if spec.cap is not None:
        earned = min(earned, Fraction(spec.cap))
    points = within(earned, full_marks)
    words = WORDS["count"].format(what=said, result=came_to(points, full_marks, inputs))
    reason = REASONS["count"].format(what=said, points=shown_points(points))
    lost = () if points == full_marks else (Deduction(NAME, full_marks - points, reason),)
    return Award(points, words, lost, notes)


def _by_tariff(tariff: Tariff, inputs: RuleInputs) -> tuple[Fraction, str]:
    (rows,) = inputs.rows.values()
    found = charge(tariff, rows)
    return Fraction(found.points), "；".join(found.words) or WORDS["count_none"]


def _by_items(spec: CountSpec, inputs: RuleInputs) -> tuple[Fraction, str, tuple[str, ...]]:
    total = Fraction(0)
    said, notes = [], []
    for item in spec.items:
        value = inputs.state(item.subject.id)
        if value is None:
            notes.append(NOTE_SILENT.format(name=item.name))
            continue
        part = _steps(value, item, spec.partial) * Fraction(item.step)
        total += part
        if part:
            shown = inputs.shown_states.get(item.subject.id) or of_subject(value, item.subject)
            said.append(WORDS["count_item"].format(name=item.name, value=shown, points=shown_points(points_of(part))))
    return total, "；".join(said) or WORDS["count_none"], tuple(notes)


def _steps(value: Decimal, item: CountItem, partial: str) -> Fraction:
    return steps_of(max(Fraction(value), Fraction(0)), item.per, partial)


def _by_value(spec: CountSpec, inputs: RuleInputs) -> tuple[Fraction, str]:
    value = Fraction(inputs.stated())
    said = inputs.shown or number(inputs.stated(), spec.unit)
    if spec.divisor is not None:
        if not inputs.divisor:
            raise ValueError("a count is divided by nothing, or by 0")
        value = value * Fraction(spec.divisor.each) / Fraction(inputs.divisor)
        said = WORDS["count_divided"].format(
            value=said,
            divisor=number(inputs.divisor, spec.divisor.subject.unit),
            name=spec.divisor.subject.name,
            each=number(spec.divisor.each, spec.divisor.subject.unit),
            result=fraction_text(value, spec.unit),
        )
    return steps_of(max(value, Fraction(0)), spec.per, spec.partial) * Fraction(spec.step), said
