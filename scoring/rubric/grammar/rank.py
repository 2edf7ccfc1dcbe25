"""`rank`: points by place in the group."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import LeafContext
from scoring.rubric.grammar.parts import STEP, VALUED, Grammar, fits, lower_of, shape, unit_of, worth_fits
from scoring.rubric.readers import EarnedReader, Word
from scoring.rubric.rule_specs import ONE, ZERO, RankSpec, Worth
from scoring.yaml_source import Node
from scoring.yaml_source.readers import ListOf
from scoring.yaml_source.shape import Fields, Key

TIES = ("min", "max", "average")
_SHAPE = shape(
    Key("places", ListOf(EarnedReader(), repeats=True), DOCS["rank_places"]),
    Key("step", STEP, DOCS["rank_step"]),
    Key("rest", EarnedReader(), DOCS["rest"]),
    Key("last", ListOf(EarnedReader(), repeats=True), DOCS["last"]),
    Key("ties", Word(TIES), DOCS["rank_ties"]),
)


def parse(node: Node | None, leaf: LeafContext) -> RankSpec | None:
    """Points for the first places, for the last ones, for the rest; or so much off per place."""
    if node is None:
        return None
    fields = _SHAPE.read("rank", node, leaf.context.collector)
    if fields is None or not fields.complete:
        return None
    places: tuple[Worth, ...] = fields.get("places", ())
    last: tuple[Worth, ...] = fields.get("last", ())
    step: Decimal | None = fields.get("step")
    if not places and not last and step is None:
        leaf.context.error("rule-arguments", fields.node, rule="rank", example="{rank: {step: 0.5}}")
        return None
    if step is not None and fields.has("rest"):
        leaf.context.error("keys-together", fields.key_at("rest"), one="step", other="rest")
        return None
    lower = lower_of(leaf)
    if lower is None or not _fine(places, last, step, fields, leaf):
        return None
    # Where only the last places are named, everybody else has full marks.
    rest = fields.get("rest", Worth(share=ONE if not places else ZERO))
    return RankSpec(lower, places, step, rest, last, fields.get("ties", "min"), unit_of(leaf))


def _fine(
    places: tuple[Worth, ...], last: tuple[Worth, ...], step: Decimal | None, fields: Fields, leaf: LeafContext
) -> bool:
    for key, worths in (("places", places), ("last", last), ("rest", (fields.get("rest"),))):
        for worth in worths:
            if worth is not None and not worth_fits(worth, fields.at(key), leaf):
                return False
    if step is not None and not fits(step, fields.at("step"), leaf):
        return False
    full = leaf.full_marks or Decimal(1)
    for better, worse in pairwise(places):
        if worse.of(full) > better.of(full):
            leaf.context.error("places-order", fields.at("places"))
            return False
    return True


def _schema() -> dict[str, Any]:
    return _SHAPE.schema()


GRAMMAR = Grammar(parse, VALUED, _schema)
