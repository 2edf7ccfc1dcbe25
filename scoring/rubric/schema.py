"""The JSON Schema of rubric files, from the same tables as the checks, for completion in editors."""

from __future__ import annotations

from typing import Any

from scoring.messages.rubric import DOCS, RULE_DOCS
from scoring.rubric.aliases import ALIASES
from scoring.rubric.grammar import GRAMMARS, deduct, linear, target
from scoring.rubric.shapes import GRADE, HEAD, LEAF, NA_WHEN, NODE, QUALITATIVE, ROUNDING
from scoring.rubric.types import JUDGEMENT, MEASURE, PRACTICE, REPORT, TABLE
from scoring.vocabulary import Vocabulary

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SOURCES = (MEASURE, PRACTICE, REPORT, TABLE, JUDGEMENT)


def rubric_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema (draft 2020-12). The ids of `vocabulary` are offered with their names.

    It is a little wider than the checks: sums, bands, ids used twice and the like are left to `scoring rubric check`.
    """
    head = HEAD.schema()
    definitions: dict[str, Any] = {
        "criteria": {
            "type": "array",
            "minItems": 1,
            "items": {
                "if": {"anyOf": _required("criteria")},
                "then": {"$ref": "#/$defs/node"},
                "else": {"$ref": "#/$defs/leaf"},
            },
        },
        "node": NODE.schema(),
        "leaf": _leaf(),
        "rule": _rule(),
        **_rules(),
        "rounding": ROUNDING.schema(),
        "grades": {"type": "array", "minItems": 1, "items": GRADE.schema()},
        "qualitative": QUALITATIVE.schema(),
        "na_when": NA_WHEN.schema(),
        **deduct.definitions(),
        **linear.definitions(),
        **target.definitions(),
    }
    for source in (MEASURE, PRACTICE, REPORT):
        definitions[source] = {"oneOf": [{"const": entry.id, "title": entry.name} for entry in vocabulary.of(source)]}
    return {"$schema": DRAFT, "title": "评分标准", **head, "$defs": definitions}


def _required(key: str) -> list[dict[str, Any]]:
    """`key` is there, under any of its spellings."""
    return [{"required": [spelling]} for spelling in _spellings(key)]


def _spellings(key: str) -> list[str]:
    return [key, *(alias for alias, name in ALIASES.items() if name == key)]


def _leaf() -> dict[str, Any]:
    """Exactly one source, or none where the items of the rule name theirs."""
    schema = LEAF.schema()
    named: list[dict[str, Any]] = [{"anyOf": _required(source)} for source in _SOURCES]
    return schema | {"oneOf": [*named, {"not": {"anyOf": named}}]}


def _rules() -> dict[str, Any]:
    """The arguments of every rule, as definitions of their own."""
    definitions: dict[str, Any] = {}
    for name, grammar in GRAMMARS.items():
        arguments = grammar.schema()
        definitions[f"rule_{name}"] = {"anyOf": [arguments, {"type": "null"}]} if grammar.bare else arguments
    return definitions


def _rule() -> dict[str, Any]:
    """A name alone, or a mapping of one rule."""
    bare = [spelling for name, grammar in GRAMMARS.items() if grammar.bare for spelling in _spellings(name)]
    properties = {
        spelling: {"$ref": f"#/$defs/rule_{name}", "description": RULE_DOCS[name]}
        for name in GRAMMARS
        for spelling in _spellings(name)
    }
    one = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": properties,
    }
    return {"description": DOCS["rule"], "anyOf": [{"enum": bare}, one]}
