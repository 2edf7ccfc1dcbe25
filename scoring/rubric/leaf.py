"""A criterion: its source, rule, policies, and whether its keys go together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.messages.rubric import HELP
from scoring.messages.rubric_docs import RULE_EXAMPLES
from scoring.rubric.aliases import canonical
from scoring.rubric.context import FACT_SOURCES, Context, LeafContext, did_you_mean
from scoring.rubric.grammar import GRAMMARS, Grammar
from scoring.rubric.leaf_source import LeafSource, formula_of_policy, read_compare, read_source
from scoring.rubric.rule_specs import ChecklistSpec, CountSpec, DeductSpec, LevelsSpec, Subject, subjects
from scoring.rubric.shapes import NA_WHEN, QUALITATIVE, ROUNDING
from scoring.rubric.types import (
    FORMULA,
    JUDGEMENT,
    MEASURE,
    PRACTICE,
    REPORT,
    SOURCES,
    TABLE,
    Leaf,
    NaWhen,
    Policy,
    Qualitative,
    Rule,
)
from scoring.yaml_source import Mapping, Node, Scalar
from scoring.yaml_source.readers import complain_type, listed
from scoring.yaml_source.shape import Fields

_OF_ITEMS = ("checklist", "deduct", "count")

# What these keys mean only for some sources; elsewhere they would be read and change nothing.
_ONLY_FOR = {
    "na_when": (*FACT_SOURCES, TABLE, FORMULA),
    "qualitative": (MEASURE, REPORT),
    "interval": (MEASURE, REPORT, TABLE),
    "scope": (MEASURE, PRACTICE, FORMULA),
    "period": (MEASURE, PRACTICE, TABLE, FORMULA),
    "evidence": FACT_SOURCES,
    "unit": (TABLE, FORMULA),
    "compare": (MEASURE, REPORT, TABLE, FORMULA),
}


@dataclass(frozen=True, slots=True)
class Defaults:
    """The policies of the head or of the dimensions above, for criteria that say nothing."""

    missing: Policy
    na: Policy

    def under(self, fields: Fields) -> Defaults:
        """The policies for what lies below a dimension or pool with these keys."""
        return Defaults(fields.get("missing", self.missing), fields.get("na", self.na))


@dataclass(frozen=True, slots=True)
class _RuleText:
    """A rule as it is written: its name, where that stands, and its arguments (None: alone)."""

    name: str
    place: Node
    arguments: Node | None


def read_leaf(fields: Fields, points: Decimal | None, defaults: Defaults, context: Context) -> Leaf | None:
    """The criterion with `points` full marks (None: not known, they are wrong); None if anything about it is wrong (and noted)."""
    written = _rule_text(fields, context)
    several = len([source for source in SOURCES if fields.has(source)]) > 1
    key = context.source_of(fields, SOURCES)
    if key is None and not several and (written is None or written.name not in _OF_ITEMS):
        context.error("source-none", fields.node)
    source = read_source(fields, key, context)
    _check_idle_keys(fields, key, context)
    parts = _parts(fields, defaults, source, context)
    rule = None if written is None else _rule(written, points, fields, source, context)
    if rule is None or parts is None or points is None or not fields.complete or not source.fine:
        return None
    name, subject = source.name, source.subject
    if not name:
        # The items name what they ask for; the first that files or reports answer stands for the criterion.
        if several or not subjects(rule.spec):
            return None
        first = min(subjects(rule.spec), key=lambda one: one.source == JUDGEMENT)
        name, subject = first.source, first.id
    evidence, without = fields.get("evidence", (0, None))
    _check_quotes(evidence, source.name, rule, fields, context)
    return Leaf(
        id=fields.get("id"),
        name=fields.get("name"),
        points=points,
        source=name,
        subject=subject,
        rule=rule,
        missing=parts.missing,
        na=parts.na,
        position=context.position(fields.node),
        qualitative=parts.qualitative,
        interval=fields.get("interval", "stated"),
        scope=fields.get("scope"),
        period=fields.get("period"),
        applies_to=fields.get("applies_to", ()),
        scorer=fields.get("scorer", ""),
        basis=fields.get("basis", ""),
        note=fields.get("note", ""),
        evidence=evidence,
        na_when=parts.na_when,
        direction=fields.get("direction", ""),
        formula=source.formula,
        unit=source.unit,
        compare=parts.compare,
        places=_places(fields, context),
        without_quotes=without,
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    missing: Policy
    na: Policy
    qualitative: Qualitative | None
    na_when: NaWhen | None
    compare: Subject | None


def _parts(fields: Fields, defaults: Defaults, source: LeafSource, context: Context) -> _Parts | None:
    """The parts of the criterion that are read on their own; None if one of them is wrong."""
    qualitative, na_when = _qualitative(fields, context), _na_when(fields, context)
    missing = _policy("missing", fields, defaults.missing, context)
    na = _policy("na", fields, defaults.na, context)
    compare = read_compare(fields, source.name, context)
    wrong = (
        (fields.has("qualitative") and qualitative is None)
        or (fields.has("na_when") and na_when is None)
        or (fields.has("compare") and compare is None)
        or missing is None
        or na is None
    )
    return None if wrong or missing is None or na is None else _Parts(missing, na, qualitative, na_when, compare)


def _policy(key: str, fields: Fields, default: Policy, context: Context) -> Policy | None:
    policy: Policy = fields.get(key, default)
    if policy.name != "formula":
        return policy
    formula = formula_of_policy(fields.at(key), context)
    return None if formula is None else replace(policy, formula=formula)


def _places(fields: Fields, context: Context) -> int | None:
    node = fields.nodes.get("rounding")
    read = None if node is None else ROUNDING.read("rounding", node, context.collector)
    return None if read is None else read.get("places")


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


def _rule(
    written: _RuleText, points: Decimal | None, fields: Fields, source: LeafSource, context: Context
) -> Rule | None:
    grammar = GRAMMARS.get(written.name)
    if grammar is None:
        context.error("rule-unknown", written.place, did_you_mean(written.name, GRAMMARS), rule=written.name)
        return None
    if source.name and source.name not in grammar.sources:
        fitting = tuple(name for name, other in GRAMMARS.items() if source.name in other.sources)
        context.error("rule-source", written.place, rule=written.name, source=source.name, choices=listed(fitting))
        return None
    if written.arguments is None and not grammar.bare:
        example = RULE_EXAMPLES[written.name]
        context.error("rule-arguments", written.place, rule=written.name, example=example)
        return None
    return _parse(written, grammar, points, fields, source, context)


def _parse(
    written: _RuleText,
    grammar: Grammar,
    points: Decimal | None,
    fields: Fields,
    source: LeafSource,
    context: Context,
) -> Rule | None:
    direction = fields.get("direction") or (source.entry.direction if source.entry is not None else "")
    leaf = LeafContext(
        context,
        written.place,
        points,
        source.name,
        source.entry,
        direction,
        source.column,
        source.subject,
        fields.get("id") or "",
    )
    spec = grammar.parse(written.arguments, leaf)
    if spec is None:
        return None
    if source.name == TABLE and source.fine and not source.column and not _takes_rows(spec):
        context.error("table-column", fields.at(TABLE), rule=written.name)
        return None
    return Rule(written.name, spec, context.position(written.place))


def _takes_rows(spec: object) -> bool:
    """Whether the rule asks for rows or several columns of a table: a tariff, votes by level, items that name their own."""
    if isinstance(spec, CountSpec):
        return spec.tariff is not None or bool(spec.items)
    return isinstance(spec, LevelsSpec | ChecklistSpec | DeductSpec)


def _check_quotes(evidence: int, source: str, rule: Rule, fields: Fields, context: Context) -> None:
    """Warns where more quotes are asked for than can ever stand behind the score: a practice has one, an item two at most (a rate that is
    worked out has one for each of its counts). What rests on one measure may be stated part by part, so there is no telling."""
    items = [one for one in subjects(rule.spec) if one.source in FACT_SOURCES]
    most = sum(1 if one.source == PRACTICE else 2 for one in items) if items else 1 if source == PRACTICE else evidence
    if evidence > most:
        context.warning("evidence-over", fields.at("evidence"), count=evidence, most=most)


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
    if read is None:
        return None
    source = context.source_of(read, (MEASURE, TABLE))
    if source is None:
        if not read.has(MEASURE) and not read.has(TABLE):
            context.error("source-none", read.node, HELP["source-none-na"])
        return None
    name = read.get(source)
    if name is None or not read.complete:
        return None
    if source == TABLE:
        found = context.column(name, read.at(TABLE))
        if found is not None and not found[1]:
            context.error("table-form", read.at(TABLE), value=name)
            return None
        return None if found is None else NaWhen(name, read.get("equals"), TABLE)
    entry = context.entry(MEASURE, name, read.at(MEASURE))
    return None if entry is None else NaWhen(entry.id, read.get("equals"))


def _item(node: Node, index: int) -> Node:
    return node if isinstance(node, (Mapping, Scalar)) else node.items[index]
