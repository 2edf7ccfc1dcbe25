"""`bonus` and `penalty`: points outside the tree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from scoring.rubric.context import Context
from scoring.rubric.leaf import Defaults, read_leaf
from scoring.rubric.shapes import LEAF, POOL
from scoring.rubric.tree import check_kinds, kinds_named
from scoring.rubric.types import BONUS, PENALTY, Leaf, Policy, Pool
from scoring.yaml_source import Node, Sequence
from scoring.yaml_source.readers import complain_type
from scoring.yaml_source.shape import Fields

_KINDS = (BONUS, PENALTY)


@dataclass(frozen=True, slots=True)
class DraftPool:
    """A pool as written, with the criteria in it, whether or not they are right. `pool` is None if something is wrong."""

    fields: Fields
    inside: tuple[Fields, ...]
    pool: Pool | None


def read_pools(fields: Fields, context: Context) -> tuple[DraftPool, ...]:
    """The pools of both kinds, in the order bonus, penalty. What a report does not say adds and takes nothing, unless a criterion
    says otherwise."""
    found: list[DraftPool] = []
    for kind in _KINDS:
        node = fields.nodes.get(kind)
        for item in _items(kind, node, context):
            draft = _pool(kind, item, context)
            if draft is not None:
                found.append(draft)
    return tuple(found)


def _items(key: str, node: Node | None, context: Context) -> tuple[Node, ...]:
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        complain_type(key, node, "list", context.collector)
        return ()
    if not node.items:
        context.error("criteria-empty", node, key=key)
    return node.items


def _pool(kind: str, node: Node, context: Context) -> DraftPool | None:
    fields = POOL.read(kind, node, context.collector)
    if fields is None:
        return None
    if kind == PENALTY and fields.has("outside"):
        context.error("leaf-idle", fields.key_at("outside"), key="outside", source=PENALTY)
    nothing = Defaults(Policy("zero"), Policy("zero")).under(fields)
    read: list[tuple[Fields, Leaf | None]] = []
    for item in _items("criteria", fields.nodes.get("criteria"), context):
        inner = LEAF.read("criteria", item, context.collector)
        if inner is not None:
            read.append((inner, _leaf(inner, nothing, context)))
    leaves = tuple(leaf for _, leaf in read if leaf is not None)
    inside = tuple(inner for inner, _ in read)
    if not fields.complete or len(leaves) != len(read) or not leaves:
        return DraftPool(fields, inside, None)
    pool = Pool(
        fields.get("id"),
        fields.get("name"),
        kind,
        fields.get("points"),
        leaves,
        context.position(fields.node),
        fields.get("outside", False),
        fields.get("basis", ""),
        fields.get("note", ""),
    )
    return DraftPool(fields, inside, pool)


def _leaf(fields: Fields, nothing: Defaults, context: Context) -> Leaf | None:
    check_kinds(fields, context)
    if fields.has("weight"):
        context.error("leaf-idle", fields.key_at("weight"), key="weight", source=BONUS)
        return None
    if not fields.has("points"):
        context.missing_key("points", fields.node)
    points: Decimal | None = fields.get("points")
    leaf = read_leaf(fields, points, nothing, context)
    return None if leaf is None else replace(leaf, applies_to=kinds_named(fields, context))


def definitions() -> dict[str, Any]:
    """The parts of the schema that pools consist of."""
    return {"pools": {"type": "array", "items": POOL.schema(), "minItems": 1}}
