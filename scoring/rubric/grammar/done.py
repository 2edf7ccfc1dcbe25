"""`done`: reached or not."""

from __future__ import annotations

from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import LeafContext
from scoring.rubric.grammar.parts import FIGURE, VALUED, Grammar, check_bounds, check_direction, figure, shape, unit_of
from scoring.rubric.rule_specs import ONE, DoneSpec
from scoring.rubric.types import PRACTICE
from scoring.yaml_source import Node
from scoring.yaml_source.readers import listed
from scoring.yaml_source.shape import Key

_SHAPE = shape(Key("at_least", FIGURE, DOCS["at_least"]), Key("at_most", FIGURE, DOCS["at_most"]))
_KEYS = ("at_least", "at_most")


def parse(node: Node | None, leaf: LeafContext) -> DoneSpec | None:
    """Without a bound it is "at least 1", which says nothing about a rate: a rate needs a bound."""
    if node is None:
        return None if _needs_line(leaf) else DoneSpec(unit=unit_of(leaf))
    fields = _SHAPE.read("done", node, leaf.context.collector)
    if fields is None or not fields.complete:
        return None
    at_least = figure(fields, "at_least", leaf, leaf.entry)
    at_most = figure(fields, "at_most", leaf, leaf.entry)
    if any(fields.has(key) and value is None for key, value in zip(_KEYS, (at_least, at_most), strict=True)):
        return None
    if at_least is None and at_most is None:
        if _needs_line(leaf, node):
            return None
        at_least = ONE
    if not check_bounds(fields, "at_least", "at_most", leaf):
        return None
    if at_least is None or at_most is None:
        check_direction(leaf, "down" if at_least is None else "up", node, leaf.entry)
    return DoneSpec(at_least, at_most, unit_of(leaf, fields.at("at_least"), fields.at("at_most")))


def _needs_line(leaf: LeafContext, node: Node | None = None) -> bool:
    if not leaf.is_rate:
        return False
    leaf.context.error("line-missing", node or leaf.place, subject=leaf.subject_name, keys=listed(_KEYS))
    return True


def _schema() -> dict[str, Any]:
    return _SHAPE.schema()


GRAMMAR = Grammar(parse, (*VALUED, PRACTICE), _schema, bare=True)
