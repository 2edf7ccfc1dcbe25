"""`year_on_year`: against the unit's own last year."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import RATIO, LeafContext
from scoring.rubric.grammar.parts import (
    NONE_OR_MORE,
    STEP,
    STEPS,
    VALUED,
    Grammar,
    complete,
    figure,
    fits,
    lower_of,
    part_key,
    shape,
    steps_of,
    text_at,
    unit_of,
    worth_fits,
)
from scoring.rubric.readers import EarnedReader, Word
from scoring.rubric.rule_specs import ONE, PerStep, Stage, Worth, YearOnYearSpec
from scoring.yaml_source import Node, Sequence
from scoring.yaml_source.shape import Fields, Key

VALUE, GROWTH, RANK = "value", "growth", "rank"
_SHAPE = shape(
    Key("by", Word((VALUE, GROWTH, RANK)), DOCS["year_by"]),
    Key("base", EarnedReader(), DOCS["year_base"]),
    part_key("rise"),
    part_key("fall"),
)
_STAGE = shape(
    Key("from", STEP, DOCS["stage_from"], required=True),
    Key("points", NONE_OR_MORE, DOCS["stage_points"], required=True),
)


def parse(node: Node | None, leaf: LeafContext) -> YearOnYearSpec | None:
    """What a rise earns and a fall costs, by stages or per step."""
    if node is None:
        return None
    fields = _SHAPE.read("year_on_year", node, leaf.context.collector)
    if fields is None or not fields.complete:
        return None
    if not fields.has("rise") and not fields.has("fall"):
        example = "{year_on_year: {by: rank, fall: [{from: 5, points: 1}]}}"
        leaf.context.error("rule-arguments", fields.node, rule="year_on_year", example=example)
        return None
    by = fields.get("by", VALUE)
    unit = {GROWTH: RATIO, RANK: ""}.get(by, unit_of(leaf))
    rise, fall = _terms("rise", fields, leaf, by, unit), _terms("fall", fields, leaf, by, unit)
    lower = lower_of(leaf)
    base: Worth = fields.get("base", Worth(share=ONE))
    if rise is None or fall is None or lower is None or not worth_fits(base, fields.at("base"), leaf):
        return None
    return YearOnYearSpec(by, lower, base, rise, fall, unit_of(leaf))


def _terms(key: str, fields: Fields, leaf: LeafContext, by: str, unit: str) -> tuple[Stage, ...] | PerStep | None:
    if not fields.has(key):
        return ()
    node = fields.at(key)
    if not isinstance(node, Sequence):
        read = STEPS.read(key, node, leaf.context.collector)
        return None if read is None else steps_of(read, leaf, unit, leaf.entry if by == VALUE else None)
    if not node.items:
        leaf.context.error("rule-empty", node, rule=key)
        return None
    stages = complete([_stage(item, leaf, by) for item in node.items])
    if stages is None:
        return None
    for (before, _), (after, place) in pairwise(stages):
        if after.start <= before.start or after.points <= before.points:
            words = {"value": text_at(after.start, place, "from"), "before": text_at(before.start, place, "from")}
            leaf.context.error("stages-order", place.at("from"), **words)
            return None
    return tuple(stage for stage, _ in stages)


def _stage(node: Node, leaf: LeafContext, by: str) -> tuple[Stage, Fields] | None:
    fields = _STAGE.read("year_on_year", node, leaf.context.collector)
    if fields is None or not fields.complete:
        return None
    start: Decimal | None = figure(fields, "from", leaf, leaf.entry) if by == VALUE else fields.get("from")
    if start is None or not fits(fields.get("points"), fields.at("points"), leaf):
        return None
    return Stage(start, fields.get("points")), fields


def _schema() -> dict[str, Any]:
    return _SHAPE.schema()


def definitions() -> dict[str, Any]:
    """The parts of the schema that the rule refers to."""
    stages = {"type": "array", "items": _STAGE.schema(), "minItems": 1}
    either = {"anyOf": [stages, STEPS.schema()]}
    return {"rise": either, "fall": either}


GRAMMAR = Grammar(parse, VALUED, _schema)
