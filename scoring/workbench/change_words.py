"""The fields of a rubric in words: what they are called and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from scoring.messages.rubric_words import (
    CODE_WORDS,
    CONDITION_ENDS,
    EFFECT_WORDS,
    FIELD_NAMES,
    LIST_JOIN,
    NOTHING_WORDS,
    PART_WORDS,
    TOLD,
    WEIGHTING_WORDS,
)
from scoring.rubric.kinds import kind_name
from scoring.rubric.rule_specs import Subject
from scoring.rubric.types import (
    Condition,
    Effect,
    Formula,
    Grade,
    Leaf,
    NaWhen,
    Node,
    Policy,
    Pool,
    Qualitative,
    Quota,
    Quotes,
    Rule,
    TableDeclaration,
    Veto,
    Weighting,
)
from scoring.tables.format import plain, share_text
from scoring.tables.rule_words import rule_words
from scoring.tables.words import policy_words, source_words

Names = Mapping[str, str]


def field_name(field: str) -> str:
    """What a field is called; the field itself where it has no name."""
    return FIELD_NAMES.get(field, field)


def field_words(field: str, value: Any, names: Names) -> str:
    """What stands in a field."""
    if value is None or value == "" or value == ():
        return NOTHING_WORDS
    if isinstance(value, bool):
        return CODE_WORDS["bool"]["true" if value else "false"]
    if isinstance(value, str):
        known = CODE_WORDS.get(field, {})
        return known.get(value) or (names.get(value, value) if field in ("subject", "measure") else value)
    if isinstance(value, tuple):
        if field in ("applies_to", "unit_types"):
            return LIST_JOIN.join(map(kind_name, value))
        return TOLD["between"].join(field_words(field, item, names) for item in value)
    if isinstance(value, Decimal):
        return plain(value)
    tell = _TELLERS.get(type(value))
    return str(value) if tell is None else tell(value, names)


def told(part: Node | Leaf | Pool | Veto, names: Names) -> str:
    """A whole node in a few words, for one that was added or removed."""
    if isinstance(part, Leaf):
        words = {"points": plain(part.points), "source": source_words(part, dict(names)), "rule": rule_words(part.rule)}
        return TOLD["leaf"].format(**words)
    if isinstance(part, Node):
        return TOLD["node"].format(points=plain(part.points), count=sum(1 for _ in part.leaves()))
    if isinstance(part, Pool):
        kind = CODE_WORDS["kind"][part.kind]
        return TOLD["pool"].format(kind=kind, points=plain(part.points), count=len(part.leaves))
    condition, effects = (_condition(part.condition, names), field_words("effects", part.effects, names))
    return TOLD["gate" if part.gate else "veto"].format(condition=condition, effects=effects)


def part_words(part: object) -> str:
    """What kind of node it is."""
    return PART_WORDS[type(part).__name__]


def _policy(policy: Policy, _names: Names) -> str:
    return TOLD["formula"].format(text=policy.formula.text) if policy.formula is not None else policy_words(policy)


def _qualitative(value: Qualitative, names: Names) -> str:
    listed = LIST_JOIN.join(names.get(id_, id_) for id_ in (*value.practices, *value.measures))
    return TOLD["qualitative"].format(what=listed, share=share_text(value.share))


def _na_when(value: NaWhen, names: Names) -> str:
    return TOLD["na_when"].format(measure=names.get(value.measure, value.measure), value=plain(value.equals))


def _subject(value: Subject, _names: Names) -> str:
    return value.name or value.id


def _quotes(value: Quotes, _names: Names) -> str:
    return CODE_WORDS["without_quotes"][value.name].format(share="" if value.share is None else share_text(value.share))


def _weighting(value: Weighting, names: Names) -> str:
    words = WEIGHTING_WORDS[value.method]
    if value.weights:
        words += TOLD["weights"].format(weights=LIST_JOIN.join(plain(weight) for weight in value.weights))
    if value.parts:
        inner = [
            TOLD["mix"].format(part=_weighting(part, names), share=share_text(share)) for part, share in value.parts
        ]
        words += TOLD["weights"].format(weights=LIST_JOIN.join(inner))
    return words


def _grade(value: Grade, names: Names) -> str:
    words = TOLD["grade"].format(name=value.name, line=plain(value.minimum))
    return words if value.quota is None else words + _quota(value.quota, names)


def _quota(value: Quota, _names: Names) -> str:
    top = share_text(value.share) if value.share is not None else plain(Decimal(value.count or 0))
    return TOLD["quota"].format(top=top) + ("" if value.tied_in else TOLD["tied_out"])


def _condition(value: Condition, _names: Names) -> str:
    subject = value.subject
    rate = subject.unit == "ratio"
    ends = []
    for side, bound, inside in (("low", value.low, value.low_in), ("high", value.high, value.high_in)):
        if bound is not None:
            number = share_text(bound) if rate else f"{plain(bound)}{subject.unit}"
            ends.append(CONDITION_ENDS[side, inside].format(value=number))
    return f"{subject.name or subject.id}{TOLD['and'].join(ends)}"


def _effect(value: Effect, _names: Names) -> str:
    points = "" if value.points is None else plain(value.points)
    return EFFECT_WORDS[value.name].format(node=value.node, grade=value.grade, points=points)


def _table(value: TableDeclaration, _names: Names) -> str:
    rest = LIST_JOIN.join(filter(None, (value.name, value.office, value.document, value.date, *value.columns)))
    return f"{value.id}（{rest}）" if rest else value.id


_TELLERS: dict[type, Callable[[Any, Names], str]] = {
    Policy: _policy,
    Qualitative: _qualitative,
    NaWhen: _na_when,
    Rule: lambda rule, _: rule_words(rule),
    Subject: _subject,
    Quotes: _quotes,
    Weighting: _weighting,
    Grade: _grade,
    Condition: _condition,
    Effect: _effect,
    TableDeclaration: _table,
    Formula: lambda formula, _: formula.text,
    int: lambda value, _: str(value),
}
