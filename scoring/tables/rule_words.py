"""A scoring rule as a sentence for people who do not read YAML."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from scoring.messages import rules_in_words as words
from scoring.rubric.rule_specs import (
    PRORATA,
    Band,
    BandsSpec,
    ChecklistSpec,
    DeductCause,
    DeductSpec,
    DoneSpec,
    JudgementSpec,
    LevelsSpec,
    LinearSpec,
    PerStep,
    TargetSpec,
    Worth,
)
from scoring.rubric.types import Rule
from scoring.tables.format import plain, share_text

_ONE = Decimal(1)
_SHARE_PLACES = Decimal("0.0001")


def rule_words(rule: Rule) -> str:
    """What `rule` gives for what. A rule of a kind unknown here is told by its name and arguments."""
    tell = _TELLERS.get(type(rule.spec))
    return f"{rule.name}: {rule.spec}" if tell is None else tell(rule.spec)


def _done(spec: DoneSpec) -> str:
    if spec.at_least == _ONE and spec.at_most is None and not spec.unit:
        return words.DONE_PLAIN
    return words.DONE_RANGE.format(range=_range(spec.at_least, spec.at_most, spec.unit))


def _checklist(spec: ChecklistSpec) -> str:
    whole = sum((item.weight for item in spec.items), Decimal(0))
    items = []
    for item in spec.items:
        share = (item.weight / whole).quantize(_SHARE_PLACES, rounding=ROUND_HALF_UP)
        told = words.CHECKLIST_ITEM.format(name=item.name, share=share_text(share))
        if item.at_least != _ONE or item.at_most is not None:
            told += words.CHECKLIST_CONDITION.format(range=_range(item.at_least, item.at_most, item.subject.unit))
        items.append(told)
    return words.CHECKLIST.format(items=words.SEPARATOR.join(items))


def _deduct(spec: DeductSpec) -> str:
    return words.DEDUCT + words.SEPARATOR.join(map(_cause, spec.causes))


def _cause(cause: DeductCause) -> str:
    unit = cause.subject.unit
    told = "" if cause.name == cause.subject.name else words.DEDUCT_NAME.format(name=cause.name)
    told += words.DEDUCT_STEP[cause.when].format(
        subject=cause.subject.name,
        threshold=_value(cause.threshold, unit),
        per=_step(cause.per, unit),
        step=plain(cause.step),
    )
    if cause.when in ("under", "over"):
        told += words.PARTIAL[cause.partial]
    if cause.cap is not None:
        told += words.DEDUCT_CAP.format(cap=plain(cause.cap))
    for escalation in cause.escalation:
        start = plain(escalation.start)
        if escalation.points is None:
            told += words.DEDUCT_ESCALATION_ALL.format(start=start)
        else:
            told += words.DEDUCT_ESCALATION.format(start=start, points=plain(escalation.points))
    if cause.missing:
        told += words.DEDUCT_MISSING.format(points=plain(cause.missing))
    return told


def _bands(spec: BandsSpec) -> str:
    told = [words.BAND.format(range=_band(band, spec.unit), worth=_worth(band.worth)) for band in spec.bands]
    return words.BANDS.format(bands=words.SEPARATOR.join(reversed(told)))


def _band(band: Band, unit: str) -> str:
    ends = []
    if band.low is not None and band.low == band.high:
        return words.EXACTLY.format(low=_value(band.low, unit))
    if band.low is not None:
        ends.append(words.BAND_LOW[band.low_in].format(low=_value(band.low, unit)))
    if band.high is not None:
        ends.append(words.BAND_HIGH[band.high_in].format(high=_value(band.high, unit)))
    return words.BAND_JOIN.join(ends) or words.ANY_VALUE


def _linear(spec: LinearSpec) -> str:
    nodes = [words.LINEAR_NODE.format(at=_value(node.at, spec.unit), worth=_worth(node.worth)) for node in spec.nodes]
    told = words.LINEAR.format(nodes=words.BAND_JOIN.join(nodes))
    if spec.per is not None and spec.partial != PRORATA:
        told += words.LINEAR_STEP.format(per=_step(spec.per, spec.unit)) + words.PARTIAL[spec.partial]
    return told


def _target(spec: TargetSpec) -> str:
    told = words.TARGET.format(target=_value(spec.target, spec.unit), met=_worth(spec.met))
    told += words.TARGET_PRORATA if spec.short is None else _per_step(words.TARGET_SHORT, spec.short, spec.unit)
    if spec.extra is not None:
        told += _per_step(words.TARGET_EXTRA, spec.extra, spec.unit)
    return told


def _per_step(template: str, step: PerStep, unit: str) -> str:
    cap = "" if step.cap is None else words.TARGET_CAP.format(cap=plain(step.cap))
    return template.format(per=_step(step.per, unit), step=plain(step.step), cap=words.PARTIAL[step.partial] + cap)


def _levels(spec: LevelsSpec) -> str:
    told = [words.LEVEL.format(name=level.name, worth=_worth(level.worth)) for level in spec.levels]
    return words.LEVELS.format(levels=words.SEPARATOR.join(told))


def _judgement(spec: JudgementSpec) -> str:
    high = words.JUDGEMENT_FULL if spec.maximum is None else words.JUDGEMENT_POINTS.format(points=plain(spec.maximum))
    told = words.JUDGEMENT.format(low=plain(spec.minimum), high=high)
    return told if spec.step is None else told + words.JUDGEMENT_STEP.format(step=plain(spec.step))


def _range(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    if low is None and high is None:
        return words.ANY_VALUE
    if low is None:
        return words.AT_MOST.format(high=_value(high, unit))
    if high is None:
        return words.AT_LEAST.format(low=_value(low, unit))
    template = words.EXACTLY if low == high else words.BETWEEN
    return template.format(low=_value(low, unit), high=_value(high, unit))


def _worth(worth: Worth) -> str:
    if worth.points is not None:
        return words.WORTH_POINTS.format(points=plain(worth.points))
    if worth.share == _ONE:
        return words.WORTH_FULL
    return words.WORTH_SHARE.format(share=share_text(worth.share)) if worth.share else words.WORTH_NONE


def _value(value: Decimal | None, unit: str) -> str:
    if value is None:
        return ""
    return share_text(value) if unit == "ratio" else f"{plain(value)}{unit}"


def _step(value: Decimal, unit: str) -> str:
    """A difference of values; of rates in percentage points."""
    return words.PERCENT_POINTS.format(points=plain(value * 100)) if unit == "ratio" else f"{plain(value)}{unit}"


_TELLERS: dict[type, Callable[[Any], str]] = {
    DoneSpec: _done,
    ChecklistSpec: _checklist,
    DeductSpec: _deduct,
    BandsSpec: _bands,
    LinearSpec: _linear,
    TargetSpec: _target,
    LevelsSpec: _levels,
    JudgementSpec: _judgement,
}
