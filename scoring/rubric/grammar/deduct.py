"""`deduct`: from full marks downwards, several causes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.context import LeafContext, plain_text, subject_of
from scoring.rubric.grammar.parts import (
    FIGURE,
    JUDGED_KEYS,
    PARTIAL,
    SOURCE_KEYS,
    STEP,
    YES_NO,
    Grammar,
    check_direction,
    complete,
    figure,
    item_entry,
    items,
    list_schema,
    one_step,
    part_key,
    shape,
    text_at,
)
from scoring.rubric.grammar.tariff import read_tariff
from scoring.rubric.readers import ALL, Figure, PointsOrAll, Word
from scoring.rubric.rule_specs import (
    DONE,
    LISTED,
    NOT_DONE,
    OVER,
    PRORATA,
    UNDER,
    ZERO,
    DeductCause,
    DeductSpec,
    Escalation,
)
from scoring.rubric.types import MEASURE, PRACTICE, REPORT, TABLE
from scoring.vocabulary import Entry
from scoring.yaml_source import Node, Sequence
from scoring.yaml_source.readers import Number, Text, complain_type, listed
from scoring.yaml_source.shape import Fields, Key

WHEN = "when"
_CONDITIONS = (UNDER, OVER, WHEN)
_COUNTING = ("per", "partial", "cap", "escalation")

_CAUSE = shape(
    Key("name", Text(), DOCS["name"]),
    *SOURCE_KEYS,
    *JUDGED_KEYS,
    Key(UNDER, FIGURE, DOCS["under"]),
    Key(OVER, FIGURE, DOCS["over"]),
    Key(WHEN, Word((NOT_DONE, DONE)), DOCS["when"]),
    Key("step", STEP, DOCS["step"]),
    Key("per", STEP, DOCS["per"]),
    Key("partial", PARTIAL, DOCS["partial"]),
    Key("cap", STEP, DOCS["cap"]),
    part_key("escalation"),
    part_key("tariff"),
    Key("missing", Figure(Number(Decimal(0))), DOCS["cause_missing"]),
)
_ESCALATION = shape(
    Key("from", STEP, DOCS["escalation_from"], required=True),
    Key("points", PointsOrAll(), DOCS["escalation_points"], required=True),
)


def parse(node: Node | None, leaf: LeafContext) -> DeductSpec | None:
    """The causes, in the order of the file."""
    nodes = items("deduct", "causes", node, leaf)
    causes = None if nodes is None else complete([_cause(item, leaf, number) for number, item in enumerate(nodes, 1)])
    return None if causes is None else DeductSpec(causes)


def _cause(node: Node, leaf: LeafContext, number: int) -> DeductCause | None:
    fields = _CAUSE.read("deduct", node, leaf.context.collector)
    if fields is None:
        return None
    entry = item_entry(fields, leaf, number)
    if entry is None:
        return None
    if fields.has("tariff"):
        return _listed(fields, leaf, entry)
    if not fields.has("step"):
        leaf.context.missing_key("step", fields.node)
        return None
    condition = _condition(fields, leaf, entry)
    fine = [_within(fields, key, leaf) for key in ("step", "cap", "missing")]
    escalation = _escalation(fields, leaf)
    if condition is None or escalation is None or not all(fine) or not fields.complete:
        return None
    when, threshold = condition
    per = figure(fields, "per", leaf, entry) if fields.has("per") else one_step(entry.unit)
    if per is None:
        return None
    return DeductCause(
        name=fields.get("name", entry.name),
        subject=subject_of(entry),
        when=when,
        step=fields.get("step"),
        threshold=threshold,
        per=per,
        partial=fields.get("partial", PRORATA),
        cap=fields.get("cap"),
        escalation=escalation,
        missing=fields.get("missing", ZERO),
    )


def _listed(fields: Fields, leaf: LeafContext, entry: Entry) -> DeductCause | None:
    """A cause that charges the rows of a list, by severity."""
    if entry.source != TABLE or "." in entry.id:
        leaf.context.error("tariff-list", fields.key_at("tariff"))
        return None
    idle = [key for key in ("step", "per", "partial", "escalation", *_CONDITIONS) if fields.has(key)]
    if idle:
        leaf.context.error("keys-together", fields.key_at(idle[0]), one="tariff", other=idle[0])
        return None
    tariff = read_tariff(fields.at("tariff"), leaf)
    fine = [_within(fields, key, leaf) for key in ("cap", "missing")]
    if tariff is None or not all(fine) or not fields.complete:
        return None
    return DeductCause(
        name=fields.get("name", entry.name),
        subject=subject_of(entry),
        when=LISTED,
        step=ZERO,
        cap=fields.get("cap"),
        missing=fields.get("missing", ZERO),
        tariff=tariff,
    )


def _condition(fields: Fields, leaf: LeafContext, entry: Entry) -> tuple[str, Decimal] | None:
    context = leaf.context
    given = [key for key in _CONDITIONS if fields.has(key)]
    yes_no = entry.source == PRACTICE or entry.unit == YES_NO
    if len(given) > 1:
        context.error("cause-conditions", fields.key_at(given[1]), count=len(given), keys=listed(tuple(given)))
        return None
    if not given and not yes_no:
        context.error("cause-condition", fields.node)
        return None
    if given and given[0] != WHEN:
        threshold = figure(fields, given[0], leaf, entry)
        if threshold is None:
            return None
        check_direction(leaf, "up" if given[0] == UNDER else "down", fields.at(given[0]), entry)
        return given[0], threshold
    if not yes_no:
        context.error("cause-when", fields.at(WHEN), subject=entry.name)
        return None
    idle = [key for key in _COUNTING if fields.has(key)]
    for key in idle:
        context.error("cause-idle", fields.key_at(key), key=key)
    when = fields.get(WHEN, None if given else NOT_DONE)
    return None if idle or when is None else (when, ZERO)


def _within(fields: Fields, key: str, leaf: LeafContext) -> bool:
    """Taking off more at once than there is can only be a slip."""
    points: Decimal | None = fields.get(key)
    if points is None or leaf.full_marks is None or points <= leaf.full_marks:
        return True
    words = {"points": plain_text(points), "full": plain_text(leaf.full_marks), "key": key}
    leaf.context.error("cause-over", fields.at(key), **words)
    return False


def _escalation(fields: Fields, leaf: LeafContext) -> tuple[Escalation, ...] | None:
    node = fields.nodes.get("escalation")
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        complain_type("escalation", node, "list", leaf.context.collector)
        return None
    if not node.items:
        leaf.context.error("rule-empty", node, rule="escalation")
        return None
    steps: list[Escalation] = []
    for item in node.items:
        step = _ESCALATION.read("escalation", item, leaf.context.collector)
        if step is None or not step.complete or not _within_or_all(step, leaf) or not _rises(step, steps, leaf):
            return None
        points = step.get("points")
        steps.append(Escalation(step.get("from"), None if points == ALL else points))
    return tuple(steps)


def _within_or_all(step: Fields, leaf: LeafContext) -> bool:
    return bool(step.get("points") == ALL) or _within(step, "points", leaf)


def _rises(step: Fields, before: list[Escalation], leaf: LeafContext) -> bool:
    """Whether a stage comes later and costs more than the one before."""
    if not before:
        return True
    last = before[-1]
    start, points = step.get("from"), step.get("points")
    if last.points is None:
        leaf.context.error("escalation-after-all", step.node)
        return False
    if start <= last.start:
        words = {"value": text_at(start, step, "from"), "before": plain_text(last.start)}
        leaf.context.error("escalation-order", step.at("from"), **words)
        return False
    if points <= last.points:
        words = {"value": text_at(points, step, "points"), "before": plain_text(last.points)}
        leaf.context.error("escalation-points", step.at("points"), **words)
        return False
    return True


def _schema() -> dict[str, Any]:
    return list_schema("causes", {"$ref": "#/$defs/cause"})


def definitions() -> dict[str, Any]:
    """The parts of the schema that the rule refers to."""
    stages = {"type": "array", "items": _ESCALATION.schema(), "minItems": 1}
    return {"cause": _CAUSE.schema(), "escalation": stages}


GRAMMAR = Grammar(parse, (MEASURE, REPORT, PRACTICE, TABLE), _schema)
