"""`weights:` of a dimension: how its children are weighed against each other."""

from __future__ import annotations

from collections.abc import Sequence as Items
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.composite.ahp import LIMIT, MOST, RANDOM_INDEX, SAATY, ahp, fault
from scoring.composite.weights import CRITIC, ENTROPY, PCA, shares
from scoring.messages.rubric import AHP_NOTE
from scoring.messages.rubric_docs import DOCS
from scoring.rubric.aliases import canonical, spelt
from scoring.rubric.context import Context, percent_text, plain_text
from scoring.rubric.grammar.parts import shape
from scoring.rubric.readers import POSITIVE, SHARE, Figure, Word
from scoring.rubric.types import Weighting
from scoring.yaml_source import Mapping, Node, Scalar, Sequence
from scoring.yaml_source.readers import Part, complain_type, listed
from scoring.yaml_source.shape import Key

EQUAL, GIVEN, AHP, MIX, PRODUCT = "equal", "given", "ahp", "mix", "product"
WORDS = (EQUAL, ENTROPY, CRITIC, PCA)
_MAPPINGS = shape(*(Key(name, Part(name), DOCS[name]) for name in (GIVEN, AHP, MIX, PRODUCT)))
_AHP = shape(
    Key("matrix", Part("ahp_matrix"), DOCS["ahp_matrix"], required=True),
    Key("table", Word(tuple(RANDOM_INDEX)), DOCS["ahp_table"]),
    Key("limit", Figure(POSITIVE), DOCS["ahp_limit"]),
)
_PART = shape(
    Key("share", SHARE, DOCS["mix_share"], required=True),
    Key("weights", Part("weights"), DOCS["weights"], required=True),
)


def read_weighting(node: Node, ids: Items[str], context: Context) -> Weighting | None:
    """The weighting at `node` for children with these ids; None, with complaints, if it is wrong."""
    if isinstance(node, Scalar):
        method = Word(WORDS).read("weights", node, context.collector)
        return None if method is None else Weighting(method)
    fields = _MAPPINGS.read("weights", node, context.collector)
    if fields is None or not fields.complete:
        return None
    if len(fields.nodes) != 1:
        context.error("weights-form", node, count=len(fields.nodes))
        return None
    ((name, value),) = fields.nodes.items()
    return {GIVEN: _given, AHP: _ahp, MIX: _mix, PRODUCT: _product}[name](value, ids, context)


def _given(node: Node, ids: Items[str], context: Context) -> Weighting | None:
    if not isinstance(node, Mapping):
        complain_type(GIVEN, node, "mapping", context.collector)
        return None
    found: dict[str, Decimal] = {}
    fine = True
    for key, value in node.entries:
        weight = POSITIVE.read(key.text, value, context.collector)
        if key.text not in ids:
            context.error("weights-unknown", key, id=key.text, choices=listed(tuple(ids)))
            fine = False
        elif weight is None:
            fine = False
        else:
            found[key.text] = weight
    for name in ids:
        if fine and name not in found:
            context.error("weights-ids", node, key=GIVEN, id=name)
            fine = False
    return Weighting(GIVEN, shares([found[name] for name in ids])) if fine else None


def _ahp(node: Node, ids: Items[str], context: Context) -> Weighting | None:
    table, limit, place = SAATY, LIMIT, node
    if isinstance(node, Mapping):
        fields = _AHP.read(AHP, node, context.collector)
        if fields is None or not fields.complete:
            return None
        table, limit = fields.get("table", SAATY), fields.get("limit", LIMIT)
        node = fields.at("matrix")
    matrix = _matrix(node, len(ids), context)
    if matrix is None:
        return None
    found = ahp(matrix, table)
    if found.ratio is not None and found.ratio > limit:
        words = {"ratio": plain_text(found.ratio), "limit": plain_text(limit), "table": table}
        context.warning("ahp-inconsistent", place, **words)
    ratio = "0" if found.ratio is None else plain_text(found.ratio)
    return Weighting(AHP, found.weights, note=AHP_NOTE.format(ratio=ratio, table=table))


def _matrix(node: Node, count: int, context: Context) -> list[list[Fraction]] | None:
    if not isinstance(node, Sequence):
        complain_type(AHP, node, "list", context.collector)
        return None
    if count > MOST:
        context.error("ahp-many", node, most=MOST, count=count)
        return None
    rows = [row.items if isinstance(row, Sequence) else () for row in node.items]
    if len(rows) != count or any(len(row) != count for row in rows):
        found = f"{len(rows)}×{max((len(row) for row in rows), default=0)}"
        context.error("ahp-size", node, count=count, found=found)
        return None
    matrix: list[list[Fraction]] = []
    for row in rows:
        values = [_judgement(item) for item in row]
        for item, value in zip(row, values, strict=True):
            if value is None or value <= 0:
                context.error("ahp-value", item, value=item.text if isinstance(item, Scalar) else "…")
                return None
        matrix.append([value for value in values if value is not None])
    return matrix if _fine(matrix, rows, context) else None


def _fine(matrix: list[list[Fraction]], rows: Items[Items[Node]], context: Context) -> bool:
    wrong = fault(matrix)
    if wrong is None:
        return True
    code, row, column = wrong
    at = rows[row][column]
    shown = at.text if isinstance(at, Scalar) else ""
    if code == "diagonal":
        context.error("ahp-diagonal", at, value=shown)
    else:
        other = rows[column][row]
        mirrored = other.text if isinstance(other, Scalar) else ""
        context.error("ahp-reciprocal", at, row=row + 1, column=column + 1, value=shown, other=mirrored)
    return False


def _judgement(node: Node) -> Fraction | None:
    """3, 2.5, 0.333 or 1/3."""
    if not isinstance(node, Scalar):
        return None
    over, _, under = node.text.partition("/")
    try:
        value = Fraction(over.strip()) / Fraction(under.strip() or "1")
    except (ValueError, ZeroDivisionError):
        return None
    return value if len(node.text) <= 20 else None


def _mix(node: Node, ids: Items[str], context: Context) -> Weighting | None:
    parts: list[tuple[Weighting, Decimal]] = []
    for item in _items(MIX, node, context):
        fields = _PART.read(MIX, item, context.collector)
        if fields is None or not fields.complete:
            return None
        part = read_weighting(fields.at("weights"), ids, context)
        if part is None:
            return None
        parts.append((part, fields.get("share")))
    if not parts:
        return None
    total = sum((share for _, share in parts), Decimal(0))
    if total != 1:
        terms = " + ".join(percent_text(share) for _, share in parts)
        context.error("weights-shares", node, sum=percent_text(total), terms=f"{terms} = {percent_text(total)}")
        return None
    return Weighting(MIX, parts=tuple(parts))


def _product(node: Node, ids: Items[str], context: Context) -> Weighting | None:
    parts = [read_weighting(item, ids, context) for item in _items(PRODUCT, node, context)]
    found = tuple((part, Decimal(1)) for part in parts if part is not None)
    return Weighting(PRODUCT, parts=found) if found and len(found) == len(parts) else None


def _items(key: str, node: Node, context: Context) -> tuple[Node, ...]:
    if not isinstance(node, Sequence):
        complain_type(key, node, "list", context.collector)
        return ()
    if not node.items:
        context.error("rule-empty", node, rule=key)
    return node.items


def definitions() -> dict[str, Any]:
    """The parts of the schema that weights consist of."""
    number = {
        "anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string", "pattern": "^[0-9.]+(/[0-9.]+)?$"}]
    }
    matrix = {"type": "array", "items": {"type": "array", "items": number, "minItems": 1}, "minItems": 1}
    return {
        "weights": {
            "anyOf": [{"enum": list(spelt(WORDS))}, _MAPPINGS.schema() | {"minProperties": 1, "maxProperties": 1}]
        },
        "given": {"type": "object", "additionalProperties": POSITIVE.schema(), "minProperties": 1},
        "ahp_matrix": matrix,
        "ahp": {"anyOf": [matrix, _AHP.schema()]},
        "mix": {"type": "array", "items": _PART.schema(), "minItems": 1},
        "product": {"type": "array", "items": {"$ref": "#/$defs/weights"}, "minItems": 1},
    }


def is_weighted(root: Mapping) -> bool:
    """Whether a dimension (or the head) has `weights`."""
    return any(canonical(key.text) == "weights" for key, _ in root.entries)
