"""`levels`: a person chooses an answer."""

from __future__ import annotations

from typing import Any

from scoring.messages.rubric_docs import DOCS
from scoring.rubric.aliases import canonical
from scoring.rubric.context import LeafContext
from scoring.rubric.grammar.parts import WORTH_KEYS, Grammar, complete, list_schema, part_key, shape, worth
from scoring.rubric.readers import SHARE
from scoring.rubric.rule_specs import Level, LevelsSpec, Worth
from scoring.rubric.types import JUDGEMENT, TABLE
from scoring.yaml_source import Mapping, Node, Scalar, Sequence
from scoring.yaml_source.readers import Integer, Text, complain_type
from scoring.yaml_source.shape import Key

_LEVEL = shape(Key("name", Text(), DOCS["name"], required=True), *WORTH_KEYS)
_OPTIONS = shape(part_key("levels", required=True), Key("trim", Integer(1, 9), DOCS["trim"]))


def parse(node: Node | None, leaf: LeafContext) -> LevelsSpec | None:
    """The levels: a mapping of names to shares, or a list of `{name, points | share}`; as `{levels: …, trim: 1}` with what is left out."""
    if node is None:
        return None
    if isinstance(node, Mapping) and any(canonical(key.text) == "levels" for key, _ in node.entries):
        return _with_options(node, leaf)
    if isinstance(node, (Mapping, Sequence)) and not (node.entries if isinstance(node, Mapping) else node.items):
        leaf.context.error("rule-empty", node, rule="levels")
        return None
    if isinstance(node, Mapping):
        levels = complete([_share(name, value, leaf) for name, value in node.entries])
        return None if levels is None else LevelsSpec(levels)
    if not isinstance(node, Sequence):
        complain_type("levels", node, "list", leaf.context.collector)
        return None
    found = complete([_level(item, leaf) for item in node.items])
    if found is None:
        return None
    first: dict[str, Node] = {}
    for level, at in found:
        if level.name in first:
            leaf.context.error("levels-twice", at, name=level.name, line=first[level.name].line)
            return None
        first[level.name] = at
    return LevelsSpec(tuple(level for level, _ in found))


def _with_options(node: Mapping, leaf: LeafContext) -> LevelsSpec | None:
    fields = _OPTIONS.read("levels", node, leaf.context.collector)
    if fields is None or not fields.complete:
        return None
    inner = fields.at("levels")
    if isinstance(inner, Mapping) and any(canonical(key.text) == "levels" for key, _ in inner.entries):
        complain_type("levels", inner, "list", leaf.context.collector)
        return None
    if fields.has("trim") and leaf.source == TABLE:
        # A table has counts of votes, or one answer: nobody's answer can be left out.
        leaf.context.error("leaf-idle", fields.key_at("trim"), key="trim", source=TABLE)
        return None
    spec = parse(inner, leaf)
    return None if spec is None else LevelsSpec(spec.levels, fields.get("trim", 0))


def _share(name: Scalar, value: Node, leaf: LeafContext) -> Level | None:
    share = SHARE.read(name.text, value, leaf.context.collector)
    return None if share is None else Level(name.text, Worth(share=share))


def _level(node: Node, leaf: LeafContext) -> tuple[Level, Node] | None:
    fields = _LEVEL.read("levels", node, leaf.context.collector)
    if fields is None:
        return None
    earned = worth(fields, leaf)
    if earned is None or not fields.complete:
        return None
    return Level(fields.get("name"), earned), fields.at("name")


def _schema() -> dict[str, Any]:
    shares = {"type": "object", "additionalProperties": SHARE.schema(), "minProperties": 1}
    listing = list_schema("levels", _LEVEL.schema())["anyOf"][0]
    return {"anyOf": [listing, _OPTIONS.schema(), shares]}


def definitions() -> dict[str, Any]:
    """The parts of the schema that the rule refers to."""
    shares = {"type": "object", "additionalProperties": SHARE.schema(), "minProperties": 1}
    return {"levels": {"anyOf": [list_schema("levels", _LEVEL.schema())["anyOf"][0], shares]}}


GRAMMAR = Grammar(parse, (JUDGEMENT, TABLE), _schema)
