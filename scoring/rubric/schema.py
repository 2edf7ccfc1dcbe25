"""The JSON Schema of rubric files, from the same tables as the checks, for completion in editors."""

from __future__ import annotations

from typing import Any

from scoring.messages.rubric_docs import DOCS, RULE_DOCS
from scoring.rubric import grades, head, pools, vetoes, weighting
from scoring.rubric.aliases import ALIASES
from scoring.rubric.grammar import GRAMMARS, count, deduct, levels, linear, per_point, target, year_on_year
from scoring.rubric.kinds import UNIT_TYPES
from scoring.rubric.readers import with_types
from scoring.rubric.shapes import HEAD, LEAF, NA_WHEN, NODE, QUALITATIVE
from scoring.rubric.sheets import SHEETS_HEAD
from scoring.rubric.types import MEASURE, PRACTICE, REPORT, SOURCES
from scoring.vocabulary import Vocabulary

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def rubric_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema (draft 2020-12). The ids of `vocabulary` are offered with their names.

    It is a little wider than the checks: sums, bands, ids used twice and the like are left to `scoring rubric check`.
    """
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
        "node": _with_by_type(NODE.schema()),
        "leaf": _leaf(),
        "rule": with_types(_rule()),
        **_rules(),
        "by_type": _by_type(),
        "sheets": {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
        "unit_type": {"enum": list(UNIT_TYPES)},
        "qualitative": QUALITATIVE.schema(),
        "na_when": NA_WHEN.schema(),
    }
    for module in (
        head,
        grades,
        pools,
        vetoes,
        weighting,
        deduct,
        levels,
        linear,
        target,
        per_point,
        count,
        year_on_year,
    ):
        definitions |= module.definitions()
    for source in (MEASURE, PRACTICE, REPORT):
        definitions[source] = {"oneOf": [{"const": entry.id, "title": entry.name} for entry in vocabulary.of(source)]}
    return {"$schema": DRAFT, "title": "评分标准", **_extending(), "$defs": definitions}


def _extending() -> dict[str, Any]:
    """The head. In a rubric that extends another only what differs is written: nothing is needed, and an entry may be a few keys; one that
    is made of sheets has no criteria of its own."""
    schema = HEAD.schema()
    needed = schema.pop("allOf", [])
    whole: dict[str, Any] = {}
    for key in ("criteria", "bonus", "penalty", "veto", "gate"):
        for spelling in _spellings(key):
            whole[spelling] = schema["properties"][spelling]
            schema["properties"][spelling] = {"type": "array", "description": whole[spelling].get("description", "")}
    own = {"allOf": needed, "properties": whole}
    of_sheets = SHEETS_HEAD.schema()
    schema["properties"] |= {word: of_sheets["properties"][word] for word in _spellings("sheets")}
    free = [*_required("extends"), *_required("sheets")]
    return schema | {"if": {"not": {"anyOf": free}}, "then": own}


def _with_by_type(schema: dict[str, Any]) -> dict[str, Any]:
    """A mapping some of whose keys may stand under `by_type`."""
    choices = {"type": "object", "additionalProperties": {"type": "object"}, "minProperties": 1}
    return schema | {"properties": schema["properties"] | dict.fromkeys(_spellings("by_type"), choices)}


def _by_type() -> dict[str, Any]:
    """A value for each kind of units; what it may be is checked where it stands."""
    words = _spellings("by_type")
    choices = {"type": "object", "minProperties": 1}
    return {
        "type": "object",
        "properties": dict.fromkeys(words, choices),
        "additionalProperties": False,
        "minProperties": 1,
    }


def _required(key: str) -> list[dict[str, Any]]:
    """`key` is there, under any of its spellings."""
    return [{"required": [spelling]} for spelling in _spellings(key)]


def _spellings(key: str) -> list[str]:
    return [key, *(alias for alias, name in ALIASES.items() if name == key)]


def _leaf() -> dict[str, Any]:
    """Exactly one source, or none where the items of the rule name theirs."""
    schema = _with_by_type(LEAF.schema())
    named: list[dict[str, Any]] = [{"anyOf": _required(source)} for source in SOURCES]
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
