"""`checklist`: conditions that each earn their part."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import LeafContext, percent_text, plain_text, subject_of
from scoring.rubric.grammar.parts import (
    FIGURE,
    JUDGED_KEYS,
    SOURCE_KEYS,
    WORTH_KEYS,
    Grammar,
    check_bounds,
    check_direction,
    complete,
    figure,
    item_entry,
    items,
    list_schema,
    shape,
    worth,
)
from scoring.rubric.rule_specs import ONE, ChecklistItem, ChecklistSpec, Worth
from scoring.rubric.types import MEASURE, PRACTICE, REPORT, TABLE
from scoring.vocabulary import Entry
from scoring.yaml_source import Node
from scoring.yaml_source.readers import Text, listed
from scoring.yaml_source.shape import Fields, Key

_ITEM = shape(
    Key("name", Text(), DOCS["name"]),
    *SOURCE_KEYS,
    *JUDGED_KEYS,
    *WORTH_KEYS,
    Key("at_least", FIGURE, DOCS["at_least"]),
    Key("at_most", FIGURE, DOCS["at_most"]),
)
_LINES = ("at_least", "at_most")


def parse(node: Node | None, leaf: LeafContext) -> ChecklistSpec | None:
    """The items; their shares add up to 100 %, or their points to the full marks."""
    nodes = items("checklist", "items", node, leaf)
    if node is None or nodes is None:
        return None
    read = [_item(item, leaf, number) for number, item in enumerate(nodes, 1)]
    found = complete(read)
    if found is None:
        return None
    parts = [part for _, part in found]
    if len({part.points is None for part in parts}) > 1:
        leaf.context.error("worth-mixed", node)
        return None
    if not _adds_up(parts, node, leaf):
        return None
    return ChecklistSpec(tuple(item for item, _ in found))


def _item(node: Node, leaf: LeafContext, number: int) -> tuple[ChecklistItem, Worth] | None:
    fields = _ITEM.read("checklist", node, leaf.context.collector)
    if fields is None:
        return None
    entry = item_entry(fields, leaf, number)
    part = worth(fields, leaf)
    if entry is None or part is None or not fields.complete:
        return None
    lines = _lines(fields, leaf, entry)
    if lines is None:
        return None
    weight = part.points if part.points is not None else part.share
    assert weight is not None  # worth() gives one of them
    name = fields.get("name", entry.name)
    return ChecklistItem(name, subject_of(entry), weight, *lines), part


def _lines(fields: Fields, leaf: LeafContext, entry: Entry) -> tuple[Decimal | None, Decimal | None] | None:
    at_least = figure(fields, "at_least", leaf, entry)
    at_most = figure(fields, "at_most", leaf, entry)
    if any(fields.has(key) and value is None for key, value in zip(_LINES, (at_least, at_most), strict=True)):
        return None
    if at_least is None and at_most is None:
        if entry.is_rate:
            leaf.context.error("line-missing", fields.node, subject=entry.name, keys=listed(_LINES))
            return None
        at_least = ONE
    elif at_least is None or at_most is None:
        key = "at_least" if at_most is None else "at_most"
        check_direction(leaf, "up" if at_most is None else "down", fields.at(key), entry)
    return (at_least, at_most) if check_bounds(fields, "at_least", "at_most", leaf) else None


def _adds_up(parts: list[Worth], node: Node, leaf: LeafContext) -> bool:
    shares = [part.share for part in parts if part.share is not None]
    if shares:
        total = sum(shares, Decimal(0))
        if total == 1:
            return True
        terms = " + ".join(percent_text(share) for share in shares)
        leaf.context.error("shares-sum", node, sum=percent_text(total), terms=f"{terms} = {percent_text(total)}")
        return False
    points = [part.points for part in parts if part.points is not None]
    total = sum(points, Decimal(0))
    if leaf.full_marks is None or total == leaf.full_marks:
        return True
    terms = " + ".join(map(plain_text, points))
    words = {"sum": plain_text(total), "full": plain_text(leaf.full_marks)}
    leaf.context.error("items-sum", node, terms=f"{terms} = {words['sum']}", **words)
    return False


def _schema() -> dict[str, Any]:
    return list_schema("items", _ITEM.schema())


GRAMMAR = Grammar(parse, (MEASURE, REPORT, PRACTICE, TABLE), _schema)
