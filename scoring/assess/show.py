"""Values as people read them: 88.73%, 98%以上, 63件."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from scoring.measures.facts import Fact
from scoring.messages.assess import APPROXIMATIONS, VALUES
from scoring.rules.inputs import exact

RATIO = "ratio"
YES_NO = "有无"


def plain(value: Decimal | float, places: int = 4) -> str:
    """A number without exponent or trailing zeros, rounded half up to `places`: 63, 0.5."""
    rounded = exact(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = format(rounded, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def number(value: float | Decimal, unit: str) -> str:
    """A value in its unit: a rate in percent with at most two decimals, a yes or no in words, a count with its classifier."""
    if unit == RATIO:
        return f"{plain(exact(value) * 100, 2)}%"
    if unit == YES_NO:
        return VALUES["yes"] if value else VALUES["no"]
    return f"{plain(value)}{unit}"


def shown(fact: Fact) -> str:
    """The fact's value with the words for its exactness."""
    value = number(fact.value, fact.value_unit)
    if fact.approx == "range" and fact.low is not None and fact.high is not None:
        low, high = number(fact.low, fact.value_unit), number(fact.high, fact.value_unit)
        return APPROXIMATIONS["range"].format(low=low, high=high)
    template = APPROXIMATIONS.get(fact.approx, APPROXIMATIONS["exact"])
    return template.format(value=value, low=value, high=value)


def named(fact: Fact, names: Mapping[str, str]) -> str:
    """`name value` of a fact; a practice is its name alone."""
    name = names.get(fact.measure, fact.measure)
    return name if fact.kind == "practice" else f"{name}{shown(fact)}"


def listed(facts: Iterable[Fact]) -> str:
    """Parts with their values: 县级6个、镇级14个."""
    return "、".join(f"{fact.scope}{shown(fact)}" for fact in facts)


def percent(share: Decimal) -> str:
    return f"{plain(share * 100, 2)}%"
