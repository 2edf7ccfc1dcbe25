"""Parts that the grammars of several rules share: lists, thresholds, what something is worth, the source of an item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeVar

from scoring.messages.rubric import DIRECTIONS, DOCS, DOES, HELP
from scoring.rubric import reserved
from scoring.rubric.aliases import ALIASES
from scoring.rubric.context import (
    FACT_SOURCES,
    LeafContext,
    number_text,
    percent_text,
    plain_text,
)
from scoring.rubric.readers import POSITIVE, SHARE, Figure, SubjectId
from scoring.rubric.rule_specs import PARTIALS, RuleSpec, Worth
from scoring.rubric.types import MEASURE, PRACTICE, REPORT
from scoring.vocabulary import Entry
from scoring.yaml_source import Mapping, Node, Scalar, Sequence
from scoring.yaml_source.readers import Choice, Number, Part, complain_type
from scoring.yaml_source.scalars import is_percent
from scoring.yaml_source.shape import Fields, Key, Shape

T = TypeVar("T")

FIGURE = Figure(Number(Decimal(0)))
STEP = Figure(POSITIVE)
RATIO = "ratio"
PARTIAL = Choice(PARTIALS)
WORTH_KEYS = (Key("share", Figure(SHARE), DOCS["share"]), Key("points", Figure(Number(Decimal(0))), DOCS["points"]))
SOURCE_KEYS = tuple(Key(source, SubjectId(source), DOCS[source]) for source in (MEASURE, PRACTICE, REPORT))


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one rule is written: `parse` reads its arguments (None: `rule: name` alone), `sources` are those it works with."""

    parse: Callable[[Node | None, LeafContext], RuleSpec | None]
    sources: tuple[str, ...]
    schema: Callable[[], dict[str, Any]]
    bare: bool = False


def shape(*keys: Key) -> Shape:
    """A shape of the rubric language: with its aliases and reserved keys."""
    return Shape(keys, reserved.KEYS, aliases=ALIASES)


def part_key(name: str, doc: str | None = None, required: bool = False) -> Key:
    return Key(name, Part(name), DOCS[doc or name], required)


def items(rule: str, key: str, node: Node | None, leaf: LeafContext) -> tuple[Node, ...] | None:
    """The items of a rule that is a list, or a mapping whose `key` is one. None, with a complaint, if there are none."""
    if isinstance(node, Mapping):
        fields = shape(part_key(key, required=True)).read(rule, node, leaf.context.collector)
        inner = fields.nodes.get(key) if fields is not None else None
        return None if inner is None else items(rule, key, inner, leaf)
    if not isinstance(node, Sequence):
        if node is not None:
            complain_type(rule, node, "list", leaf.context.collector)
        return None
    if not node.items:
        leaf.context.error("rule-empty", node, rule=rule)
        return None
    return node.items


def list_schema(key: str, item: dict[str, Any]) -> dict[str, Any]:
    """The schema of what `items` takes."""
    array = {"type": "array", "items": item, "minItems": 1}
    spellings = [key, *(alias for alias, name in ALIASES.items() if name == key)]
    wrapped = {
        "type": "object",
        "properties": dict.fromkeys(spellings, array),
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [array, wrapped]}


def complete(values: list[T | None]) -> tuple[T, ...] | None:
    """The values if none of them is missing."""
    found = tuple(value for value in values if value is not None)
    return found if len(found) == len(values) else None


def figure(fields: Fields, key: str, leaf: LeafContext, entry: Entry | None) -> Decimal | None:
    """The threshold under `key`, checked against what it is compared with: 95 for a rate is a slip for 95 %."""
    value: Decimal | None = fields.get(key)
    return None if value is None or not unit_fits(value, fields.at(key), key, leaf, entry) else value


def unit_fits(value: Decimal, node: Node, key: str, leaf: LeafContext, entry: Entry | None) -> bool:
    """Whether the number at `node` is a rate where `entry` is one, and none where it is none. Tables (None) take both."""
    if entry is None:
        return True
    percent = isinstance(node, Scalar) and is_percent(node.text)
    if entry.is_rate and value > 1 and not percent:
        leaf.context.error("rate-percent", node, key=key, value=plain_text(value))
        return False
    if percent and not entry.is_rate:
        words = {"subject": entry.name, "unit": entry.unit or "个"}
        leaf.context.error("rate-not", node, key=key, value=percent_text(value), **words)
        return False
    return True


def unit_of(leaf: LeafContext, *nodes: Node | None) -> str:
    """The unit of the criterion's values; for tables a ratio where a threshold is written as a percentage."""
    if leaf.entry is not None:
        return leaf.entry.unit
    return RATIO if any(isinstance(node, Scalar) and is_percent(node.text) for node in nodes) else ""


def worth(fields: Fields, leaf: LeafContext) -> Worth | None:
    """The one of `share` and `points` that is given."""
    context = leaf.context
    if fields.has("share") and fields.has("points"):
        context.error("worth-both", fields.key_at("points"))
        return None
    if not fields.has("share") and not fields.has("points"):
        context.error("worth-none", fields.node)
        return None
    points: Decimal | None = fields.get("points")
    if points is not None and not fits(points, fields.at("points"), leaf):
        return None
    share: Decimal | None = fields.get("share")
    return Worth(share, points) if share is not None or points is not None else None


def fits(points: Decimal, node: Node, leaf: LeafContext) -> bool:
    """Whether points are within the full marks; a complaint if not."""
    if leaf.full_marks is None or points <= leaf.full_marks:
        return True
    leaf.context.error("worth-over", node, points=plain_text(points), full=plain_text(leaf.full_marks))
    return False


def item_entry(fields: Fields, leaf: LeafContext) -> Entry | None:
    """What an item asks for: its own source, else the criterion's. None, with a complaint, if there is none."""
    context = leaf.context
    given = [source for source in FACT_SOURCES if fields.has(source)]
    if not given:
        if leaf.entry is None and not leaf.source:
            context.error("source-none", fields.node, help=HELP["source-none-item"])
        return leaf.entry
    source = context.source_of(fields, FACT_SOURCES)
    if source is None or fields.get(source) is None:
        return None
    return context.entry(source, fields.get(source), fields.at(source))


def check_direction(leaf: LeafContext, does: str, node: Node, entry: Entry | None) -> None:
    """Warns where a rule rewards the wrong side: `does` is up (more earns more) or down. `entry` is what the rule looks at."""
    own = entry is None or entry == leaf.entry
    direction = leaf.direction if own or entry is None else entry.direction
    name = entry.name if entry is not None else leaf.subject_name
    if direction in DIRECTIONS and direction != does:
        words = {"subject": name, "direction": DIRECTIONS[direction], "does": DOES[does], "other": does}
        leaf.context.warning("direction", node, **words)


def trend(earned: list[Decimal]) -> tuple[bool, bool]:
    """Whether a row of points rises anywhere, and whether it falls anywhere."""
    pairs = list(pairwise(earned))
    return any(lower < upper for lower, upper in pairs), any(lower > upper for lower, upper in pairs)


def check_bounds(fields: Fields, low_key: str, high_key: str, leaf: LeafContext) -> bool:
    """Whether the low bound is at most the high one; a complaint if not. True where one is absent."""
    low, high = fields.get(low_key), fields.get(high_key)
    if low is None or high is None or low <= high:
        return True
    words = {"low": text_at(low, fields, low_key), "high": text_at(high, fields, high_key)}
    leaf.context.error("bounds-order", fields.at(high_key), low_key=low_key, high_key=high_key, **words)
    return False


def text_at(value: Decimal, fields: Fields, key: str) -> str:
    return number_text(value, fields.at(key))
