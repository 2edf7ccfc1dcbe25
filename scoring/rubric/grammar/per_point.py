"""`per_point`: so much off for every point under (or over) a line."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import LeafContext
from scoring.rubric.grammar.parts import (
    FIGURE,
    PARTIAL,
    STEP,
    VALUED,
    Grammar,
    check_direction,
    complete,
    figure,
    fits,
    one_step,
    shape,
    text_at,
    unit_of,
)
from scoring.rubric.rule_specs import OVER, PRORATA, UNDER, PerPointSpec, Segment
from scoring.yaml_source import Node, Sequence
from scoring.yaml_source.readers import Part, complain_type
from scoring.yaml_source.shape import Fields, Key

_SEGMENT = (
    Key(UNDER, FIGURE, DOCS["under"]),
    Key(OVER, FIGURE, DOCS["over"]),
    Key("step", STEP, DOCS["step"]),
)
_COMMON = (
    Key("per", STEP, DOCS["per"]),
    Key("partial", PARTIAL, DOCS["partial"]),
    Key("cap", STEP, DOCS["cap"]),
)
_SHAPE = shape(*_SEGMENT, *_COMMON, Key("segments", Part("segments"), DOCS["segments"]))
_PART = shape(*_SEGMENT)


def parse(node: Node | None, leaf: LeafContext) -> PerPointSpec | None:
    """One line with its step, or `segments` of them running outwards from where the loss begins."""
    if node is None:
        return None
    fields = _SHAPE.read("per_point", node, leaf.context.collector)
    if fields is None or not fields.complete:
        return None
    read = _segments(fields, leaf)
    if read is None:
        return None
    segments = tuple(segment for segment, _, _ in read)
    over = read[0][1] == OVER
    places = [place.at(when) for _, when, place in read]
    per = figure(fields, "per", leaf, leaf.entry) if fields.has("per") else one_step(unit_of(leaf, *places))
    cap: Decimal | None = fields.get("cap")
    if per is None or (cap is not None and not fits(cap, fields.at("cap"), leaf)):
        return None
    check_direction(leaf, "down" if over else "up", places[0], leaf.entry)
    return PerPointSpec(segments, over, per, fields.get("partial", PRORATA), cap, unit_of(leaf, *places))


def _segments(fields: Fields, leaf: LeafContext) -> tuple[tuple[Segment, str, Fields], ...] | None:
    """Each segment, its side (under or over) and where it is written."""
    node = fields.nodes.get("segments")
    if node is None:
        one = _segment(fields, leaf)
        return None if one is None else (one,)
    for key in (UNDER, OVER, "step"):
        if fields.has(key):
            leaf.context.error("keys-together", fields.key_at(key), one="segments", other=key)
            return None
    if not isinstance(node, Sequence):
        complain_type("segments", node, "list", leaf.context.collector)
        return None
    if not node.items:
        leaf.context.error("rule-empty", node, rule="segments")
        return None
    parts = [_PART.read("segments", item, leaf.context.collector) for item in node.items]
    read = complete([None if part is None or not part.complete else _segment(part, leaf) for part in parts])
    if read is None:
        return None
    for (before, side, first), (after, other, place) in pairwise(read):
        outwards = after.at > before.at if side == OVER else after.at < before.at
        if side != other or not outwards:
            words = {"value": text_at(after.at, place, other), "before": text_at(before.at, first, side)}
            leaf.context.error("segments-order", place.at(other), **words)
            return None
    return read


def _segment(fields: Fields, leaf: LeafContext) -> tuple[Segment, str, Fields] | None:
    given = [key for key in (UNDER, OVER) if fields.has(key)]
    if len(given) != 1 or not fields.has("step"):
        example = "{per_point: {under: 95%, step: 0.5}}"
        leaf.context.error("rule-arguments", fields.node, rule="per_point", example=example)
        return None
    at = figure(fields, given[0], leaf, leaf.entry)
    step: Decimal = fields.get("step")
    if at is None or not fits(step, fields.at("step"), leaf):
        return None
    return Segment(at, step), given[0], fields


def _schema() -> dict[str, Any]:
    return _SHAPE.schema()


def definitions() -> dict[str, Any]:
    """The parts of the schema that the rule refers to."""
    return {"segments": {"type": "array", "items": _PART.schema(), "minItems": 1}}


GRAMMAR = Grammar(parse, VALUED, _schema)
