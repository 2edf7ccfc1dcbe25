"""`deduct`: from full marks downwards, several causes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.messages.rules import NOTE_SILENT, NOTHING_LISTED, REASONS, WHY, WORDS
from scoring.results import Award, Deduction
from scoring.rubric.rule_specs import DONE, NOT_DONE, OVER, UNDER, DeductCause, DeductSpec, Tariff
from scoring.rubric.types import JUDGEMENT
from scoring.rules.inputs import RuleInputs
from scoring.rules.numbers import came_to, gap, number, of_subject, points_of, shown_points, steps_of
from scoring.rules.tariff import charge


@dataclass(frozen=True, slots=True)
class _Loss:
    """What a cause would take if there were enough left, and why."""

    due: Decimal
    why: str
    silent: bool = False


def award(spec: DeductSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """Full marks less what the causes take, one after the other, never under 0.

    Per cause: distance = threshold − value (`under`) or value − threshold (`over`), at least 0; steps = distance ÷ `per`, whole
    or not by `partial`; lost = steps × `step`, at most `cap`. `not_done` and `done` are one step where the state is 0 or 1. From the
    last stage of `escalation` whose start the steps reach, lost is what the stage says instead (its whole, whatever the cap).
    `listed`: lost is what the rows of the list come to by `tariff` (graduated by severity), at most `cap`.
    A cause on which the report is silent takes `missing` (0 if not set) and is noted for the reviewer. The deductions
    add up to full marks − points. Example: full marks 6, under 3 sessions, step 0.5, value 2 → 5.5.
    """
    left = full_marks
    phrases: list[str] = []
    deductions: list[Deduction] = []
    notes: list[str] = []
    for cause in spec.causes:
        loss = _loss(cause, full_marks, inputs)
        taken = min(loss.due, left)
        left -= taken
        phrases.append(_phrase(cause, loss, taken))
        if loss.silent and cause.subject.source != JUDGEMENT:
            notes.append(NOTE_SILENT.format(name=cause.name))
        if taken:
            deductions.append(Deduction(cause.name, taken, _reason(cause, loss, taken)))
    result = came_to(left, full_marks, inputs)
    return Award(
        left, WORDS["deduct"].format(causes="；".join(phrases), result=result), tuple(deductions), tuple(notes)
    )


def _loss(cause: DeductCause, full_marks: Decimal, inputs: RuleInputs) -> _Loss:
    if cause.tariff is not None:
        return _listed(cause, cause.tariff, inputs)
    value = inputs.state(cause.subject.id)
    if value is None:
        return _Loss(cause.missing, "", silent=True)
    unit = cause.subject.unit
    shown = inputs.shown_states.get(cause.subject.id) or of_subject(value, cause.subject)
    distance = _distance(cause, value)
    steps = steps_of(distance, cause.per, cause.partial) if cause.when in (UNDER, OVER) else distance
    if not steps:
        return _Loss(Decimal(0), shown)
    key = "over_zero" if cause.when == OVER and not cause.threshold else cause.when
    line = number(cause.threshold, unit) if cause.when in (UNDER, OVER) else ""
    why = WHY[key].format(value=shown, line=line, gap=gap(distance, unit))
    return _Loss(_due(cause, steps, full_marks), why)


def _listed(cause: DeductCause, tariff: Tariff, inputs: RuleInputs) -> _Loss:
    rows = inputs.rows.get(cause.subject.id)
    if rows is None:
        return _Loss(cause.missing, "", silent=True)
    if not rows:
        return _Loss(Decimal(0), NOTHING_LISTED)
    found = charge(tariff, rows)
    return _Loss(found.points if cause.cap is None else min(found.points, cause.cap), "、".join(found.words))


def _distance(cause: DeductCause, value: Decimal) -> Fraction:
    if cause.when == UNDER:
        return max(Fraction(cause.threshold) - Fraction(value), Fraction(0))
    if cause.when == OVER:
        return max(Fraction(value) - Fraction(cause.threshold), Fraction(0))
    if cause.when not in (NOT_DONE, DONE):
        raise ValueError(f"unknown condition {cause.when!r}")
    return Fraction(int((value >= 1) == (cause.when == DONE)))


def _due(cause: DeductCause, steps: Fraction, full_marks: Decimal) -> Decimal:
    reached = [stage for stage in cause.escalation if steps >= Fraction(stage.start)]
    if reached:
        points = reached[-1].points
        return full_marks if points is None else points
    lost = points_of(steps * Fraction(cause.step))
    return lost if cause.cap is None else min(lost, cause.cap)


def _phrase(cause: DeductCause, loss: _Loss, taken: Decimal) -> str:
    words = {"name": cause.name, "value": loss.why, "why": loss.why, "points": shown_points(taken)}
    if loss.silent:
        waits = cause.subject.source == JUDGEMENT and not loss.due
        key = "cause_waiting" if waits else "cause_silent_lost" if loss.due else "cause_silent"
        return WORDS[key].format(**words)
    if not loss.due:
        return WORDS["cause_fine"].format(**words)
    if taken < loss.due:
        return WORDS["cause_rest"].format(due=shown_points(loss.due), **words)
    return WORDS["cause_lost"].format(**words)


def _reason(cause: DeductCause, loss: _Loss, taken: Decimal) -> str:
    key = "cause_silent" if loss.silent else "cause_lost"
    reason = REASONS[key].format(name=cause.name, why=loss.why)
    return reason if taken == loss.due else REASONS["rest"].format(reason=reason, due=shown_points(loss.due))
