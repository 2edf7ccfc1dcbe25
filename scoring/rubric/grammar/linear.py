"""`linear`: straight lines between points."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import LeafContext, plain_text
from scoring.rubric.grammar.parts import (
    FIGURE,
    PARTIAL,
    STEP,
    VALUED,
    WORTH_KEYS,
    Grammar,
    check_direction,
    complete,
    figure,
    part_key,
    shape,
    text_at,
    trend,
    unit_of,
    worth,
)
from scoring.rubric.rule_specs import FLOOR, ONE, PRORATA, ZERO, LinearNode, LinearSpec, Worth
from scoring.yaml_source import Mapping, Node, Sequence
from scoring.yaml_source.readers import complain_type
from scoring.yaml_source.shape import Fields, Key

_NODE = shape(Key("at", FIGURE, DOCS["at"], required=True), *WORTH_KEYS)
_SHAPE = shape(
    Key("zero", FIGURE, DOCS["zero"]),
    Key("full", FIGURE, DOCS["full"]),
    part_key("nodes"),
    Key("per", STEP, DOCS["per"]),
    Key("partial", PARTIAL, DOCS["partial"]),
)


def parse(node: Node | None, leaf: LeafContext) -> LinearSpec | None:
    """`{zero, full}`, or the nodes as a list, or `{nodes: […]}`; with `per` and `partial` in whole steps."""
    if isinstance(node, Sequence):
        return _with_nodes(node, None, leaf)
    if not isinstance(node, Mapping):
        if node is not None:
            complain_type("linear", node, "mapping", leaf.context.collector)
        return None
    fields = _SHAPE.read("linear", node, leaf.context.collector)
    if fields is None or not fields.complete or not _keys_fit(fields, leaf):
        return None
    if fields.has("nodes"):
        return _with_nodes(fields.at("nodes"), fields, leaf)
    zero, full = figure(fields, "zero", leaf, leaf.entry), figure(fields, "full", leaf, leaf.entry)
    if zero is None or full is None:
        return None
    if zero == full:
        leaf.context.error(
            "linear-same", fields.at("full"), one="zero", other="full", value=text_at(full, fields, "full")
        )
        return None
    check_direction(leaf, "up" if full > zero else "down", node, leaf.entry)
    ends = sorted([(zero, ZERO), (full, ONE)])
    nodes = tuple(LinearNode(at, Worth(share=share)) for at, share in ends)
    return _spec(nodes, fields, leaf, unit_of(leaf, fields.at("zero"), fields.at("full")))


def _keys_fit(fields: Fields, leaf: LeafContext) -> bool:
    """Whether the keys go together: nodes alone, or zero with full; partial with per."""
    for one in ("zero", "full"):
        if fields.has("nodes") and fields.has(one):
            leaf.context.error("keys-together", fields.key_at(one), one="nodes", other=one)
            return False
    needs = [("partial", "per"), ("zero", "full"), ("full", "zero")]
    for key, needed in needs:
        if fields.has(key) and not fields.has(needed):
            leaf.context.error("keys-without", fields.key_at(key), key=key, needed=needed)
            return False
    if not fields.has("nodes") and not fields.has("zero"):
        leaf.context.error("rule-arguments", fields.node, rule="linear", example="{linear: {zero: 80%, full: 100%}}")
        return False
    return True


def _spec(nodes: tuple[LinearNode, ...], fields: Fields | None, leaf: LeafContext, unit: str) -> LinearSpec | None:
    if fields is None or not fields.has("per"):
        return LinearSpec(nodes, unit=unit)
    per = figure(fields, "per", leaf, leaf.entry)
    if per is None:
        return None
    partial = fields.get("partial", FLOOR)
    return LinearSpec(nodes, None if partial == PRORATA else per, partial, unit)


def _with_nodes(node: Node, fields: Fields | None, leaf: LeafContext) -> LinearSpec | None:
    if not isinstance(node, Sequence):
        complain_type("nodes", node, "list", leaf.context.collector)
        return None
    if len(node.items) < 2:
        leaf.context.error("nodes-few", node)
        return None
    read = complete([_node(item, leaf) for item in node.items])
    if read is None:
        return None
    for (before, _), (after, at) in pairwise(read):
        if after.at <= before.at:
            words = {"value": text_at(after.at, at, "at"), "before": text_at(before.at, at, "at")}
            leaf.context.error("nodes-order", at.at("at"), **words)
            return None
    nodes = tuple(found for found, _ in read)
    _check_direction(nodes, node, leaf)
    return _spec(nodes, fields, leaf, unit_of(leaf, *(place.at("at") for _, place in read)))


def _node(node: Node, leaf: LeafContext) -> tuple[LinearNode, Fields] | None:
    fields = _NODE.read("linear", node, leaf.context.collector)
    if fields is None:
        return None
    earned = worth(fields, leaf)
    at = figure(fields, "at", leaf, leaf.entry)
    if earned is None or at is None or not fields.complete:
        return None
    if leaf.is_rate and at > 1:
        leaf.context.error("rate-percent", fields.at("at"), key="at", value=plain_text(at))
        return None
    return LinearNode(at, earned), fields


def _check_direction(nodes: tuple[LinearNode, ...], at: Node, leaf: LeafContext) -> None:
    earned = [node.worth.of(leaf.full_marks or Decimal(1)) for node in nodes]
    rises, falls = trend(earned)
    if rises != falls:
        check_direction(leaf, "up" if rises else "down", at, leaf.entry)


def _schema() -> dict[str, Any]:
    return {"anyOf": [{"$ref": "#/$defs/nodes"}, _SHAPE.schema()]}


def definitions() -> dict[str, Any]:
    """The parts of the schema that the rule refers to."""
    return {"nodes": {"type": "array", "items": _NODE.schema(), "minItems": 2}}


GRAMMAR = Grammar(parse, VALUED, _schema)
