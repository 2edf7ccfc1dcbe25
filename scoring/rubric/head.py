"""The head of a rubric: groups, tables, ties, rounding, the total."""

from __future__ import annotations

from collections.abc import Sequence as Items
from decimal import Decimal
from typing import Any

from scoring.messages.rubric import HELP
from scoring.rubric.aliases import spelt
from scoring.rubric.checks import terms
from scoring.rubric.context import Context, did_you_mean, plain_text
from scoring.rubric.kinds import UNIT_TYPES
from scoring.rubric.readers import Word
from scoring.rubric.shapes import (
    ALL,
    BY_UNIT_TYPE,
    OF_LIST,
    ROUNDING,
    TABLE_DECLARATION,
    TIE_BREAKS,
    TIES,
)
from scoring.rubric.tree import Draft
from scoring.rubric.types import TableDeclaration
from scoring.yaml_source import Mapping, Node, Sequence
from scoring.yaml_source.readers import complain_type
from scoring.yaml_source.shape import Fields

DEFAULT_PLACES = 2
EVERYBODY = "全部"
_GROUPS = (BY_UNIT_TYPE, OF_LIST, ALL)


def read_places(fields: Fields, context: Context) -> int:
    """The decimals that totals are published with."""
    node = fields.nodes.get("rounding")
    if node is None:
        return DEFAULT_PLACES
    read = ROUNDING.read("rounding", node, context.collector)
    return DEFAULT_PLACES if read is None else int(read.get("places", DEFAULT_PLACES))


def read_groups(fields: Fields, context: Context) -> str:
    """How units are grouped: unit_type, list, or the one name of all. Groups that are written out are those of the list."""
    node = fields.nodes.get("groups")
    if node is None:
        return BY_UNIT_TYPE
    if isinstance(node, Mapping):
        if not node.entries:
            context.error("rule-empty", node, rule="groups")
        for key, value in node.entries:
            Word(UNIT_TYPES).read(key.text, value, context.collector)
        return OF_LIST
    word = Word(_GROUPS).read("groups", node, context.collector)
    return EVERYBODY if word == ALL else word or BY_UNIT_TYPE


def read_ties(fields: Fields, context: Context) -> tuple[str, tuple[str, ...]]:
    """How equal totals are ranked, and the ids that part them first."""
    node = fields.nodes.get("ties")
    if node is None:
        return "min", ()
    if not isinstance(node, Mapping):
        return Word(TIES).read("ties", node, context.collector) or "min", ()
    read = TIE_BREAKS.read("ties", node, context.collector)
    return ("min", ()) if read is None else (read.get("then", "min"), read.get("keys", ()))


def check_tie_keys(fields: Fields, keys: Items[str], ids: Items[str], context: Context) -> None:
    """Notes keys that are no dimension and no criterion."""
    node = fields.nodes.get("ties")
    for key in keys:
        if key not in ids:
            place = _item(node, key) or fields.at("ties")
            context.error("node-unknown", place, did_you_mean(key, ids), id=key)


def _item(node: Node | None, text: str) -> Node | None:
    """The place where `text` stands in a list below `node`."""
    if not isinstance(node, Mapping):
        return None
    for _, value in node.entries:
        for item in value.items if isinstance(value, Sequence) else ():
            if getattr(item, "text", None) == text:
                return item
    return None


def read_tables(fields: Fields, context: Context) -> tuple[TableDeclaration, ...]:
    """The tables that the head declares."""
    node = fields.nodes.get("tables")
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        complain_type("tables", node, "mapping", context.collector)
        return ()
    found = []
    for key, value in node.entries:
        if "." in key.text:
            context.error("table-form", key, value=key.text)
            continue
        read = TABLE_DECLARATION.read(key.text, value, context.collector)
        if read is not None:
            name, office, document, date = (read.get(word, "") for word in ("name", "office", "document", "date"))
            found.append(TableDeclaration(key.text, name, office, document, date, read.get("columns", ())))
    return tuple(found)


def full_marks(fields: Fields, drafts: tuple[Draft, ...], context: Context) -> Decimal | None:
    """The rubric's full marks: the sum of its dimensions, which a stated `points` must equal; with weights, `points`. None where they
    are not known, because something about them is wrong."""
    stated: Decimal | None = fields.get("points")
    if fields.has("weights") or any(draft.part.by_weight for draft in drafts):
        if not fields.has("points"):
            context.error("points-head", fields.at("weights") if fields.has("weights") else fields.node)
        return stated
    known = [draft.counted for draft in drafts if draft.counted is not None]
    written = getattr(fields.nodes.get("criteria"), "items", ())
    if len(known) < len(written) or not known:
        return None
    total = sum(known, Decimal(0))
    if stated is not None and stated != total:
        words = {"sum": plain_text(total), "points": plain_text(stated)}
        help = HELP["points-total"].format(terms=terms(drafts), **words)
        context.error("points-total", fields.at("points"), help, **words)
    return total


def definitions() -> dict[str, Any]:
    """The parts of the schema that the head consists of."""
    groups = {"type": "object", "additionalProperties": {"enum": list(spelt(UNIT_TYPES))}, "minProperties": 1}
    return {
        "rounding": ROUNDING.schema(),
        "groups": {"anyOf": [{"enum": list(spelt(_GROUPS))}, groups]},
        "ties": {"anyOf": [{"enum": list(spelt(TIES))}, TIE_BREAKS.schema()]},
        "tables": {"type": "object", "additionalProperties": TABLE_DECLARATION.schema()},
    }
