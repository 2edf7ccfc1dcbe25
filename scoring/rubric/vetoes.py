"""`veto` and `gate`: conditions with an effect on the total, on a dimension, on the grade."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.rubric.aliases import spelt
from scoring.rubric.context import Context, LeafContext, did_you_mean, subject_of
from scoring.rubric.grammar.parts import check_bounds, figure, item_source
from scoring.rubric.readers import Word
from scoring.rubric.rule_specs import ONE, Subject
from scoring.rubric.shapes import CONDITION, EFFECT, EFFECTS_ALONE, GATE, VETO
from scoring.rubric.tree import check_kinds, kinds_named
from scoring.rubric.types import JUDGEMENT, PRACTICE, Condition, Effect, Veto
from scoring.vocabulary import Entry
from scoring.yaml_source import Node, Scalar, Sequence
from scoring.yaml_source.readers import complain_type, listed
from scoring.yaml_source.shape import Fields, Shape

_LOW, _HIGH = ("at_least", "over"), ("at_most", "under")
_YES_NO = "有无"


@dataclass(frozen=True, slots=True)
class DraftVeto:
    """A veto as written; `veto` is None if something is wrong."""

    fields: Fields
    veto: Veto | None


def read_vetoes(fields: Fields, context: Context) -> tuple[DraftVeto, ...]:
    """The vetoes, then the gates, in the order of the file."""
    found: list[DraftVeto] = []
    for key, shape, condition in (("veto", VETO, "when"), ("gate", GATE, "require")):
        node = fields.nodes.get(key)
        if node is None:
            continue
        if not isinstance(node, Sequence):
            complain_type(key, node, "list", context.collector)
            continue
        if not node.items:
            context.error("criteria-empty", node, key=key)
        found += [draft for item in node.items if (draft := _veto(key, shape, condition, item, context)) is not None]
    return tuple(found)


def _veto(key: str, shape: Shape, condition: str, node: Node, context: Context) -> DraftVeto | None:
    fields = shape.read(key, node, context.collector)
    if fields is None:
        return None
    check_kinds(fields, context)
    read = _condition(fields, condition, context) if fields.has(condition) else None
    effects = _effects(fields.at("effect"), context) if fields.has("effect") else None
    if read is None or effects is None or not fields.complete:
        return DraftVeto(fields, None)
    return DraftVeto(
        fields,
        Veto(
            fields.get("id"),
            fields.get("name"),
            read,
            effects,
            context.position(fields.node),
            key == "gate",
            fields.get("missing", "pending"),
            kinds_named(fields, context),
            fields.get("basis", ""),
            fields.get("note", ""),
        ),
    )


def _condition(fields: Fields, key: str, context: Context) -> Condition | None:
    read = CONDITION.read(key, fields.at(key), context.collector)
    if read is None or not read.complete:
        return None
    if read.has(JUDGEMENT):
        others = [name for name in ("measure", "practice", "report", "table") if read.has(name)]
        if others:
            context.error("source-many", read.key_at(others[0]), count=2, keys=listed((JUDGEMENT, others[0])))
            return None
        subject = Subject(JUDGEMENT, str(fields.get("id", "")), read.get(JUDGEMENT) or str(fields.get("name", "")))
        return _bounds(read, subject, None, context)
    leaf = LeafContext(context, read.node, None, "", None, "")
    entry = item_source(read, leaf)
    return None if entry is None else _bounds(read, subject_of(entry), entry, context)


def _bounds(read: Fields, subject: Subject, entry: Entry | None, context: Context) -> Condition | None:
    """Between which values the condition holds. Without any bound: what is there at all (1 or more)."""
    leaf = LeafContext(context, read.node, None, "", entry, "")
    yes_no = entry is None or entry.source == PRACTICE or entry.unit == _YES_NO
    if read.has("when") and not yes_no:
        context.error("cause-when", read.at("when"), subject=subject.name)
        return None
    for one, other in (_LOW, _HIGH):
        if read.has(one) and read.has(other):
            context.error("ends-both", read.key_at(other), one=one, other=other)
            return None
    ends: dict[str, Decimal | None] = {}
    for name in (*_LOW, *_HIGH):
        ends[name] = figure(read, name, leaf, entry)
        if read.has(name) and ends[name] is None:
            return None
    low = ends["at_least"] if ends["at_least"] is not None else ends["over"]
    high = ends["at_most"] if ends["at_most"] is not None else ends["under"]
    if not check_bounds(read, "at_least", "at_most", leaf):
        return None
    if low is None and high is None:
        if not yes_no and not read.has("when") and entry is not None and entry.is_rate:
            context.error("condition-none", read.node)
            return None
        if read.get("when") == "not_done":
            return Condition(subject, None, ONE, high_in=False)
        return Condition(subject, ONE)
    return Condition(subject, low, high, ends["over"] is None, ends["under"] is None)


def _effects(node: Node, context: Context) -> tuple[Effect, ...] | None:
    """One effect, or a list of them."""
    if isinstance(node, Sequence):
        if not node.items:
            context.error("rule-empty", node, rule="effect")
            return None
        read = [_effects(item, context) for item in node.items]
        return None if any(one is None for one in read) else tuple(e for one in read if one for e in one)
    if isinstance(node, Scalar):
        if node.text in EFFECT.names():
            example = {"zero_node": "disputes", "cap_grade": "合格", "points": "59"}[node.text]
            help = f"{{{node.text}: {example}}}"
            context.error("effect-form", node, effect=node.text, example=help)
            return None
        word = Word(EFFECTS_ALONE).read("effect", node, context.collector)
        return None if word is None else (Effect(word),)
    fields = EFFECT.read("effect", node, context.collector)
    if fields is None or not fields.complete:
        return None
    if not fields.nodes:
        complain_type("effect", node, "text", context.collector)
        return None
    made = {
        "zero_node": lambda value: Effect("zero_node", node=value),
        "cap_grade": lambda value: Effect("cap_grade", grade=value),
        "points": lambda value: Effect("points", points=value),
    }
    return tuple(made[name](fields.get(name)) for name in fields.nodes)


def check_effects(drafts: Iterable[DraftVeto], ids: Iterable[str], grades: Iterable[str], context: Context) -> None:
    """Notes dimensions and grades that effects name and that do not exist."""
    known_ids, known_grades = tuple(ids), tuple(grades)
    for draft in drafts:
        for effect in draft.veto.effects if draft.veto is not None else ():
            place = draft.fields.at("effect")
            if effect.node and effect.node not in known_ids:
                context.error("node-unknown", place, did_you_mean(effect.node, known_ids), id=effect.node)
            if effect.grade and effect.grade not in known_grades:
                context.error("grade-unknown", place, did_you_mean(effect.grade, known_grades), name=effect.grade)


def definitions() -> dict[str, Any]:
    """The parts of the schema that vetoes consist of."""
    one: dict[str, Any] = {"anyOf": [{"enum": list(spelt(EFFECTS_ALONE))}, EFFECT.schema() | {"minProperties": 1}]}
    return {
        "vetoes": {"type": "array", "items": VETO.schema(), "minItems": 1},
        "gates": {"type": "array", "items": GATE.schema(), "minItems": 1},
        "condition": CONDITION.schema(),
        "effect": {"anyOf": [*one["anyOf"], {"type": "array", "items": one, "minItems": 1}]},
    }
