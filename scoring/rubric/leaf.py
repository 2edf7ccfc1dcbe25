"""A criterion: its source, rule, policies, and whether its keys go together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scoring.messages.rubric import HELP, RULE_EXAMPLES
from scoring.rubric import reserved
from scoring.rubric.aliases import canonical
from scoring.rubric.context import FACT_SOURCES, Context, LeafContext, did_you_mean
from scoring.rubric.grammar import GRAMMARS, Grammar
from scoring.rubric.rule_specs import subjects
from scoring.rubric.shapes import NA_WHEN, QUALITATIVE
from scoring.rubric.types import JUDGEMENT, MEASURE, PRACTICE, REPORT, TABLE, Leaf, NaWhen, Policy, Qualitative, Rule
from scoring.vocabulary import Entry
from scoring.yaml_source import Mapping, Node, Scalar
from scoring.yaml_source.readers import complain_type, listed
from scoring.yaml_source.shape import Fields

_SOURCES = (MEASURE, PRACTICE, REPORT, TABLE, JUDGEMENT)
_OF_ITEMS = ("checklist", "deduct")

# What these keys mean only for some sources; elsewhere they would be read and change nothing.
_ONLY_FOR = {
    "na_when": FACT_SOURCES,
    "qualitative": (MEASURE, REPORT),
    "interval": (MEASURE, REPORT, TABLE),
    "scope": (MEASURE, PRACTICE),
    "period": (MEASURE, PRACTICE, TABLE),
    "evidence": FACT_SOURCES,
}


@dataclass(frozen=True, slots=True)
class Defaults:
    """The policies of the head, for criteria that say nothing."""

    missing: Policy
    na: Policy


@dataclass(frozen=True, slots=True)
class _RuleText:
    """A rule as it is written: its name, where that stands, and its arguments (None: alone)."""

    name: str
    place: Node
    arguments: Node | None


def read_leaf(fields: Fields, defaults: Defaults, context: Context) -> Leaf | None:
    """The criterion; None if anything about it is wrong (and noted)."""
    written = _rule_text(fields, context)
    several = len([source for source in _SOURCES if fields.has(source)]) > 1
    source = context.source_of(fields, _SOURCES)
    if source is None and not several and (written is None or written.name not in _OF_ITEMS):
        context.error("source-none", fields.node)
    entry = _entry(fields, source, context)
    _check_idle_keys(fields, source, context)
    qualitative, na_when = _qualitative(fields, context), _na_when(fields, context)
    rule = None if written is None else _rule(written, fields, source, entry, context)
    if rule is None or not fields.complete:
        return None
    if (fields.has("qualitative") and qualitative is None) or (fields.has("na_when") and na_when is None):
        return None
    if source in FACT_SOURCES and entry is None:
        return None
    subject = str(fields.get(source, "")) if source is not None else ""
    if source is None:
        # The items name what they ask for; the first of them stands for the criterion.
        if several or not subjects(rule.spec):
            return None
        source, subject = subjects(rule.spec)[0].source, subjects(rule.spec)[0].id
    leaf = _leaf(fields, defaults, context, source, subject, rule)
    return replace(leaf, qualitative=qualitative, na_when=na_when)


def _leaf(fields: Fields, defaults: Defaults, context: Context, source: str, subject: str, rule: Rule) -> Leaf:
    return Leaf(
        id=fields.get("id"),
        name=fields.get("name"),
        points=fields.get("points"),
        source=source,
        subject=subject,
        rule=rule,
        missing=fields.get("missing", defaults.missing),
        na=fields.get("na", defaults.na),
        position=context.position(fields.node),
        interval=fields.get("interval", "stated"),
        scope=fields.get("scope"),
        period=fields.get("period"),
        applies_to=fields.get("applies_to", ()),
        scorer=fields.get("scorer", ""),
        basis=fields.get("basis", ""),
        note=fields.get("note", ""),
        evidence=fields.get("evidence", 0),
        direction=fields.get("direction", ""),
    )


def _entry(fields: Fields, source: str | None, context: Context) -> Entry | None:
    if source not in FACT_SOURCES or fields.get(source) is None:
        return None
    return context.entry(source, fields.get(source), fields.at(source))


def _rule_text(fields: Fields, context: Context) -> _RuleText | None:
    """Name and arguments of the rule: `rule: name`, or a mapping of one key. A judgement may leave it out."""
    node = fields.nodes.get("rule")
    if node is None:
        if fields.has(JUDGEMENT):
            return _RuleText(JUDGEMENT, fields.key_at(JUDGEMENT), None)
        context.error("rule-missing", fields.node, choices=listed(tuple(GRAMMARS)))
        return None
    if isinstance(node, Mapping):
        if len(node.entries) != 1:
            context.error("rule-form", node, count=len(node.entries))
            return None
        key, arguments = node.entries[0]
        empty = isinstance(arguments, Scalar) and arguments.value is None
        return _RuleText(canonical(key.text), key, None if empty else arguments)
    if isinstance(node, Scalar) and isinstance(node.value, str):
        return _RuleText(canonical(node.text), node, None)
    complain_type("rule", node, "mapping", context.collector, HELP["rule-form"].format())
    return None


def _rule(written: _RuleText, fields: Fields, source: str | None, entry: Entry | None, context: Context) -> Rule | None:
    grammar = GRAMMARS.get(written.name)
    if grammar is None:
        _refuse_rule(written, context)
        return None
    if source is not None and source not in grammar.sources:
        fitting = tuple(name for name, other in GRAMMARS.items() if source in other.sources)
        context.error("rule-source", written.place, rule=written.name, source=source, choices=listed(fitting))
        return None
    if written.arguments is None and not grammar.bare:
        example = RULE_EXAMPLES[written.name]
        context.error("rule-arguments", written.place, rule=written.name, example=example)
        return None
    return _parse(written, grammar, fields, source, entry, context)


def _parse(
    written: _RuleText, grammar: Grammar, fields: Fields, source: str | None, entry: Entry | None, context: Context
) -> Rule | None:
    direction = fields.get("direction") or (entry.direction if entry is not None else "")
    leaf = LeafContext(context, written.place, fields.get("points"), source or "", entry, direction)
    spec = grammar.parse(written.arguments, leaf)
    return None if spec is None else Rule(written.name, spec, context.position(written.place))


def _refuse_rule(written: _RuleText, context: Context) -> None:
    if written.name in reserved.RULES:
        context.error("rule-reserved", written.place, rule=written.name, choices=listed(tuple(GRAMMARS)))
    else:
        context.error("rule-unknown", written.place, did_you_mean(written.name, GRAMMARS), rule=written.name)


def _check_idle_keys(fields: Fields, source: str | None, context: Context) -> None:
    for key, sources in _ONLY_FOR.items():
        if source is not None and fields.has(key) and source not in sources:
            context.error("leaf-idle", fields.key_at(key), key=key, source=source)


def _qualitative(fields: Fields, context: Context) -> Qualitative | None:
    node = fields.nodes.get("qualitative")
    if node is None:
        return None
    read = QUALITATIVE.read("qualitative", node, context.collector)
    if read is None:
        return None
    named = True
    for key, source in (("practices", PRACTICE), ("measures", MEASURE)):
        for index, id_ in enumerate(read.get(key, ())):
            named &= context.entry(source, id_, _item(read.at(key), index)) is not None
    if not read.complete or not named:
        return None
    return Qualitative(read.get("share"), read.get("practices", ()), read.get("measures", ()))


def _na_when(fields: Fields, context: Context) -> NaWhen | None:
    node = fields.nodes.get("na_when")
    read = None if node is None else NA_WHEN.read("na_when", node, context.collector)
    if read is None or read.get("measure") is None:
        return None
    entry = context.entry(MEASURE, read.get("measure"), read.at("measure"))
    return NaWhen(entry.id, read.get("equals")) if entry is not None and read.complete else None


def _item(node: Node, index: int) -> Node:
    return node if isinstance(node, (Mapping, Scalar)) else node.items[index]
