"""`target`: against a target."""

from __future__ import annotations

from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import LeafContext
from scoring.rubric.grammar.parts import (
    STEP,
    STEPS,
    VALUED,
    Grammar,
    figure,
    part_key,
    shape,
    steps_under,
    unit_of,
)
from scoring.rubric.readers import SHARE, Figure
from scoring.rubric.rule_specs import ONE, TargetSpec, Worth
from scoring.yaml_source import Node
from scoring.yaml_source.shape import Key

_SHAPE = shape(
    Key("target", STEP, DOCS["target"], required=True),
    Key("met", Figure(SHARE), DOCS["met"]),
    part_key("extra"),
    part_key("short"),
)


def parse(node: Node | None, leaf: LeafContext) -> TargetSpec | None:
    """The target, what meeting it is worth, and what lies beyond and short of it. Where small values are good, beyond is below."""
    if node is None:
        return None
    fields = _SHAPE.read("target", node, leaf.context.collector)
    if fields is None:
        return None
    target = figure(fields, "target", leaf, leaf.entry)
    unit = unit_of(leaf, fields.at("target"))
    extra, extra_fine = steps_under("extra", fields, leaf, unit)
    short, short_fine = steps_under("short", fields, leaf, unit)
    if target is None or not extra_fine or not short_fine or not fields.complete:
        return None
    met = Worth(share=fields.get("met", ONE))
    return TargetSpec(target, met, extra, short, unit, leaf.direction == "down")


def _schema() -> dict[str, Any]:
    return _SHAPE.schema()


def definitions() -> dict[str, Any]:
    """The parts of the schema that the rule refers to."""
    return {"extra": STEPS.schema(), "short": STEPS.schema()}


GRAMMAR = Grammar(parse, VALUED, _schema)
