"""Parts of rules in words: values, ranges, what something is worth, steps."""

from __future__ import annotations

from decimal import Decimal

from scoring.messages import rules_in_words as words
from scoring.rubric.rule_specs import PerStep, Worth
from scoring.tables.format import plain, share_text

_ONE = Decimal(1)


def range_words(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    if low is None and high is None:
        return words.ANY_VALUE
    if low is None:
        return words.AT_MOST.format(high=value_words(high, unit))
    if high is None:
        return words.AT_LEAST.format(low=value_words(low, unit))
    template = words.EXACTLY if low == high else words.BETWEEN
    return template.format(low=value_words(low, unit), high=value_words(high, unit))


def worth_words(worth: Worth) -> str:
    if worth.points is not None:
        return words.WORTH_POINTS.format(points=plain(worth.points))
    if worth.share == _ONE:
        return words.WORTH_FULL
    return words.WORTH_SHARE.format(share=share_text(worth.share)) if worth.share else words.WORTH_NONE


def value_words(value: Decimal | None, unit: str) -> str:
    if value is None:
        return ""
    return share_text(value) if unit == "ratio" else f"{plain(value)}{unit}"


def step_words(value: Decimal, unit: str) -> str:
    """A difference of values; of rates in percentage points."""
    return words.PERCENT_POINTS.format(points=plain(value * 100)) if unit == "ratio" else f"{plain(value)}{unit}"


def per_step_words(template: str, step: PerStep, unit: str) -> str:
    cap = "" if step.cap is None else words.TARGET_CAP.format(cap=plain(step.cap))
    return template.format(per=step_words(step.per, unit), step=plain(step.step), cap=words.PARTIAL[step.partial] + cap)


def beyond_words(short: PerStep | None, extra: PerStep | None, unit: str, lower: bool = False) -> str:
    """What lies short of a target and beyond it."""
    turned = words.BEYOND_LOWER if lower else words.BEYOND
    told = turned["prorata"] if short is None else per_step_words(turned["short"], short, unit)
    return told if extra is None else told + per_step_words(turned["extra"], extra, unit)
