"""`target`: against a target."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.messages.rubric import DOCS
from scoring.rubric.context import LeafContext
from scoring.rubric.grammar.parts import (
    PARTIAL,
    STEP,
    Grammar,
    check_direction,
    figure,
    fits,
    part_key,
    shape,
    unit_of,
)
from scoring.rubric.readers import SHARE, Figure
from scoring.rubric.rule_specs import FLOOR, ONE, PerStep, TargetSpec, Worth
from scoring.rubric.types import MEASURE, REPORT, TABLE
from scoring.yaml_source import Node
from scoring.yaml_source.shape import Fields, Key

_ONE_POINT = Decimal("0.01")
_SHAPE = shape(
    Key("target", STEP, DOCS["target"], required=True),
    Key("met", Figure(SHARE), DOCS["met"]),
    part_key("extra"),
    part_key("short"),
)
_STEPS = shape(
    Key("step", STEP, DOCS["step"], required=True),
    Key("per", STEP, DOCS["per"]),
    Key("partial", PARTIAL, DOCS["partial"]),
    Key("cap", STEP, DOCS["cap"]),
)


def parse(node: Node | None, leaf: LeafContext) -> TargetSpec | None:
    """The target, what meeting it is worth, and what lies beyond and short of it."""
    if node is None:
        return None
    fields = _SHAPE.read("target", node, leaf.context.collector)
    if fields is None:
        return None
    target = figure(fields, "target", leaf, leaf.entry)
    extra, extra_fine = _steps("extra", fields, leaf)
    short, short_fine = _steps("short", fields, leaf)
    if target is None or not extra_fine or not short_fine or not fields.complete:
        return None
    check_direction(leaf, "up", fields.at("target"), leaf.entry)
    return TargetSpec(target, Worth(share=fields.get("met", ONE)), extra, short, unit_of(leaf, fields.at("target")))


def _steps(key: str, fields: Fields, leaf: LeafContext) -> tuple[PerStep | None, bool]:
    """The steps under `key` (None: not written), and whether they are in order."""
    if not fields.has(key):
        return None, True
    read = _STEPS.read(key, fields.at(key), leaf.context.collector)
    if read is None or not read.complete:
        return None, False
    within = [fits(read.get(name), read.at(name), leaf) for name in ("step", "cap") if read.has(name)]
    rate = unit_of(leaf, fields.at("target")) == "ratio"
    per = figure(read, "per", leaf, leaf.entry) if read.has("per") else (_ONE_POINT if rate else ONE)
    if per is None or not all(within):
        return None, False
    return PerStep(read.get("step"), per, read.get("partial", FLOOR), read.get("cap")), True


def _schema() -> dict[str, Any]:
    return _SHAPE.schema()


def definitions() -> dict[str, Any]:
    """The parts of the schema that the rule refers to."""
    return {"extra": _STEPS.schema(), "short": _STEPS.schema()}


GRAMMAR = Grammar(parse, (MEASURE, REPORT, TABLE), _schema)
