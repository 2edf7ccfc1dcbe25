"""What the rows of a list are worth: the part that `count` and `deduct` share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import LeafContext, plain_text
from scoring.rubric.grammar.parts import NONE_OR_MORE, shape
from scoring.rubric.readers import Word
from scoring.rubric.rule_specs import DOUBLE, EACH, ONCE, Tariff
from scoring.yaml_source import Mapping, Node
from scoring.yaml_source.readers import Part, Text, complain_type
from scoring.yaml_source.shape import Key

LEVEL, MATTER, TIMES = "级别", "事项", "次数"
_SHAPE = shape(
    Key("levels", Part("tariff_levels"), DOCS["tariff_levels"], required=True),
    Key("level", Text(), DOCS["tariff_level"]),
    Key("matter", Text(), DOCS["tariff_matter"]),
    Key("times", Text(), DOCS["tariff_times"]),
    Key("same", Word((ONCE, EACH, DOUBLE)), DOCS["tariff_same"]),
    Key("factor", NONE_OR_MORE, DOCS["tariff_factor"]),
    Key("other", NONE_OR_MORE, DOCS["tariff_other"]),
)


def read_tariff(node: Node, leaf: LeafContext) -> Tariff | None:
    """The tariff at `node`; None, with complaints, if it is wrong."""
    fields = _SHAPE.read("tariff", node, leaf.context.collector)
    if fields is None or not fields.complete:
        return None
    if fields.has("factor") and fields.get("same", ONCE) != DOUBLE:
        leaf.context.error("keys-without", fields.key_at("factor"), key="factor", needed="same: double")
        return None
    levels = _levels(fields.at("levels"), leaf)
    if levels is None:
        return None
    return Tariff(
        levels,
        fields.get("level", LEVEL),
        fields.get("matter", MATTER),
        fields.get("times", TIMES),
        fields.get("same", ONCE),
        fields.get("factor", Decimal(2)),
        fields.get("other"),
    )


def _levels(node: Node, leaf: LeafContext) -> tuple[tuple[str, Decimal], ...] | None:
    if not isinstance(node, Mapping):
        complain_type("levels", node, "mapping", leaf.context.collector)
        return None
    if not node.entries:
        leaf.context.error("rule-empty", node, rule="levels")
        return None
    found = []
    for key, value in node.entries:
        points = NONE_OR_MORE.read(key.text, value, leaf.context.collector)
        if points is None:
            return None
        if leaf.full_marks is not None and points > leaf.full_marks:
            words = {"points": plain_text(points), "full": plain_text(leaf.full_marks)}
            leaf.context.error("worth-over", value, **words)
            return None
        found.append((key.text, points))
    return tuple(found)


def definitions() -> dict[str, Any]:
    """The parts of the schema that tariffs consist of."""
    prices = {"type": "object", "additionalProperties": NONE_OR_MORE.schema(), "minProperties": 1}
    return {"tariff": _SHAPE.schema(), "tariff_levels": prices}
