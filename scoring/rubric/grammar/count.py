"""`count`: so much for every item, with a cap."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import LeafContext, subject_of
from scoring.rubric.grammar import tariff
from scoring.rubric.grammar.parts import (
    NONE_OR_MORE,
    PARTIAL,
    SOURCE_KEYS,
    STEP,
    Grammar,
    check_direction,
    complete,
    figure,
    fits,
    item_entry,
    item_source,
    one_step,
    part_key,
    shape,
    unit_of,
)
from scoring.rubric.rule_specs import FLOOR, ONE, PRORATA, ZERO, CountItem, CountSpec, Divisor, Subject, Tariff
from scoring.rubric.types import FORMULA, MEASURE, REPORT, TABLE
from scoring.yaml_source import Node, Sequence
from scoring.yaml_source.readers import Part, Text, complain_type
from scoring.yaml_source.shape import Fields, Key

_SHAPE = shape(
    Key("step", STEP, DOCS["count_step"]),
    Key("per", STEP, DOCS["per"]),
    Key("partial", PARTIAL, DOCS["partial"]),
    Key("cap", STEP, DOCS["cap"]),
    Key("base", NONE_OR_MORE, DOCS["count_base"]),
    part_key("divide_by"),
    Key("items", Part("count_items"), DOCS["count_items"]),
    part_key("tariff"),
)
_ITEM = shape(
    Key("name", Text(), DOCS["name"]),
    *SOURCE_KEYS,
    Key("step", STEP, DOCS["count_step"], required=True),
    Key("per", STEP, DOCS["per"]),
)
_DIVISOR = shape(*SOURCE_KEYS, Key("each", STEP, DOCS["each"]))
_ONE_OF = ("step", "items", "tariff")


def parse(node: Node | None, leaf: LeafContext) -> CountSpec | None:
    """`step` for the criterion's own value, `items` with sources of their own, or a `tariff` for the rows of a table."""
    if node is None:
        return None
    fields = _SHAPE.read("count", node, leaf.context.collector)
    if fields is None or not fields.complete or not _keys_fit(fields, leaf):
        return None
    for key in ("step", "cap", "base"):
        points: Decimal | None = fields.get(key)
        if points is not None and not fits(points, fields.at(key), leaf):
            return None
    charge, items, divisor = _tariff(fields, leaf), _items(fields, leaf), _divisor(fields, leaf)
    wanted = (("tariff", charge), ("items", items), ("divide_by", divisor))
    if any(fields.has(key) and found is None for key, found in wanted):
        return None
    per = figure(fields, "per", leaf, leaf.entry) if fields.has("per") else one_step(unit_of(leaf))
    if per is None:
        return None
    if fields.has("step"):
        check_direction(leaf, "up", fields.at("step"), leaf.entry)
    return CountSpec(
        fields.get("step", ZERO),
        per,
        # Things come in whole ones, shares of them (3.7 for every 10,000 persons) do not.
        fields.get("partial", FLOOR if divisor is None else PRORATA),
        fields.get("cap"),
        fields.get("base", ZERO),
        divisor,
        items or (),
        charge,
        unit_of(leaf),
    )


def _keys_fit(fields: Fields, leaf: LeafContext) -> bool:
    given = [key for key in _ONE_OF if fields.has(key)]
    if not given:
        leaf.context.error("rule-arguments", fields.node, rule="count", example="{count: {step: 0.5, cap: 3}}")
        return False
    if len(given) > 1:
        leaf.context.error("keys-together", fields.key_at(given[1]), one=given[0], other=given[1])
        return False
    for key in ("per", "divide_by"):
        if fields.has(key) and not fields.has("step"):
            leaf.context.error("keys-without", fields.key_at(key), key=key, needed="step")
            return False
    lists = leaf.source == TABLE and not leaf.column
    if fields.has("tariff") and not lists:
        leaf.context.error("tariff-list", fields.key_at("tariff"))
        return False
    if fields.has("step") and (lists or not leaf.source):
        leaf.context.error("table-column" if lists else "source-none", leaf.place)
        return False
    return True


def _tariff(fields: Fields, leaf: LeafContext) -> Tariff | None:
    return tariff.read_tariff(fields.at("tariff"), leaf) if fields.has("tariff") else None


def _items(fields: Fields, leaf: LeafContext) -> tuple[CountItem, ...] | None:
    if not fields.has("items"):
        return None
    node = fields.at("items")
    if not isinstance(node, Sequence):
        complain_type("items", node, "list", leaf.context.collector)
        return None
    if not node.items:
        leaf.context.error("rule-empty", node, rule="items")
        return None
    return complete([_item(item, leaf) for item in node.items])


def _item(node: Node, leaf: LeafContext) -> CountItem | None:
    fields = _ITEM.read("count", node, leaf.context.collector)
    if fields is None:
        return None
    entry = item_entry(fields, leaf)
    if entry is None or not fields.complete or not fits(fields.get("step"), fields.at("step"), leaf):
        return None
    per = figure(fields, "per", leaf, entry) if fields.has("per") else one_step(entry.unit)
    if per is None:
        return None
    return CountItem(fields.get("name", entry.name), subject_of(entry), fields.get("step"), per)


def _divisor(fields: Fields, leaf: LeafContext) -> Divisor | None:
    if not fields.has("divide_by"):
        return None
    read = _DIVISOR.read("divide_by", fields.at("divide_by"), leaf.context.collector)
    if read is None or not read.complete:
        return None
    entry = item_source(read, leaf)
    if entry is None:
        return None
    subject: Subject = subject_of(entry)
    return Divisor(subject, read.get("each", ONE))


def _schema() -> dict[str, Any]:
    return _SHAPE.schema()


def definitions() -> dict[str, Any]:
    """The parts of the schema that the rule refers to."""
    return {
        "count_items": {"type": "array", "items": _ITEM.schema(), "minItems": 1},
        "divide_by": _DIVISOR.schema(),
        **tariff.definitions(),
    }


GRAMMAR = Grammar(parse, (MEASURE, REPORT, TABLE, FORMULA), _schema)
