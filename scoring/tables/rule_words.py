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
    CountSpec,
    DeductCause,
    DeductSpec,
    DoneSpec,
    ImportedSpec,
    JudgementSpec,
    LevelsSpec,
    LinearSpec,
    NormaliseSpec,
    PerPointSpec,
    RankSpec,
    RelativeSpec,
    TargetSpec,
    Tariff,
    YearOnYearSpec,
)
from scoring.rubric.types import Rule
from scoring.tables.format import plain, share_text
from scoring.tables.group_rule_words import normalise_words, rank_words, relative_words, year_on_year_words
from scoring.tables.rule_parts import beyond_words, range_words, step_words, value_words, worth_words

_ONE = Decimal(1)
_SHARE_PLACES = Decimal("0.0001")


def rule_words(rule: Rule) -> str:
    """What `rule` gives for what. A rule of a kind unknown here is told by its name and arguments."""
    tell = _TELLERS.get(type(rule.spec))
    return f"{rule.name}: {rule.spec}" if tell is None else tell(rule.spec)


def _done(spec: DoneSpec) -> str:
    if spec.at_least == _ONE and spec.at_most is None and not spec.unit:
        return words.DONE_PLAIN
    return words.DONE_RANGE.format(range=range_words(spec.at_least, spec.at_most, spec.unit))


def _checklist(spec: ChecklistSpec) -> str:
    whole = sum((item.weight for item in spec.items), Decimal(0))
    items = []
    for item in spec.items:
        share = (item.weight / whole).quantize(_SHARE_PLACES, rounding=ROUND_HALF_UP)
        told = words.CHECKLIST_ITEM.format(name=item.name, share=share_text(share))
        if item.at_least != _ONE or item.at_most is not None:
            told += words.CHECKLIST_CONDITION.format(range=range_words(item.at_least, item.at_most, item.subject.unit))
        items.append(told)
    return words.CHECKLIST.format(items=words.SEPARATOR.join(items))


def _deduct(spec: DeductSpec) -> str:
    return words.DEDUCT + words.SEPARATOR.join(map(_cause, spec.causes))


def _cause(cause: DeductCause) -> str:
    unit = cause.subject.unit
    told = "" if cause.name == cause.subject.name else words.DEDUCT_NAME.format(name=cause.name)
    if cause.tariff is not None:
        told += words.DEDUCT_TARIFF.format(subject=cause.subject.name, tariff=tariff_words(cause.tariff))
    else:
        told += words.DEDUCT_STEP[cause.when].format(
            subject=cause.subject.name,
            threshold=value_words(cause.threshold, unit),
            per=step_words(cause.per, unit),
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
    told = [words.BAND.format(range=_band(band, spec.unit), worth=worth_words(band.worth)) for band in spec.bands]
    return words.BANDS.format(bands=words.SEPARATOR.join(reversed(told)))


def _band(band: Band, unit: str) -> str:
    ends = []
    if band.low is not None and band.low == band.high:
        return words.EXACTLY.format(low=value_words(band.low, unit))
    if band.low is not None:
        ends.append(words.BAND_LOW[band.low_in].format(low=value_words(band.low, unit)))
    if band.high is not None:
        ends.append(words.BAND_HIGH[band.high_in].format(high=value_words(band.high, unit)))
    return words.BAND_JOIN.join(ends) or words.ANY_VALUE


def _linear(spec: LinearSpec) -> str:
    nodes = [
        words.LINEAR_NODE.format(at=value_words(node.at, spec.unit), worth=worth_words(node.worth))
        for node in spec.nodes
    ]
    told = words.LINEAR.format(nodes=words.BAND_JOIN.join(nodes))
    if spec.per is not None and spec.partial != PRORATA:
        told += words.LINEAR_STEP.format(per=step_words(spec.per, spec.unit)) + words.PARTIAL[spec.partial]
    return told


def _target(spec: TargetSpec) -> str:
    template = words.TARGET_LOWER if spec.lower else words.TARGET
    told = template.format(target=value_words(spec.target, spec.unit), met=worth_words(spec.met))
    return told + beyond_words(spec.short, spec.extra, spec.unit, spec.lower)


def _levels(spec: LevelsSpec) -> str:
    told = [words.LEVEL.format(name=level.name, worth=worth_words(level.worth)) for level in spec.levels]
    return words.LEVELS.format(levels=words.SEPARATOR.join(told)) + _trim(spec.trim)


def _judgement(spec: JudgementSpec) -> str:
    high = words.JUDGEMENT_FULL if spec.maximum is None else words.JUDGEMENT_POINTS.format(points=plain(spec.maximum))
    told = words.JUDGEMENT.format(low=plain(spec.minimum), high=high)
    if spec.step is not None:
        told += words.JUDGEMENT_STEP.format(step=plain(spec.step))
    return told + _trim(spec.trim)


def _trim(trim: int) -> str:
    return words.TRIM.format(trim=trim) if trim else ""


def _per_point(spec: PerPointSpec) -> str:
    side = words.PER_POINT_SIDE["over" if spec.over else "under"]
    told = []
    for segment in spec.segments:
        line = side.format(at=value_words(segment.at, spec.unit))
        per = step_words(spec.per, spec.unit)
        told.append(words.PER_POINT_SEGMENT.format(line=line, per=per, step=plain(segment.step)))
    cap = "" if spec.cap is None else words.DEDUCT_CAP.format(cap=plain(spec.cap))
    return words.PER_POINT.format(segments=words.SEPARATOR.join(told)) + words.PARTIAL[spec.partial] + cap


def _count(spec: CountSpec) -> str:
    if spec.tariff is not None:
        told = tariff_words(spec.tariff)
    elif spec.items:
        told = words.SEPARATOR.join(
            words.COUNT_ITEM.format(name=item.name, per=step_words(item.per, item.subject.unit), step=plain(item.step))
            for item in spec.items
        )
    else:
        told = (
            words.COUNT.format(per=step_words(spec.per, spec.unit), step=plain(spec.step)) + words.PARTIAL[spec.partial]
        )
    if spec.divisor is not None:
        each = f"{plain(spec.divisor.each)}{spec.divisor.subject.unit}"
        told = words.COUNT_DIVIDED.format(name=spec.divisor.subject.name, each=each) + told
    if spec.base:
        told = words.COUNT_BASE.format(base=plain(spec.base)) + told
    return told if spec.cap is None else told + words.COUNT_CAP.format(cap=plain(spec.cap))


def tariff_words(tariff: Tariff) -> str:
    """What the rows of a list are worth."""
    levels = words.BAND_JOIN.join(
        words.TARIFF_LEVEL.format(name=name, points=plain(points)) for name, points in tariff.levels
    )
    other = "" if tariff.other is None else words.TARIFF_OTHER.format(points=plain(tariff.other))
    same = words.TARIFF_SAME[tariff.same].format(factor=plain(tariff.factor))
    return words.TARIFF.format(levels=levels, other=other, same=same)


def _imported(spec: ImportedSpec) -> str:
    return words.IMPORTED.format(zero=plain(spec.zero), full=plain(spec.full))


_TELLERS: dict[type, Callable[[Any], str]] = {
    DoneSpec: _done,
    ChecklistSpec: _checklist,
    DeductSpec: _deduct,
    BandsSpec: _bands,
    LinearSpec: _linear,
    TargetSpec: _target,
    LevelsSpec: _levels,
    JudgementSpec: _judgement,
    PerPointSpec: _per_point,
    CountSpec: _count,
    ImportedSpec: _imported,
    RankSpec: rank_words,
    RelativeSpec: relative_words,
    YearOnYearSpec: year_on_year_words,
    NormaliseSpec: normalise_words,
}
