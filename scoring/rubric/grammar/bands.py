"""`bands`: steps with stated ends. Every value from 0 on belongs to exactly one band."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from scoring.messages.rubric import DIRECTIONS, HELP, UNREACHABLE_NEGATIVE, UNREACHABLE_RATE
from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import RATIO, LeafContext, percent_text, plain_text
from scoring.rubric.grammar.parts import (
    FIGURE,
    VALUED,
    WORTH_KEYS,
    Grammar,
    check_direction,
    complete,
    figure,
    items,
    list_schema,
    shape,
    trend,
    unit_of,
    worth,
)
from scoring.rubric.rule_specs import Band, BandsSpec
from scoring.yaml_source import Node
from scoring.yaml_source.readers import Text
from scoring.yaml_source.shape import Fields, Key

_MONEY = "元"
_BAND = shape(
    Key("name", Text(), DOCS["name"]),
    *(Key(key, FIGURE, DOCS[key]) for key in ("from", "above", "to", "below")),
    *WORTH_KEYS,
)


@dataclass(frozen=True, slots=True)
class _Read:
    """A band and where it is written."""

    band: Band
    node: Node


def parse(node: Node | None, leaf: LeafContext) -> BandsSpec | None:
    """The bands in rising order. Overlaps, gaps, empty and unreachable bands and mixed order are errors."""
    nodes = items("bands", "bands", node, leaf)
    if nodes is None:
        return None
    read = [_read(item, leaf) for item in nodes]
    unit = unit_of(leaf, *(place for found in read if found for place in found[1]))
    found = complete([None if pair is None else pair[0] for pair in read])
    if found is None:
        return None
    rising = sorted(found, key=lambda item: _low_order(item.band))
    if _is_whole(leaf):
        rising = _join_whole_numbers(rising)
    fine = [_check_pair(lower, upper, leaf, unit) for lower, upper in pairwise(rising)]
    fine += [_check_first(rising[0], leaf, unit), _check_last(rising[-1], leaf, unit)]
    if not all(fine) or not _check_order(found, leaf):
        return None
    _check_direction(rising, leaf)
    bands = [item.band for item in rising]
    # A rate above 100 % (more closed than received) counts as the best that is written.
    bands[-1] = replace(bands[-1], high=None, high_in=False)
    return BandsSpec(tuple(bands), unit)


def _read(node: Node, leaf: LeafContext) -> tuple[_Read, tuple[Node, ...]] | None:
    fields = _BAND.read("bands", node, leaf.context.collector)
    if fields is None:
        return None
    low, high = _end(fields, "from", "above", leaf), _end(fields, "to", "below", leaf)
    earned = worth(fields, leaf)
    if low is None or high is None or earned is None or not fields.complete:
        return None
    band = Band(low[0], high[0], earned, low[1], high[1], fields.get("name", ""))
    if not _check_reachable(band, fields, leaf):
        return None
    ends = tuple(fields.nodes[key] for key in ("from", "above", "to", "below") if fields.has(key))
    return _Read(band, fields.node), ends


def _end(fields: Fields, included: str, excluded: str, leaf: LeafContext) -> tuple[Decimal | None, bool] | None:
    """One end: its value (None = open) and whether it belongs to the band. None, with a complaint, if it is wrong."""
    if fields.has(included) and fields.has(excluded):
        leaf.context.error("ends-both", fields.key_at(excluded), one=included, other=excluded)
        return None
    for key in (included, excluded):
        if fields.has(key):
            value = figure(fields, key, leaf, leaf.entry)
            return None if value is None else (value, key == included)
    return None, False


def _check_reachable(band: Band, fields: Fields, leaf: LeafContext) -> bool:
    reason = ""
    if leaf.is_rate and band.low is not None and (band.low > 1 or (band.low == 1 and not band.low_in)):
        reason = UNREACHABLE_RATE
    elif band.high == 0 and not band.high_in:
        reason = UNREACHABLE_NEGATIVE
    if reason:
        leaf.context.error("bands-unreachable", fields.node, reason=reason)
        return False
    if band.low is None or band.high is None or band.low < band.high:
        return True
    if band.low == band.high and band.low_in and band.high_in:
        return True
    unit = unit_of(leaf, fields.at("from"), fields.at("above"), fields.at("to"), fields.at("below"))
    leaf.context.error("bands-empty", fields.node, low=_number(band.low, unit), high=_number(band.high, unit))
    return False


def _low_order(band: Band) -> tuple[bool, Decimal, bool]:
    return (band.low is not None, band.low or Decimal(0), not band.low_in)


def _is_whole(leaf: LeafContext) -> bool:
    return leaf.entry is not None and not leaf.entry.is_rate and leaf.entry.unit != _MONEY


def _join_whole_numbers(rising: list[_Read]) -> list[_Read]:
    """0–4 and 5–9 leave no gap where only whole numbers occur: the lower band runs up to the next one."""
    joined = list(rising)
    for index, (lower, upper) in enumerate(pairwise(rising)):
        high, low = lower.band.high, upper.band.low
        if high is None or low is None or not (lower.band.high_in and upper.band.low_in):
            continue
        if low - high == 1 and high == high.to_integral_value():
            joined[index] = replace(lower, band=replace(lower.band, high=low, high_in=False))
    return joined


def _check_pair(lower: _Read, upper: _Read, leaf: LeafContext, unit: str) -> bool:
    high, low = lower.band.high, upper.band.low
    later, earlier = sorted((lower, upper), key=lambda item: (item.node.line, item.node.column), reverse=True)
    if high is None or low is None or high > low or (high == low and lower.band.high_in and upper.band.low_in):
        shared = _span(low, high if high is None or upper.band.high is None else min(high, upper.band.high), unit)
        leaf.context.error("bands-overlap", later.node, span=shared, line=earlier.node.line)
        return False
    if high == low and (lower.band.high_in or upper.band.low_in):
        return True
    missing = Band(high, low, lower.band.worth, not lower.band.high_in, not upper.band.low_in)
    return _gap(missing, later, leaf, unit)


def _check_first(first: _Read, leaf: LeafContext, unit: str) -> bool:
    low = first.band.low
    if low is None or (low == 0 and first.band.low_in):
        return True
    return _gap(Band(None, low, first.band.worth, False, not first.band.low_in), first, leaf, unit)


def _check_last(last: _Read, leaf: LeafContext, unit: str) -> bool:
    high = last.band.high
    if high is None or (unit == RATIO and (high > 1 or (high == 1 and last.band.high_in))):
        return True
    return _gap(Band(high, None, last.band.worth, not last.band.high_in, False), last, leaf, unit)


def _gap(missing: Band, at: _Read, leaf: LeafContext, unit: str) -> bool:
    written = []
    if missing.low is not None:
        written.append(f"{'from' if missing.low_in else 'above'}: {_number(missing.low, unit)}")
    if missing.high is not None:
        written.append(f"{'to' if missing.high_in else 'below'}: {_number(missing.high, unit)}")
    help = HELP["bands-gap"].format(band=f"{{{', '.join(written)}, points: 0}}")
    leaf.context.error("bands-gap", at.node, help, span=_span(missing.low, missing.high, unit, missing))
    return False


def _span(low: Decimal | None, high: Decimal | None, unit: str, band: Band | None = None) -> str:
    if low is not None and low == high:
        return _number(low, unit)
    if low is None and high is None:
        return "全部数值"
    if low is None:
        assert high is not None
        return f"{'不超过' if band is not None and band.high_in else '低于'} {_number(high, unit)}"
    if high is None:
        return f"{'不低于' if band is None or band.low_in else '超过'} {_number(low, unit)}"
    return f"{_number(low, unit)} 到 {_number(high, unit)}"


def _check_order(written: tuple[_Read, ...], leaf: LeafContext) -> bool:
    orders = [_low_order(item.band) for item in written]
    if orders in (sorted(orders), sorted(orders, reverse=True)):
        return True
    falling = orders[0] > orders[1]
    wrong = next(i for i in range(1, len(orders)) if (orders[i - 1] > orders[i]) != falling)
    leaf.context.error("bands-order", written[wrong].node)
    return False


def _check_direction(rising: list[_Read], leaf: LeafContext) -> None:
    """Warns where a better value earns less."""
    full = leaf.full_marks or Decimal(1)
    earned = [item.band.worth.of(full) for item in rising]
    rises, falls = trend(earned)
    if rises != falls:
        check_direction(leaf, "up" if rises else "down", rising[0].node, leaf.entry)
        return
    if not rises or leaf.direction not in DIRECTIONS:
        return
    for index in range(1, len(rising)):
        worse = earned[index] < earned[index - 1] if leaf.direction == "up" else earned[index] > earned[index - 1]
        if worse:
            words = {"subject": leaf.subject_name, "direction": DIRECTIONS[leaf.direction]}
            words |= {"worth": plain_text(earned[index]), "other": plain_text(earned[index - 1])}
            leaf.context.warning("bands-uneven", rising[index].node, **words)


def _number(value: Decimal, unit: str) -> str:
    return percent_text(value) if unit == RATIO else plain_text(value)


def _schema() -> dict[str, Any]:
    return list_schema("bands", _BAND.schema())


GRAMMAR = Grammar(parse, VALUED, _schema)
