"""`judgement`: a person gives points within a range."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import LeafContext, plain_text
from scoring.rubric.grammar.parts import FIGURE, STEP, Grammar, shape
from scoring.rubric.rule_specs import ZERO, JudgementSpec
from scoring.rubric.types import JUDGEMENT
from scoring.yaml_source import Node
from scoring.yaml_source.readers import Integer
from scoring.yaml_source.shape import Key

_SHAPE = shape(
    Key("min", FIGURE, DOCS["min"]),
    Key("max", FIGURE, DOCS["max"]),
    Key("step", STEP, DOCS["step_points"]),
    Key("trim", Integer(1, 9), DOCS["trim"]),
)


def parse(node: Node | None, leaf: LeafContext) -> JudgementSpec | None:
    """The range, within 0 and the full marks; alone it is that whole range."""
    if node is None:
        return JudgementSpec()
    fields = _SHAPE.read("judgement", node, leaf.context.collector)
    if fields is None or not fields.complete:
        return None
    low: Decimal = fields.get("min", ZERO)
    high: Decimal | None = fields.get("max")
    full = leaf.full_marks
    top = high if high is not None else full
    if full is not None and top is not None and max(low, top) > full:
        words = {"low": plain_text(low), "high": plain_text(top), "full": plain_text(full)}
        leaf.context.error("judgement-range", fields.at("max" if top > full else "min"), **words)
        return None
    if top is not None and low >= top:
        leaf.context.error("judgement-order", fields.at("min"), low=plain_text(low), high=plain_text(top))
        return None
    return JudgementSpec(low, high, fields.get("step"), fields.get("trim", 0))


def _schema() -> dict[str, Any]:
    return _SHAPE.schema()


GRAMMAR = Grammar(parse, (JUDGEMENT,), _schema, bare=True)
