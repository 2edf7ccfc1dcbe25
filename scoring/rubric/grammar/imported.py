"""`imported`: another office's score, on its own scale."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import LeafContext
from scoring.rubric.grammar.parts import STEP, Grammar, shape, text_at
from scoring.rubric.readers import Figure
from scoring.rubric.rule_specs import ZERO, ImportedSpec
from scoring.rubric.types import TABLE
from scoring.yaml_source import Node
from scoring.yaml_source.readers import Number
from scoring.yaml_source.shape import Key

_SHAPE = shape(
    Key("full", STEP, DOCS["imported_full"], required=True), Key("zero", Figure(Number()), DOCS["imported_zero"])
)


def parse(node: Node | None, leaf: LeafContext) -> ImportedSpec | None:
    """The original scale: where its full marks lie, and its zero."""
    if node is None:
        return None
    fields = _SHAPE.read("imported", node, leaf.context.collector)
    if fields is None or not fields.complete:
        return None
    full: Decimal = fields.get("full")
    zero: Decimal = fields.get("zero", ZERO)
    if zero >= full:
        words = {"low": text_at(zero, fields, "zero"), "high": text_at(full, fields, "full")}
        leaf.context.error("bounds-order", fields.at("zero"), low_key="zero", high_key="full", **words)
        return None
    return ImportedSpec(full, zero)


def _schema() -> dict[str, Any]:
    return _SHAPE.schema()


GRAMMAR = Grammar(parse, (TABLE,), _schema)
