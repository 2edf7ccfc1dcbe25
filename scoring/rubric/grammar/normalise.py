"""The rules that place a value on a scale or among its peers: goalposts, minmax, zscore, percentile, borda, distance."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import LeafContext
from scoring.rubric.grammar.parts import (
    FIGURE,
    STEP,
    VALUED,
    Grammar,
    check_bounds,
    figure,
    lower_of,
    shape,
    unit_of,
    worth_fits,
)
from scoring.rubric.readers import EarnedReader, WordOrNumber
from scoring.rubric.rule_specs import ONE, NormaliseSpec, Worth
from scoring.yaml_source import Node
from scoring.yaml_source.shape import Key

_GOALPOSTS = shape(Key("low", FIGURE, DOCS["low"], required=True), Key("high", FIGURE, DOCS["high"], required=True))
_MINMAX = shape(Key("constant", EarnedReader(), DOCS["constant"]))
_ZSCORE = shape(Key("limit", STEP, DOCS["limit"]))
_NOTHING = shape()
_REFERENCES = ("best", "mean")
_DISTANCE = shape(
    Key("to", WordOrNumber(_REFERENCES), DOCS["distance_to"], required=True), Key("span", STEP, DOCS["span"])
)


def _parse_goalposts(node: Node | None, leaf: LeafContext) -> NormaliseSpec | None:
    fields = None if node is None else _GOALPOSTS.read("goalposts", node, leaf.context.collector)
    if fields is None or not fields.complete:
        return None
    low, high = figure(fields, "low", leaf, leaf.entry), figure(fields, "high", leaf, leaf.entry)
    lower = lower_of(leaf)
    if low is None or high is None or lower is None or not check_bounds(fields, "low", "high", leaf):
        return None
    if low == high:
        leaf.context.error("linear-same", fields.at("high"), one="low", other="high", value=str(low))
        return None
    unit = unit_of(leaf, fields.at("low"), fields.at("high"))
    return NormaliseSpec("goalposts", lower, low, high, unit=unit)


def _parse_minmax(node: Node | None, leaf: LeafContext) -> NormaliseSpec | None:
    constant = Worth(share=ONE)
    if node is not None:
        fields = _MINMAX.read("minmax", node, leaf.context.collector)
        if fields is None or not fields.complete:
            return None
        constant = fields.get("constant", constant)
        if not worth_fits(constant, fields.at("constant"), leaf):
            return None
    lower = lower_of(leaf)
    if lower is None:
        return None
    leaf.context.warning("minmax-moves", leaf.place)
    return NormaliseSpec("minmax", lower, constant=constant, unit=unit_of(leaf))


def _parse_zscore(node: Node | None, leaf: LeafContext) -> NormaliseSpec | None:
    limit = Decimal(3)
    if node is not None:
        fields = _ZSCORE.read("zscore", node, leaf.context.collector)
        if fields is None or not fields.complete:
            return None
        limit = fields.get("limit", limit)
    lower = lower_of(leaf)
    return None if lower is None else NormaliseSpec("zscore", lower, limit=limit, unit=unit_of(leaf))


def _parse_percentile(node: Node | None, leaf: LeafContext) -> NormaliseSpec | None:
    return _bare("percentile", node, leaf)


def _parse_borda(node: Node | None, leaf: LeafContext) -> NormaliseSpec | None:
    return _bare("borda", node, leaf)


def _bare(method: str, node: Node | None, leaf: LeafContext) -> NormaliseSpec | None:
    if node is not None:
        fields = _NOTHING.read(method, node, leaf.context.collector)
        if fields is None or not fields.complete:
            return None
    lower = lower_of(leaf)
    return None if lower is None else NormaliseSpec(method, lower, unit=unit_of(leaf))


def _parse_distance(node: Node | None, leaf: LeafContext) -> NormaliseSpec | None:
    fields = None if node is None else _DISTANCE.read("distance", node, leaf.context.collector)
    if fields is None or not fields.complete:
        return None
    to = fields.get("to")
    span = figure(fields, "span", leaf, leaf.entry)
    if fields.has("span") and span is None:
        return None
    unit = unit_of(leaf, fields.at("to"), fields.at("span"))
    if isinstance(to, str):
        lower = lower_of(leaf) if to == "best" else False
        return None if lower is None else NormaliseSpec("distance", lower, to=to, span=span, unit=unit)
    reference = figure(fields, "to", leaf, leaf.entry)
    return None if reference is None else NormaliseSpec("distance", reference=reference, span=span, unit=unit)


def _schema_of(keys: Any) -> Any:
    return lambda: keys.schema()


GOALPOSTS = Grammar(_parse_goalposts, VALUED, _schema_of(_GOALPOSTS))
MINMAX = Grammar(_parse_minmax, VALUED, _schema_of(_MINMAX), bare=True)
ZSCORE = Grammar(_parse_zscore, VALUED, _schema_of(_ZSCORE), bare=True)
PERCENTILE = Grammar(_parse_percentile, VALUED, _schema_of(_NOTHING), bare=True)
BORDA = Grammar(_parse_borda, VALUED, _schema_of(_NOTHING), bare=True)
DISTANCE = Grammar(_parse_distance, VALUED, _schema_of(_DISTANCE))
