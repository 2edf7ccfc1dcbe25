"""`relative`: against the best, the mean, the median, or last year's mean of the group."""

from __future__ import annotations

from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.aliases import spelt
from scoring.rubric.context import LeafContext
from scoring.rubric.grammar.parts import VALUED, Grammar, lower_of, part_key, shape, steps_under, unit_of
from scoring.rubric.readers import SHARE, Figure, Word
from scoring.rubric.rule_specs import ONE, RelativeSpec, Worth
from scoring.yaml_source import Node, Scalar
from scoring.yaml_source.shape import Key

REFERENCES = ("best", "mean", "median", "last_mean")
_SHAPE = shape(
    Key("to", Word(REFERENCES), DOCS["relative_to"], required=True),
    Key("met", Figure(SHARE), DOCS["met"]),
    part_key("extra"),
    part_key("short"),
)


def parse(node: Node | None, leaf: LeafContext) -> RelativeSpec | None:
    """`relative: best` alone is pro rata to the best; otherwise the keys of `target` with `to` in place of the target."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        to = Word(REFERENCES).read("relative", node, leaf.context.collector)
        lower = None if to is None else lower_of(leaf)
        return None if to is None or lower is None else RelativeSpec(to, lower, unit=unit_of(leaf))
    fields = _SHAPE.read("relative", node, leaf.context.collector)
    if fields is None:
        return None
    extra, extra_fine = steps_under("extra", fields, leaf, unit_of(leaf))
    short, short_fine = steps_under("short", fields, leaf, unit_of(leaf))
    lower = lower_of(leaf)
    if lower is None or not extra_fine or not short_fine or not fields.complete:
        return None
    return RelativeSpec(fields.get("to"), lower, Worth(share=fields.get("met", ONE)), extra, short, unit_of(leaf))


def _schema() -> dict[str, Any]:
    return {"anyOf": [{"enum": list(spelt(REFERENCES))}, _SHAPE.schema()]}


GRAMMAR = Grammar(parse, VALUED, _schema)
